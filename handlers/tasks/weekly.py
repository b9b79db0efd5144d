"""A talk each week: proposed by who has just talked, agreed to, ended by either."""

import re
from typing import Annotated, ClassVar

from annotated_types import MaxLen
from pydantic import AfterValidator

from community.people import How
from community.refused import Refused
from community.tasks import feasts
from community.tasks import weekly as rules
from community.tasks.access import sees_to
from community.tasks.kinds import WEEKLY as WEEKLY_ROW
from community.tasks.kinds import Agreed
from handlers.tasks.kinds import TEAM, WEEKLY
from storage import people, tasks, weeklies
from storage.people import Person
from storage.tx import Tell, Tx
from storage.weeklies import Weekly
from talk import filling
from talk.cards import NOT_FOUND, button, opener
from talk.forms import About, Ask, Form, If, PickRow
from talk.registry import Card, FormEntry
from talk.screens import Button, Rows, Screen
from talk.times import WEEKDAYS
from talk.turn import Turn
from talk.words import Word, _, pgettext

BIRTHDAY_MOST = 20
SHOWN = 50  # of a team
BIRTHDAY = re.compile(r"\s*(农历|阴历|lunar)?\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?\s*", re.I)


def _dated(text: str) -> str:
    """Return the birthday if it is one, as people write it."""
    if _rule(text) is None:
        raise ValueError(_("Please write month and day, e.g. 3-15, or 农历8-15 for a lunar one."))
    return text


def _rule(text: str) -> str | None:
    """By which rule of the calendar it comes again."""
    found = BIRTHDAY.fullmatch(text)
    if found is None:
        return None
    month, day, lunar = int(found[2]), int(found[3]), bool(found[1])
    return (
        feasts.rule_of(month, day, lunar=lunar) if feasts.exists(month, day, lunar=lunar) else None
    )


SAID = {
    How.ORAL: _("said so"),
    How.PHONE: _("said so on the telephone"),
    How.PAPER: _("signed a paper"),
}


class Propose(Form):
    """Which day and hour of the week they have spoken of."""

    name: ClassVar[str] = "tasks.weekly"
    title: ClassVar[Word] = _("📅 A talk each week")
    about: ClassVar[tuple[str, str] | None] = ("tasks.talked", "task")
    before_sending: ClassVar[Word | None] = _(
        "They are asked whether that suits them; of who has no Telegram the leader of the team or"
        " the staff hears what you note. From then on you are reminded each week; whenever"
        " you cannot, one tap asks the team."
    )

    task: int
    heard: bool = True  # whether they are asked in the chat
    weekday: Annotated[
        int,
        PickRow(
            _("On which day?"), label=pgettext("weekly", "Day"), rows="tasks.weekdays", columns=4
        ),
    ]
    hour: Annotated[
        int, PickRow(_("At what time?"), label=_("Time"), rows="tasks.hours", columns=4, page=12)
    ]
    birthday: Annotated[
        str | None,
        MaxLen(BIRTHDAY_MOST),
        AfterValidator(_dated),
        Ask(
            _("When is their birthday, if they have told you?"),
            label=_("Birthday"),
            hint=_("Month and day, e.g. 3-15 or 农历8-15. The team hears of it three days before."),
        ),
    ] = None
    how: Annotated[
        How | None,
        Ask(
            _("They have no Telegram: how have they said yes?"),
            label=_("Agreed"),
            words=SAID,
            when=If("heard", frozenset({False})),
            columns=1,
        ),
    ] = None


def draw(tx: Tx, who: Person, weekly_id: int) -> Screen | None:
    """When it is, with whom, and how it stands; for both of them and who sees to it."""
    one = weeklies.get(tx, weekly_id)
    if one is None or not _concerns(tx, who, one):
        return None
    lines = [_said(tx, who, one)]
    if one.stage == Agreed.ENDED:
        lines.append(_("👉 It is over."))
    elif one.stage == Agreed.ASKED and who.id == one.person_id:
        lines.append(_("Does that suit you? You can stop it at any time."))
    elif one.stage == Agreed.ASKED:
        lines.append(_("⏳ They have not said yet whether it suits them."))
    return Screen("\n".join(line.to(who.language) for line in lines), _rows(who, one))


def _concerns(tx: Tx, who: Person, one: Weekly) -> bool:
    both = (one.person_id, one.volunteer_id)
    return who.id in both or sees_to(tx, who, one.team_id, one.place_id)


def _said(tx: Tx, who: Person, one: Weekly) -> Word:
    at = when(one.weekday, one.oclock)
    person = people.name(tx, people.known(tx, one.person_id))
    rings = people.name(tx, people.known(tx, one.volunteer_id)) if one.volunteer_id else None
    if who.id == one.person_id and rings:
        return _("💬 {name} rings you up for a chat {when}.", name=rings, when=at)
    if who.id == one.person_id:
        return _("💬 A volunteer rings you up for a chat {when}.", when=at)
    if who.id == one.volunteer_id:
        return _("💬 You ring up {name} for a chat {when}.", name=person, when=at)
    by = rings or _("whoever of the team has time")
    return _("💬 {name} is rung up for a chat {when}, by {by}.", name=person, when=at, by=by)


def when(weekday: int, hour: int) -> Word:
    """The day of the week and the hour."""
    return _("each {weekday} at {hour}:00", weekday=WEEKDAYS[weekday - 1], hour=hour)


def _rows(who: Person, one: Weekly) -> Rows:
    if one.stage == Agreed.ENDED:
        return ()
    if who.id == one.volunteer_id:
        return ((_choice(who, one, _("😔 I cannot any more"), "back"),),)
    no = _choice(who, one, _("✖️ No more calls"), "end")
    if one.stage == Agreed.ASKED and who.id == one.person_id:
        return ((_choice(who, one, _("🙂 Yes, gladly"), "agree"),), (no,))
    return ((no,),)


def _choice(who: Person, one: Weekly, word: Word, name: str) -> Button:
    return button(word.to(who.language), WEEKLY, one.id, name, one.revision)


def agree(turn: Turn, weekly_id: int, _extra: str) -> None:
    rules.agree(turn.tx, turn.who, weekly_id, turn.now)
    turn.card(WEEKLY, weekly_id)


def end(turn: Turn, weekly_id: int, _extra: str) -> None:
    rules.end(turn.tx, turn.who, weekly_id, turn.now)
    turn.card(WEEKLY, weekly_id)


def back(turn: Turn, weekly_id: int, _extra: str) -> None:
    rules.hand_back(turn.tx, turn.who, weekly_id, turn.now)
    turn.reply(_("All right. From now on whoever of the team has time rings them up."))


def start(turn: Turn, task_id: int, _extra: str) -> None:
    task = tasks.get(turn.tx, task_id)
    person = people.get(turn.tx, task.person_id) if task and task.person_id else None
    heard = person is None or person.chat_id is not None
    filling.start(turn, Propose, {"task": task_id, "heard": heard})


def proposed(turn: Turn, form: Propose) -> None:
    born = _rule(form.birthday) if form.birthday else None
    at = (form.weekday, form.hour)
    one = rules.propose(turn.tx, turn.who, form.task, *at, born, turn.now, form.how)
    turn.card(WEEKLY, one.id)


def talked(tx: Tx, who: Person, task_id: int | None) -> About:
    """The talk after which somebody proposes it."""
    task = tasks.get(tx, task_id or 0)
    if task is None or not rules.may_propose(tx, who, task):
        return About("", NOT_FOUND)
    return About(f"💬 {tasks.said(tx, task).helped or task.number}", None)


def ended(_tx: Tx, reader: Person, tell: Tell) -> Screen:
    at = when(int(tell.facts["weekday"]), int(tell.facts["hour"]))
    return Screen(_("💬 The chat {when} has come to its end.", when=at).to(reader.language))


def stuck(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Asking by itself has failed, maybe at what is sealed: nothing of that is opened here."""
    one = weeklies.get(tx, tell.subject)
    if one is None:
        return None
    says = _(
        "⚠️ The chat {when} could not be asked for by itself. Please see to it this time.",
        when=when(one.weekday, one.oclock),
    )
    label = line(one).to(reader.language)
    return Screen(says.to(reader.language), ((opener(label, WEEKLY, one.id),),))


def of_team(turn: Turn, team_id: int, _extra: str) -> None:
    """Whom a team rings up each week, for who sees to it."""
    if not rules.oversees(turn.tx, turn.who, team_id):
        raise Refused("tasks.not_found")
    found = weeklies.of_team(turn.tx, team_id)[:SHOWN]
    turn.lists(len(found))
    rows = tuple((opener(turn.to(_of(turn.tx, one)), WEEKLY, one.id),) for one in found)
    says = _("💬 Whom the team rings up each week:") if found else _("💬 Nobody yet.")
    back = opener(turn.to(_("⬅️ Back")), TEAM, team_id)
    turn.amend(Screen(turn.to(says), (*rows, (back,))))


def _of(tx: Tx, one: Weekly) -> Word:
    name = people.name(tx, people.known(tx, one.person_id))
    return Word(
        "💬 {name} · {when}", None, (("name", name), ("when", when(one.weekday, one.oclock)))
    )


def weekdays(_tx: Tx, _who: Person, _row: int | None) -> tuple[tuple[int, Word], ...]:
    return tuple(enumerate(WEEKDAYS, start=1))


def hours(_tx: Tx, _who: Person, _row: int | None) -> tuple[tuple[int, Word], ...]:
    return tuple((hour, Word(f"{hour}:00")) for hour in rules.HOURS)


def revision(tx: Tx, weekly_id: int) -> int | None:
    one = weeklies.get(tx, weekly_id)
    return one.revision if one else None


def about(tx: Tx, weekly_id: int) -> int | None:
    one = weeklies.get(tx, weekly_id)
    return one.person_id if one else None


def line(one: Weekly) -> Word:
    """One's own, in a button."""
    return _("💬 A chat {when}", when=when(one.weekday, one.oclock))


CARD = Card(
    WEEKLY, WEEKLY_ROW, revision, draw, {"agree": agree, "end": end, "back": back}, about=about
)
FORM = FormEntry(Propose, proposed)
FACTS = {"tasks.talked": talked, "tasks.weekdays": weekdays, "tasks.hours": hours}
