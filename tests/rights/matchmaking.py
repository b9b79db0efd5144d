"""The scenes of matchmaking: somebody registered with a matchmaker, a complaint."""

from datetime import date

from community.matchmaking import (
    Children,
    Marital,
    Sex,
    Shown,
    complaints,
    handing,
    introducing,
    leaving,
    meetings,
)
from community.matchmaking import registering as rules
from storage import followups, people
from storage.ids import short
from storage.introductions import Introduction
from storage.people import Person
from storage.singles import Single
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW
from tests.rights.scene import Scene

PHOTO = ("file", "unique")
BORN = "1990-01-01"


def registered(tx: Tx, who: Person, *, keeper: Person | None, sex: Sex = Sex.WOMAN) -> Single:
    """Somebody registered, with a matchmaker of the place or with none yet."""
    if keeper is not None:
        home = who.home_id or 0
        people.grant(tx, keeper.id, "matchmaker", home, None, NOW)
    chosen = keeper.id if keeper else None
    said = rules.Declared(sex, date.fromisoformat(BORN), Marital.NEVER, Children.NONE, chosen)
    return rules.register(tx, who, said, NOW)


def _opened(tx: Tx, name: str) -> tuple[Single, Person, Person]:
    """The reporter at the stage where this choice is offered, and who looks after them."""
    cast = gathered(tx)
    keeper = cast.responsible
    single = registered(tx, cast.reporter, keeper=keeper)
    keeper = people.known(tx, keeper.id)
    if name in ("pause", "resume", "seek", "left"):
        handing.see_papers(tx, keeper, single.id, NOW)
    if name == "resume":
        leaving.pause(tx, cast.reporter)
    if name in ("photo", "faceless"):
        rules.show_photo(tx, cast.reporter, PHOTO, Shown.NEVER, NOW)
    return single, cast.reporter, keeper


def own(tx: Tx, name: str) -> Scene:
    single, who, _keeper = _opened(tx, name)
    return Scene(single.id, "yes" if name == "withdraw" else "", relations={"single": who})


def kept(tx: Tx, name: str) -> Scene:
    """The same as their matchmaker sees it; unclaimed, as any of the place does."""
    name, _space, how = name.partition(" ")
    if name in ("pair", "join"):
        return introducing_form(tx, name)
    if how == "unclaimed" or name == "take":
        return Scene(registered(tx, gathered(tx).reporter, keeper=None).id)
    single, who, keeper = _opened(tx, name)
    if name in ("hopes", "avoid", "gone"):
        who = unreached(tx, who)
    yes = "yes" if name in ("papers", "gone") else ""
    return Scene(single.id, yes, relations={"single": who, "keeper": keeper})


def door(tx: Tx, _name: str) -> Scene:
    who = gathered(tx).reporter
    return Scene(who.id, relations={"self": who})


def work(tx: Tx, _name: str) -> Scene:
    _single, _who, keeper = _opened(tx, "")
    return Scene(keeper.id, relations={"keeper": keeper})


def _introduced(tx: Tx) -> tuple[Introduction, Person, Person, Person]:
    """Two people of one matchmaker who have been asked."""
    cast = gathered(tx)
    single, her, keeper = _opened(tx, "pause")
    his = registered(tx, cast.staff, keeper=None, sex=Sex.MAN)
    handing.take(tx, keeper, his.id)
    handing.see_papers(tx, keeper, his.id, NOW)
    made = introducing.introduce(tx, keeper, single.id, his.id, None, None, NOW)
    return made, her, cast.staff, keeper


def met(tx: Tx, name: str) -> Scene:
    """Two who have been asked; both have said yes where that must be."""
    made, her, him, keeper = _introduced(tx)
    if name in ("over", "photo"):
        _connected(tx, made, her, him)
    if name == "photo":
        rules.show_photo(tx, her, PHOTO, Shown.CONTACT, NOW)
        return Scene(made.id, relations={"she": her, "he": him, "keeper": keeper})
    extra = {"over": "yes", "said": f"{short(her.id)}.yes"}.get(name, "")
    if name == "said":
        her = unreached(tx, her)
    return Scene(made.id, extra, relations={"she": her, "he": him, "keeper": keeper})


def _connected(tx: Tx, made: Introduction, her: Person, him: Person) -> None:
    for who in (her, him):
        introducing.answer(tx, who, made.id, introducing.YES, NOW)


def unreached(tx: Tx, who: Person) -> Person:
    """Somebody who has no Telegram after all."""
    tx.do("UPDATE people SET chat_id = NULL, telegram_id = NULL WHERE id = :id", id=who.id)
    return people.known(tx, who.id)


def at_counter(tx: Tx, _name: str) -> Scene:
    """Somebody entered by the community who comes to a matchmaker."""
    who = unreached(tx, gathered(tx).reporter)
    people.set_phone(tx, who.id, "13800138000")
    filled = {"phone": "13800138000", "signed": True, "marital": "never", "sex": "woman"}
    return Scene(filled={**filled, "born": BORN, "children": "none"})


def how(tx: Tx, _name: str) -> Scene:
    """She is asked how it goes."""
    made, her, him, keeper = _introduced(tx)
    _connected(tx, made, her, him)
    asked = followups.add(tx, made.id, her.id, 3, NOW)
    assert asked is not None
    relations = {"she": her, "he": him, "keeper": keeper}
    return Scene(asked, "talking", relations=relations)


def introducing_form(tx: Tx, _name: str) -> Scene:
    """A matchmaker is about to introduce two who fit."""
    single, her, keeper = _opened(tx, "pause")
    his = registered(tx, gathered(tx).staff, keeper=None, sex=Sex.MAN)
    handing.take(tx, keeper, his.id)
    handing.see_papers(tx, keeper, his.id, NOW)
    return Scene(
        single.id,
        short(his.id),
        {"single": single.id, "other": his.id},
        {"single": her, "keeper": keeper},
    )


def meeting(tx: Tx, name: str) -> Scene:
    """A meeting at which somebody is, or to which they come."""
    _single, who, keeper = _opened(tx, "pause")
    held = meetings.plan(tx, keeper, "七夕联谊", date(2026, 8, 19), NOW)
    if name != "come":
        meetings.come(tx, who, held.id, NOW)
    relations = {"single": who, "keeper": keeper}
    return Scene(held.id, "0" if name == "page" else "", relations=relations)


def planning(_tx: Tx, _name: str) -> Scene:
    return Scene(filled={"called": "七夕联谊", "day": "2026-08-19"})


def complaint(tx: Tx, _name: str) -> Scene:
    """A matchmaker asks staff to clear something up."""
    single, who, keeper = _opened(tx, "")
    filed = complaints.report(tx, keeper, single.id, "像是已经结婚了", NOW)
    return Scene(filed.id, "right.yes", relations={"single": who, "keeper": keeper})


def part(tx: Tx, name: str) -> Scene:
    """A part of one's own registration."""
    _single, who, _keeper = _opened(tx, "")
    other = people.add(tx, 920_001, "zh", NOW)
    people.grant(tx, other.id, "matchmaker", who.home_id or 0, None, NOW)
    answers: dict[str, dict[str, object]] = {
        "matchmaking.about": {"height": 165},
        "matchmaking.hopes": {"youngest": 30},
        "matchmaking.avoid": {"estate": True},
        "matchmaking.photo": {
            "photos": [{"file_id": "file", "unique_id": "unique"}],
            "shown": "never",
        },
        "matchmaking.another": {"matchmaker": other.id},
    }
    return Scene(filled=answers[name], relations={"single": who})


def of_kept(tx: Tx, name: str) -> Scene:
    """What a matchmaker does about somebody they look after."""
    single, who, keeper = _opened(tx, "")
    other = people.add(tx, 920_001, "zh", NOW)
    people.grant(tx, other.id, "matchmaker", who.home_id or 0, None, NOW)
    answers: dict[str, dict[str, object]] = {
        "matchmaking.avoid_for": {"estate": True},
        "matchmaking.word": {"words": "星期六带身份证来"},
        "matchmaking.pass_on": {"matchmaker": other.id},
        "matchmaking.complaint": {"words": "像是已经结婚了"},
    }
    if name == "matchmaking.avoid_for":
        who = unreached(tx, who)
    relations = {"single": who, "keeper": keeper}
    return Scene(filled={"single": single.id, **answers[name]}, relations=relations)


CARDS = {
    "matchdoor": door,
    "match": own,
    "matchwork": work,
    "single": kept,
    "met": met,
    "thread": met,
    "howisit": how,
    "meeting": meeting,
    "guest": meeting,
    "complaint": complaint,
}
FORMS = {
    "matchmaking.meeting": planning,
    "matchmaking.counter": at_counter,
    "matchmaking.introduce": introducing_form,
    "matchmaking.about": part,
    "matchmaking.hopes": part,
    "matchmaking.avoid": part,
    "matchmaking.photo": part,
    "matchmaking.another": part,
    "matchmaking.avoid_for": of_kept,
    "matchmaking.word": of_kept,
    "matchmaking.pass_on": of_kept,
    "matchmaking.complaint": of_kept,
}
