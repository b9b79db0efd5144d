"""The hours that were given, as staff confirm them."""

from typing import Annotated, ClassVar

from community.tasks import counting
from community.tasks.access import exact
from community.tasks.kinds import GIVEN as GIVEN_ROW
from community.tasks.kinds import Confirmed
from handlers.tasks.finishing import TOOKS, Took
from handlers.tasks.kinds import GIVEN
from handlers.tasks.words import (
    hours_words,
    skill_words,
)
from storage import hours, people, tasks
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import NOT_FOUND, button
from talk.forms import About, Ask, Form
from talk.registry import Card, FormEntry
from talk.screens import Rows, Screen, clip
from talk.turn import Turn
from talk.words import Word, _

LINE_MOST = 32


class Minutes(Form):
    """How long it truly took."""

    name: ClassVar[str] = "tasks.minutes"
    title: ClassVar[Word] = _("⏱ Hours given")
    at_once: ClassVar[bool] = True
    about: ClassVar[tuple[str, str] | None] = ("tasks.given", "given")

    given: int
    took: Annotated[Took, Ask(_("How long did it take?"), label=_("Time"), words=TOOKS)]


def draw(tx: Tx, who: Person, given_id: int) -> Screen | None:
    """Hours that were given, for who confirms them."""
    given = hours.get(tx, given_id)
    if given is None or not counting.may_confirm(tx, who, given):
        return None
    task = tasks.known(tx, given.task_id)
    name = people.name(tx, people.known(tx, given.person_id))
    lines = [
        _("⏱ {name} · {hours}", name=name, hours=hours_words(given.minutes)),
        _(
            "{day} · {number} · {skill}",
            day=given.day,
            number=task.number,
            skill=skill_words((given.skill,)),
        ),
        _("📍 {place}", place=exact(tx, task)),
    ]
    if what := tasks.said(tx, task).what:
        lines.append(Word(what))
    if given.stage == Confirmed.CONFIRMED:
        lines.append(_("✅ Confirmed."))
    elif given.stage == Confirmed.DECLINED:
        lines.append(_("Not counted."))
    return Screen("\n".join(line.to(who.language) for line in lines), _rows(who, given))


def _rows(who: Person, given: hours.Given) -> Rows:
    if given.stage != Confirmed.NOTED:
        return ()
    choices = (
        (_("✅ Confirm"), "yes"),
        (_("✏️ Another time"), "other"),
        (_("✖️ Do not count it"), "not"),
    )
    return tuple(
        (button(word.to(who.language), GIVEN, given.id, name, 0),) for word, name in choices
    )


def confirm(turn: Turn, given_id: int, _extra: str) -> None:
    counting.confirm(turn.tx, turn.who, given_id, None, turn.now)
    turn.card(GIVEN, given_id)


def other(turn: Turn, given_id: int, _extra: str) -> None:
    filling.start(turn, Minutes, {"given": given_id})


def corrected(turn: Turn, form: Minutes) -> None:
    counting.confirm(turn.tx, turn.who, form.given, int(form.took), turn.now)
    turn.card(GIVEN, form.given)


def not_counted(turn: Turn, given_id: int, _extra: str) -> None:
    counting.decline(turn.tx, turn.who, given_id, turn.now)
    turn.card(GIVEN, given_id)


def about(tx: Tx, who: Person, given_id: int | None) -> About:
    given = hours.get(tx, given_id or 0)
    if given is None or not counting.may_confirm(tx, who, given):
        return About("", NOT_FOUND)
    over = given.stage != Confirmed.NOTED
    return About(line(tx, who, given.id), _("That is decided already.") if over else None)


def line(tx: Tx, who: Person, given_id: int) -> str:
    given = hours.get(tx, given_id)
    if given is None:
        return ""
    name = people.name(tx, people.known(tx, given.person_id))
    return clip(f"⏱ {name} {hours_words(given.minutes).to(who.language)}", LINE_MOST).plain


def revision(tx: Tx, given_id: int) -> int | None:
    given = hours.get(tx, given_id)
    return int(given.stage != Confirmed.NOTED) if given else None


def giver(tx: Tx, given_id: int) -> int | None:
    given = hours.get(tx, given_id)
    return given.person_id if given else None


CARD = Card(
    GIVEN,
    GIVEN_ROW,
    revision,
    draw,
    {"yes": confirm, "other": other, "not": not_counted},
    about=giver,
)
FORM = FormEntry(Minutes, corrected)
FACTS = {"tasks.given": about}
