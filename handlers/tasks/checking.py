"""Who wants to help, as staff and leaders look them over."""

from datetime import date
from typing import Annotated, ClassVar

from community.jobs.hours import Hours
from community.seekers import Reach
from community.tasks import joining as rules
from community.tasks.kinds import VOLUNTEER as VOLUNTEER_ROW
from community.tasks.kinds import Age, Demand, Standing
from handlers.tasks.kinds import VOLUNTEER
from handlers.tasks.words import (
    AGES,
    DEMANDS,
    REACHES,
    STANDINGS,
    WINDOWS,
    skill_words,
    windows_of,
)
from storage import people, teams, volunteers
from storage.people import Person
from storage.tx import Tx
from storage.volunteers import Volunteer
from talk import filling
from talk.cards import NOT_FOUND, button
from talk.forms import About, Form, PickDay
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


CARD = Card(
    VOLUNTEER,
    VOLUNTEER_ROW,
    revision,
    draw,
    {"accept": accept, "decline": decline, "insure": insure, "skilled": skilled},
    about=about,
)
FORM = FormEntry(Insure, insured)
FACTS = {"tasks.volunteer": of_whom}
