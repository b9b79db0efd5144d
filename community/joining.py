"""Who does not agree is forgotten; who was entered by others takes up what is theirs."""

from community.checkins import joining as checkins
from community.deadlines import DAY_MS
from community.matchmaking import leaving as matchmaking
from community.refused import Refused
from community.tasks import weekly
from community.tells import tell
from storage import (
    alerts,
    casebooks,
    cases,
    consents,
    people,
    personal,
    preferences,
    singles,
    weeklies,
)
from storage.people import Person
from storage.tx import Tx

STRANGER_MS = 30 * DAY_MS  # how long somebody is waited for who has agreed to nothing
AT_ONCE = 100
MANY = 10_000


def decline(tx: Tx, who: Person) -> bool:
    """Forget somebody who does not agree; False where an alarm or an old consent needs the row."""
    if who.consented is not None or consents.ever(tx, who.id):
        return False
    if alerts.open_since(tx, who.id, 0) is not None:
        return False
    personal.forget(tx, who)
    return True


def forget_strangers(tx: Tx, now: int) -> int:
    """Forget those who wrote long ago and agreed to nothing; returns how many."""
    found = people.strangers(tx, now - STRANGER_MS, AT_ONCE)
    return sum(decline(tx, person) for person in found)


def entered(tx: Tx, who: Person) -> list[Person]:
    """Whom others have entered under the number that the platform says is one's own."""
    number = people.phone(tx, who) if who.verified is not None else None
    return [
        person
        for person in (people.by_phone(tx, number) if number else [])
        if person.telegram_id is None and person.died is None
    ]


def offer(tx: Tx, entered: Person) -> None:
    """Ask those whose number it is, as the platform says, whether they are the one entered."""
    number = people.phone(tx, entered)
    for person in people.by_phone(tx, number) if number else []:
        if person.telegram_id is not None and person.verified is not None:
            tell(tx, person.id, "people.entered", entered.id)


def join(tx: Tx, who: Person, entered_id: int, now: int) -> None:
    """Be the one whom others have entered: their matters are one's own from now on."""
    found = [person for person in entered(tx, who) if person.id == entered_id]
    if not found:
        raise Refused("people.not_found")
    old = found[0]
    for case in casebooks.reported_by(tx, old.id, MANY):
        cases.change(tx, case, stage=case.stage)  # its cards are drawn anew
        tx.touched.add(("case", case.id))
    people.set_name(tx, who.id, people.name(tx, old))
    if who.home_id is None and old.home_id is not None:
        people.set_home(tx, who.id, old.home_id)
    if old.simple is not None:
        preferences.set_simple(tx, who.id, who.simple or old.simple)
    _give_way(tx, who, old, now)
    checkins.join(tx, who, old, now)
    weekly.join(tx, who, old, now)
    if (entered_by := people.entered_by(tx, old.id)) is not None:
        tell(tx, entered_by, "people.joined", who.id)
    personal.hand_to(tx, old, who)


def _give_way(tx: Tx, who: Person, old: Person, now: int) -> None:
    """Of what there can be one a person, their own stands; what others began for them ends."""
    if singles.of(tx, who.id) is not None:
        matchmaking.expel(tx, old.id, now)
    if weeklies.of_person(tx, who.id) is not None:
        weekly.leave(tx, old.id, now)
