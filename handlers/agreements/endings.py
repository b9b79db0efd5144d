"""How a mediation ends otherwise than agreed, in the chat, and how it is taken up again."""

from enum import StrEnum
from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community.agreements import endings as rules
from community.agreements.sides import side_of
from community.mediation.access import found, mediates, place_of
from community.mediation.kinds import Outcome
from handlers.agreements.about import IN_HAND, named
from storage import cases
from storage.cases import Case
from storage.people import Person
from storage.tx import Tell, Tx
from talk.cards import button
from talk.forms import Ask, Form, If
from talk.registry import Card, FormEntry
from talk.screens import Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

ENDED = "ended"  # the card of what came of it


class Ending(StrEnum):
    """How a mediation may end where nothing was agreed."""

    UNSETTLED = Outcome.UNSETTLED
    REFERRED = Outcome.REFERRED


ENDINGS = {
    Ending.UNSETTLED: _("They could not agree"),
    Ending.REFERRED: _("It goes on elsewhere"),
}
CAME = {
    Outcome.AGREED: _("There is a signed agreement."),
    Outcome.ORAL: _("There is an oral agreement."),
    Outcome.UNSETTLED: _("This time there was no agreement."),
    Outcome.REFERRED: _("It goes on elsewhere."),
    Outcome.TALKED: _("Somebody was there and talked with them."),
}
RIGHTS = _("You may go to court at any time: mediation hinders nobody.")
AGAIN = _("Within 30 days it can be taken up once more, should you think again.")


class End(Form):
    """What came of it, where nothing was agreed."""

    name: ClassVar[str] = "agreements.end"
    title: ClassVar[Word] = _("🏁 End it")
    before_sending: ClassVar[Word | None] = _("Both sides read what came of it.")
    about: ClassVar[tuple[str, str] | None] = IN_HAND

    case: int
    outcome: Annotated[
        Ending, Ask(_("What came of it?"), label=_("Result"), words=ENDINGS, columns=1)
    ]
    office: Annotated[
        str | None,
        MinLen(2),
        MaxLen(120),
        Ask(
            _("Who deals with it now? Name the place and its phone number."),
            label=_("Who deals with it"),
            hint=_("e.g. the justice office, the people's court"),
            when=If("outcome", frozenset({Ending.REFERRED})),
        ),
    ] = None


class Talked(Form):
    """What came of a talk at the door."""

    name: ClassVar[str] = "agreements.talked"
    title: ClassVar[Word] = _("🏁 I have talked with them")
    before_sending: ClassVar[Word | None] = _("Who asked for it reads this.")
    about: ClassVar[tuple[str, str] | None] = IN_HAND

    case: int
    words: Annotated[
        str,
        MinLen(2),
        MaxLen(500),
        Ask(_("What came of it? Say it so that it hurts nobody."), label=_("What came of it")),
    ]


def ended(turn: Turn, form: End) -> None:
    outcome = Outcome(form.outcome)
    rules.end(turn.tx, turn.who, form.case, outcome, form.office, turn.now)
    turn.reply(_("✅ It has ended. Both sides have been told what came of it, and their rights."))


def talked(turn: Turn, form: Talked) -> None:
    rules.end(turn.tx, turn.who, form.case, Outcome.TALKED, form.words, turn.now)
    turn.reply(_("✅ Noted. Who asked for it has been told."))


def draw(tx: Tx, who: Person, case_id: int) -> Screen | None:
    """What came of it and what one may still do, as a side reads it, or the mediator."""
    case = found(tx, case_id)
    if case is None or case.closed is None or case.result not in CAME:
        return None
    side = side_of(tx, who, case)
    if side is None and not mediates(who, case, place_of(tx, case)):
        return None
    lines = [named(case), CAME[Outcome(case.result)]]
    if words := _last_words(tx, case):
        lines.append(_("📝 {words}", words=words))
    rows: Rows = ()
    if side is not None:
        lines.append(RIGHTS)
    if rules.may_reopen(tx, who, case, case.closed):
        lines.append(AGAIN)
        again = _("🔁 Take it up again").to(who.language)
        rows = ((button(again, ENDED, case.id, "again", case.revision),),)
    return Screen("\n".join(line.to(who.language) for line in lines), rows)


def _last_words(tx: Tx, case: Case) -> str | None:
    """What was said with the end."""
    said = [entry for entry in cases.timeline(tx, case.id) if entry.step == "end"]
    return cases.note_text(tx, said[-1]) if said else None


def again(turn: Turn, case_id: int, _extra: str) -> None:
    number = rules.reopen(turn.tx, turn.who, case_id, turn.now).number
    turn.reply(
        _("🔁 Mediation {number} is taken up again. You hear here how it goes on.", number=number)
    )


def reopened(tx: Tx, reader: Person, tell: Tell) -> Screen:
    case = cases.known(tx, tell.subject)
    says = _("🔁 Mediation {number} is taken up again.", number=case.number)
    return Screen(says.to(reader.language))


def revision(tx: Tx, case_id: int) -> int | None:
    case = found(tx, case_id)
    return case.revision if case else None


CARD = Card(ENDED, "case", revision, draw, {"again": again})
FORMS = (FormEntry(End, ended), FormEntry(Talked, talked))
