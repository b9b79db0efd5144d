"""What staff and leaders look over: who wants to help, and the hours that were given."""

from datetime import date
from typing import Annotated, ClassVar

from community.jobs.hours import Hours
from community.seekers import Reach
from community.tasks import counting
from community.tasks import joining as rules
from community.tasks.access import exact
from community.tasks.kinds import GIVEN as GIVEN_ROW
from community.tasks.kinds import VOLUNTEER as VOLUNTEER_ROW
from community.tasks.kinds import Age, Confirmed, Demand, Standing
from handlers.tasks.doing import TOOKS, Took
from handlers.tasks.kinds import GIVEN, VOLUNTEER
from handlers.tasks.words import (
    AGES,
    DEMANDS,
    REACHES,
    STANDINGS,
    WINDOWS,
    hours_words,
    skill_words,
    windows_of,
)
from storage import hours, people, tasks, teams, volunteers
from storage.people import Person
from storage.tx import Tx
from storage.volunteers import Volunteer
from talk import filling
from talk.cards import NOT_FOUND, button
from talk.forms import About, Ask, Form, PickDay
from talk.registry import Card, FormEntry
from talk.screens import Button, Rows, Screen, clip
from talk.several import listed
from talk.turn import Turn
from talk.words import Word, _

LINE_MOST = 32


class Insure(Form):
    """Until when somebody is insured."""

    name: ClassVar[str] = "tasks.insure"
    title: ClassVar[Word] = _("🛡 Insurance")
    at_once: ClassVar[bool] = True
    about: ClassVar[tuple[str, str] | None] = ("tasks.volunteer", "volunteer")

    volunteer: int
    until: Annotated[
        date,
        PickDay(
            _("Until which day are they insured as a volunteer?"),
            label=_("Insured until"),
            hint=_("Before that nobody is asked for what is risky."),
            past=False,
        ),
    ]


class Minutes(Form):
    """How long it truly took."""

    name: ClassVar[str] = "tasks.minutes"
    title: ClassVar[Word] = _("⏱ Hours given")
    at_once: ClassVar[bool] = True
    about: ClassVar[tuple[str, str] | None] = ("tasks.given", "given")

    given: int
    took: Annotated[Took, Ask(_("How long did it take?"), label=_("Time"), words=TOOKS)]


def draw(tx: Tx, who: Person, volunteer_id: int) -> Screen | None:
    """Who wants to help, for who looks it over."""
    one = volunteers.get(tx, volunteer_id)
    if one is None or not rules.may_check(tx, who, one):
        return None
    person = people.known(tx, one.person_id)
    named = [Word(team.name) for team in teams.of(tx, one.person_id)]
    lines = [
        _(
            "🧡 {name} · {state}",
            name=people.name(tx, person),
            state=STANDINGS[Standing(one.stage)],
        ),
        _("📞 {phone}", phone=people.phone(tx, person) or "–"),
        skill_words(one.skills),
        listed(WINDOWS[at] for at in windows_of(Hours.read(one.hours))),
        REACHES[Reach(one.reach)],
        _("🎂 {age}", age=AGES[Age(one.age)]),
        _("👥 {teams}", teams=listed(named)) if named else _("👥 No team yet"),
        *_careful(tx, one),
    ]
    return Screen("\n".join(line.to(who.language) for line in lines), _rows(who, one))


def _careful(tx: Tx, one: Volunteer) -> list[Word]:
    """What to mind before somebody is asked."""
    lines = []
    if limits := sorted(volunteers.limits(tx, one)):
        said = listed(DEMANDS[Demand(limit)] for limit in limits)
        lines.append(_("🚫 Not: {limits}", limits=said))
    if guardian := volunteers.guardian(tx, one):
        lines.append(_("👪 Agreed: {guardian}. Please ring them up first.", guardian=guardian))
    if one.insured:
        lines.append(_("🛡 Insured until {day}", day=one.insured))
    if one.skilled is not None:
        lines.append(_("🌟 Skilled helper"))
    return lines


def _rows(who: Person, one: Volunteer) -> Rows:
    if one.stage == Standing.ASKED:
        yes = _choice(who, one, _("✅ Welcome"), "accept")
        return ((yes, _choice(who, one, _("Not this time"), "decline")),)
    if one.stage not in rules.HELPING:
        return ()
    skilled = _("🌟 No longer a skilled helper") if one.skilled else _("🌟 A skilled helper")
    return (
        (_choice(who, one, _("🛡 Note the insurance"), "insure"),),
        (_choice(who, one, skilled, "skilled"),),
    )


def _choice(who: Person, one: Volunteer, word: Word, name: str) -> Button:
    return button(word.to(who.language), VOLUNTEER, one.id, name, one.revision)


def accept(turn: Turn, volunteer_id: int, _extra: str) -> None:
    rules.accept(turn.tx, turn.who, volunteer_id, turn.now)
    turn.card(VOLUNTEER, volunteer_id)


def decline(turn: Turn, volunteer_id: int, _extra: str) -> None:
    rules.decline(turn.tx, turn.who, volunteer_id, turn.now)
    turn.card(VOLUNTEER, volunteer_id)


def insure(turn: Turn, volunteer_id: int, _extra: str) -> None:
    filling.start(turn, Insure, {"volunteer": volunteer_id})


def insured(turn: Turn, form: Insure) -> None:
    rules.insure(turn.tx, turn.who, form.volunteer, form.until.isoformat(), turn.now)
    turn.card(VOLUNTEER, form.volunteer)


def skilled(turn: Turn, volunteer_id: int, _extra: str) -> None:
    rules.recognise(turn.tx, turn.who, volunteer_id, turn.now)
    turn.card(VOLUNTEER, volunteer_id)


def of_whom(tx: Tx, who: Person, volunteer_id: int | None) -> About:
    one = volunteers.get(tx, volunteer_id or 0)
    if one is None or not rules.may_check(tx, who, one):
        return About("", NOT_FOUND)
    return About(f"🧡 {people.name(tx, people.known(tx, one.person_id))}", None)


def line(tx: Tx, _who: Person, volunteer_id: int) -> str:
    one = volunteers.get(tx, volunteer_id)
    name = people.name(tx, people.known(tx, one.person_id)) if one else ""
    return clip(f"🧡 {name}", LINE_MOST).plain


def revision(tx: Tx, volunteer_id: int) -> int | None:
    one = volunteers.get(tx, volunteer_id)
    return one.revision if one else None


def about(tx: Tx, volunteer_id: int) -> int | None:
    one = volunteers.get(tx, volunteer_id)
    return one.person_id if one else None


def draw_given(tx: Tx, who: Person, given_id: int) -> Screen | None:
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
    return Screen("\n".join(line.to(who.language) for line in lines), _given_rows(who, given))


def _given_rows(who: Person, given: hours.Given) -> Rows:
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


def of_what(tx: Tx, who: Person, given_id: int | None) -> About:
    given = hours.get(tx, given_id or 0)
    if given is None or not counting.may_confirm(tx, who, given):
        return About("", NOT_FOUND)
    over = given.stage != Confirmed.NOTED
    return About(given_line(tx, who, given.id), _("That is decided already.") if over else None)


def given_line(tx: Tx, who: Person, given_id: int) -> str:
    given = hours.get(tx, given_id)
    if given is None:
        return ""
    name = people.name(tx, people.known(tx, given.person_id))
    return clip(f"⏱ {name} {hours_words(given.minutes).to(who.language)}", LINE_MOST).plain


def given_revision(tx: Tx, given_id: int) -> int | None:
    given = hours.get(tx, given_id)
    return int(given.stage != Confirmed.NOTED) if given else None


def giver(tx: Tx, given_id: int) -> int | None:
    given = hours.get(tx, given_id)
    return given.person_id if given else None


CARDS = (
    Card(
        VOLUNTEER,
        VOLUNTEER_ROW,
        revision,
        draw,
        {"accept": accept, "decline": decline, "insure": insure, "skilled": skilled},
        about=about,
    ),
    Card(
        GIVEN,
        GIVEN_ROW,
        given_revision,
        draw_given,
        {"yes": confirm, "other": other, "not": not_counted},
        about=giver,
    ),
)
FORMS = (FormEntry(Insure, insured), FormEntry(Minutes, corrected))
FACTS = {"tasks.volunteer": of_whom, "tasks.given": of_what}
