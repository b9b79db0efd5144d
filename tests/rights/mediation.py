"""Disputes as the rights matrix tries them: where each choice is offered, and who is what to it."""

from dataclasses import replace

from community.mediation import harm, mediators, quitting, rooms
from community.mediation.kinds import Sort
from storage import cases, media
from storage.ids import short
from storage.tx import Tx
from tests.community import disputed
from tests.community.conftest import gathered
from tests.conftest import NOW
from tests.rights.scene import Made, Scene

WAITING, UNANSWERED, ALONE, OVER, VEILED = "waiting", "unanswered", "alone", "over", "veiled"
EXTRAS = {
    "hear": "b",
    "tell": "b",
    "room": "a",
    "another": "yes",
    "leave": "yes",
    "harm": "minor",
    "mistaken": "yes",
}
STATES = {
    "choose": WAITING,
    "agree": UNANSWERED,
    "refuse": UNANSWERED,
    "mistaken": UNANSWERED,
    "unveil": VEILED,
    "link": ALONE,
    "enter": ALONE,
}


def dispute(tx: Tx, name: str) -> Scene:
    """A dispute where this choice is offered, with both sides, or its mediator alone."""
    choice, _space, state = name.partition(" ")
    state = state or STATES.get(choice, "")
    cast = disputed.sides(tx)
    if state == WAITING:
        case = disputed.asked(tx)
        extra = short(cast.other.id) if choice == "choose" else ""
        return Scene(case.id, extra, relations={"asker": cast.a})
    if state == ALONE:
        case = disputed.taken(tx)
        return Scene(case.id, relations={"asker": cast.a, "mediating": cast.mediator})
    case = disputed.joined(tx) if state == UNANSWERED else disputed.both(tx)
    if choice == "media":
        media.attach(tx, NOW, cases.timeline(tx, case.id)[0], "photo", "file", "unique")
    if state == OVER:
        quitting.withdraw(tx, cast.a, case.id, NOW)
    if state == VEILED:
        rooms.say(tx, cast.a, case.id, "睡不好", (), NOW)
        mediators.refuse(tx, cast.b, case.id, NOW)
    relations = {"asker": cast.a, "opposite": cast.b, "mediating": cast.mediator}
    return Scene(case.id, EXTRAS.get(choice, ""), relations=relations)


def form(state: str, **answers: object) -> Made:
    """A form about a dispute."""

    def made(tx: Tx, _name: str) -> Scene:
        scene = dispute(tx, state)
        return replace(scene, filled={"case": scene.subject, **answers})

    return made


def asking(tx: Tx, _name: str) -> Scene:
    home = gathered(tx).reporter.home_id
    told = {"called": "楼上", "may_tell": "有点吵", "story": "半夜拖椅子"}
    answers = {"rights": True, "matter": "noise", "opposite": "neighbour", "place": home}
    return Scene(filled={**answers, **told})


def door(tx: Tx, _name: str) -> Scene:
    who = gathered(tx).reporter
    return Scene(who.id, relations={"self": who})


def harmed(tx: Tx, _name: str) -> Scene:
    """Somebody who lives here has told that a child is harmed."""
    told = harm.told(tx, gathered(tx).reporter, Sort.MINOR, NOW)
    return Scene(told.id, filled={"harm": told.id, "to": "派出所"})


CARDS: dict[str, Made] = {
    "dispute": dispute,
    "mediating": dispute,
    "harmdoor": door,
    "harm": harmed,
}
FORMS: dict[str, Made] = {
    "mediation.request": asking,
    "mediation.say": form("say", text="睡不好"),
    "mediation.number": form("number", phone={"number": "13911112222"}),
    "mediation.meant": form("say", text="睡不好", belongs="here"),
    "mediation.relay": form("tell", side="b", text="请轻些"),
    "mediation.note": form("note", side="a", text="情绪激动"),
    "mediation.decline": form("cannot waiting", reason="出差"),
    "mediation.pass_on": form("pass", higher=False, reason="出差"),
    "mediation.enter": form("enter", called="老吴", how="phone"),
    "mediation.reported": harmed,
}
