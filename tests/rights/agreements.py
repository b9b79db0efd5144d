"""Sessions, drafts and what follows, as the rights matrix tries them."""

from collections.abc import Callable
from dataclasses import replace

from community.agreements import after, early, endings, longer, pacts, sessions
from community.agreements.pacts import Way
from community.mediation.kinds import Outcome
from storage.tx import Tx
from tests.community.mediated import WEEK, Mediated, mediated
from tests.conftest import NOW
from tests.rights.scene import Made, Scene

AT, DAY = "2026-01-10T15:00:00+08:00", "2026-01-12"
CONFIRMED = frozenset({"paper", "signed", "oral", "orally"})
ASKED = frozenset({"kept", "broken"})
SIDED = frozenset({"yes", "no", "other", "agree", "wish", *ASKED})


def _scene(made: Mediated, subject: int, name: str) -> Scene:
    relations = {"asker": made.one, "mediating": made.mediator}
    if made.case.kept_until is not None and name != "talked":
        relations["opposite"] = made.other
    return Scene(subject, "a" if name in SIDED else "", relations=relations)


def leading(tx: Tx, name: str) -> Scene:
    """A dispute in its mediator's hands; or a talk at the door."""
    made = mediated(tx, named=name != "talked")
    return _scene(made, made.case.id, name)


def sitting(tx: Tx, name: str) -> Scene:
    made = mediated(tx)
    way = sessions.Way.MEETING
    one = sessions.propose(tx, made.mediator, made.case.id, way, WEEK, "调解室", NOW)
    return _scene(made, one.id, name)


def pact(tx: Tx, name: str) -> Scene:
    """A draft that stands, that both agree to, that holds, or of which B says it was broken."""
    made = mediated(tx)
    one = pacts.draft(tx, made.mediator, made.case.id, "十点以后安静", WEEK, NOW)
    if name in CONFIRMED | ASKED | {"again"}:
        for who, side in ((made.one, "a"), (made.other, "b")):
            pacts.agree(tx, who, one.id, side, NOW)
    if name in ASKED | {"again"}:
        pacts.conclude(tx, made.mediator, one.id, Way.ORAL, (), NOW)
        after.ask_whether_kept(tx, one.id, "1", NOW)
    if name == "again":
        after.say(tx, made.other, one.id, "b", NOW, kept=False)
    return _scene(made, one.id, name)


def more_time(tx: Tx, name: str) -> Scene:
    """More time is asked for; of who has no Telegram, through the mediator."""
    choice, _space, phone = name.partition(" ")
    made = mediated(tx, telegram=not phone)
    longer.ask(tx, made.mediator, made.case.id, 7, NOW)
    scene = _scene(made, made.case.id, choice)
    if not phone:
        return scene
    relations = {"asker": made.one, "mediating": made.mediator}
    return replace(scene, extra="b", relations=relations)


def ended(tx: Tx, name: str) -> Scene:
    made = mediated(tx)
    endings.end(tx, made.mediator, made.case.id, Outcome.UNSETTLED, None, NOW)
    return _scene(made, made.case.id, name)


def feared(tx: Tx, name: str) -> Scene:
    made = mediated(tx)
    if name in ("unmark", "defuse"):
        early.mark(tx, made.staff, made.case.id, NOW)
    return _scene(made, made.case.id, name)


def _form(scene: Callable[[Tx, str], Scene], state: str, row: str = "", **answers: object) -> Made:
    """A form about a dispute, or about what stands of it."""

    def made(tx: Tx, _name: str) -> Scene:
        found = scene(tx, state)
        subject = tx.one("SELECT max(id) FROM cases")
        assert subject is not None
        named = {row: found.subject} if row else {}
        return replace(found, filled={"case": subject[0], **named, **answers})

    return made


CARDS: dict[str, Made] = {
    "agreeing": leading,
    "sitting": sitting,
    "pact": pact,
    "longer": more_time,
    "ended": ended,
    "early": feared,
}
MEETING = {"way": "meeting", "begins": AT, "spot": "调解室"}
FORMS: dict[str, Made] = {
    "agreements.sitting": _form(leading, "sit", **MEETING),
    "agreements.instead": _form(sitting, "other", "sitting", side="a", begins=AT),
    "agreements.draft": _form(leading, "draft", text="十点以后安静", day=DAY),
    "agreements.wish": _form(pact, "wish", "pact", side="a", words="九点"),
    "agreements.signed": _form(pact, "signed", "pact"),
    "agreements.longer": _form(leading, "longer", days="7"),
    "agreements.end": _form(leading, "end", outcome="unsettled"),
    "agreements.talked": _form(leading, "talked", words="说好了"),
}
