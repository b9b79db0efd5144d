"""Employers and what they offer, as those see them who speak for them and the officers."""

from community.jobs import employers as rules
from community.jobs import vacancies as offers
from community.jobs.kinds import Reason, Sort, Source, Stage, Standing
from community.roles import Role
from storage import employers, people, places, vacancies
from storage.employers import Employer, Entry
from storage.people import Person
from storage.tx import Tx
from storage.vacancies import Vacancy
from tests.community.conftest import gathered
from tests.community.test_vacancies import entry, offered
from tests.conftest import NOW
from tests.rights.scene import Scene

# With which role the door offers more than to everybody.
AT_THE_DOOR = {
    "visit": Role.VOLUNTEER,
    "file": Role.JOB_OFFICER,
    "wages": Role.SUBDISTRICT_STAFF,
}
WAITING = ("accept", "decline")


def door(tx: Tx, name: str) -> Scene:
    """The door of somebody, who may have a role there."""
    who = gathered(tx).reporter
    choice, _space, plain = name.partition(" ")
    if choice in AT_THE_DOOR and not plain:
        root = places.roots(tx)[0]
        people.grant(tx, who.id, AT_THE_DOOR[choice], root.id, None, NOW)
    return Scene(who.id, relations={"self": who})


def _employer(tx: Tx) -> tuple[Employer, Person]:
    cast = gathered(tx)
    said = entry(tx)
    estate = next(
        place
        for place in places.upwards(tx, places.get(tx, said.place_id) or places.roots(tx)[0])
        if place.kind == "estate"
    )
    said = Entry(said.name, Sort.SHOP, estate.id, None, "孙店长", said.phone)
    return rules.ask(tx, cast.reporter, said, NOW), cast.reporter


def employer(tx: Tx, name: str) -> Scene:
    made, who = _employer(tx)
    if name == "link":
        employers.change(tx, made, stage=Standing.ON_FILE, person_id=None)
    elif name == "unblock":
        employers.change(tx, made, stage=Standing.BLOCKED)
    elif name not in WAITING:
        employers.change(tx, made, stage=Standing.ON_FILE)
    return Scene(made.id, "yes" if name == "block" else "", relations={"employer": who})


def _vacancy(tx: Tx) -> tuple[Vacancy, Person]:
    made, who = _employer(tx)
    rules.accept(tx, gathered(tx).staff, made.id, NOW)
    offer = offered(tx, place_id=made.place_id)
    return offers.offer(tx, who, made.id, offer, NOW), who


def vacancy(tx: Tx, name: str) -> Scene:
    made, who = _vacancy(tx)
    if name not in ("approve", "back"):
        vacancies.change(tx, made, stage=Stage.OPEN, confirmed=NOW)
    extra = f"{Reason.FILLED}.yes" if name == "close" else ""
    return Scene(made.id, extra, relations={"employer": who})


def registered(tx: Tx, name: str) -> Scene:
    """An employer that asks, that somebody puts forward, or that is corrected."""
    how = name.partition(" ")[2]
    filled: dict[str, object] = {
        "asked": how != "draft",
        "source": Source.ASKED if how != "draft" else Source.VISIT,
        "called": "新店",
        "sort": Sort.SHOP,
        "contact": "孙店长",
        "phone": "13900003333",
    }
    made, who = _employer(tx)
    if how == "edit":
        filled |= {"employer": made.id, "asked": True}
    return Scene(filled={**filled, "place": made.place_id}, relations={"employer": who})


def submitted(tx: Tx, name: str) -> Scene:
    made, who = _vacancy(tx)
    filled = {
        "employer": made.employer_id,
        "vacancy": made.id if name.endswith("change") else 0,
        "post": "洗碗工",
        "trade": "catering",
        "number": 1,
        "content": "洗碗，收拾后厨",
        "days": ["1", "2", "3"],
        "span": "08:00-12:00",
        "place": made.place_id,
        "unit": "hour",
        "pay_from": 25,
        "pay_to": 28,
        "contract": "part_time",
        "insurance": "injury",
        "until": "2026-02-01",
    }
    return Scene(filled=filled, relations={"employer": who})


def sent_back(tx: Tx, _name: str) -> Scene:
    made, who = _vacancy(tx)
    return Scene(filled={"vacancy": made.id, "note": "请写明工资"}, relations={"employer": who})


def wage(_tx: Tx, _name: str) -> Scene:
    return Scene(filled={"month": 2200, "hour": "22", "since": "2026-01-01"})
