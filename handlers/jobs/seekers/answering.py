"""Who has applied, as the employer and the officer see it: name, number, hours, never more."""

from datetime import datetime
from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community.jobs.access import officer_of, sees
from community.jobs.hours import Hours
from community.seekers import applying, meeting, outcome
from community.seekers.applying import NOTE_MOST, Why
from community.seekers.meeting import SPOT_MOST
from community.seekers.stages import STANDING, Stage, reads
from handlers.jobs.lines import APPLICANTS
from handlers.jobs.seekers.applied import NO, YES, person_of, revision
from handlers.jobs.seekers.kinds import APPLICANT
from handlers.jobs.seekers.words import STAGES, WHYS, at_words
from handlers.jobs.words import hours_words
from storage import applications, employers, interviews, people, placements, vacancies
from storage.applications import Application
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import button, opener
from talk.forms import Ask, Form, PickTime
from talk.registry import Card, FormEntry
from talk.screens import Button, Rows, Screen, in_rows
from talk.turn import Turn
from talk.words import Word, _

PROTECTED = _(
    "⚠️ 16 or 17: no work at night, nothing heavy or dangerous (Labour Law, articles 58–65)"
)
LISTED = (*STANDING, Stage.PLACED)


class Invite(Form):
    """When and where to meet who has applied."""

    name: ClassVar[str] = "seekers.invite"
    title: ClassVar[Word] = _("🗓 Interview")
    at_once: ClassVar[bool] = True

    application: int
    meets: Annotated[
        datetime, PickTime(_("When would you like to meet?"), label=_("When"), past=False)
    ]
    spot: Annotated[
        str,
        MinLen(2),
        MaxLen(SPOT_MOST),
        Ask(
            _("Where, and whom shall they ask for?"),
            label=_("Where"),
            hint=_("They then see your number, too."),
        ),
    ]


class Decline(Form):
    """Why it does not fit, in kind words."""

    name: ClassVar[str] = "seekers.decline"
    title: ClassVar[Word] = _("Not this time")
    at_once: ClassVar[bool] = True

    application: int
    why: Annotated[
        Why,
        Ask(
            _("Why does it not fit? They read it in kind words."),
            label=_("Why"),
            words=WHYS,
            columns=1,
        ),
    ]
    note: Annotated[
        str | None,
        MaxLen(NOTE_MOST),
        Ask(_("A kind word to them, if you like?"), label=_("A word")),
    ] = None


def draw(tx: Tx, who: Person, application_id: int) -> Screen | None:
    """Who would like the work; nothing of what was withdrawn."""
    one = applications.get(tx, application_id)
    if one is None or not reads(tx, who, one):
        return None
    vacancy = vacancies.known(tx, one.vacancy_id)
    title = _("📨 Somebody applies: {post}", post=vacancies.post(tx, vacancy)).to(who.language)
    lines = [_("👉 {state}", state=STAGES[Stage(one.stage)])]
    if one.stage in LISTED:
        lines = [*_who(tx, one), *lines, *_lines(tx, one)]
    text = title + "\n" + "\n".join(line.to(who.language) for line in lines)
    return Screen(text, _rows(tx, who, one))


def _who(tx: Tx, one: Application) -> list[Word]:
    person, said = people.known(tx, one.person_id), applications.shown(tx, one)
    lines = [
        _(
            "👤 {name}  ☎️ {phone}",
            name=people.name(tx, person),
            phone=people.phone(tx, person) or "–",
        )
    ]
    if not person.answers:
        lines.append(_("☎️ They read nothing here now: please phone."))
    if said.hours:
        lines.append(_("🕒 Can work: {hours}", hours=hours_words(Hours.read(said.hours))))
    if said.skills:
        lines.append(_("✍️ Skills: {skills}", skills=said.skills))
    if said.young:
        lines.append(PROTECTED)
    return lines


def _lines(tx: Tx, one: Application) -> list[Word]:
    if one.stage == Stage.SENT:
        return [_("Please answer by {day}, a no as well.", day=at_words(tx, one.due))]
    standing = interviews.standing(tx, one.id)
    if standing is not None:
        at, spot = at_words(tx, standing.meets), interviews.spot(tx, standing)
        if standing.agreed is not None:
            fate = _("Agreed. We remind both sides.")
        elif standing.theirs:
            fate = _("Proposed; they have not said yes yet.")
        else:
            fate = _("They ask for this time. Does it suit you?")
        return [_("🗓 {time}\n📍 {spot}", time=at, spot=spot), fate]
    found = outcome.placement(tx, one) if one.stage == Stage.PLACED else None
    if found is None or not outcome.asked(tx, one):
        return []
    return [
        _(
            "30 days on · they say: {hers} · the employer says: {theirs}",
            hers=_says(found.hers),
            theirs=_says(found.theirs),
        )
    ]


def _says(there: int | None) -> Word:
    if there is None:
        return _("nothing yet")
    return _("still there") if there else _("no longer there")


def _rows(tx: Tx, who: Person, one: Application) -> Rows:
    offered: list[tuple[Word, str]] = []
    standing = interviews.standing(tx, one.id)
    if one.stage == Stage.INVITED and standing is not None and not standing.theirs:
        offered.append((_("👌 Agreed"), "agree"))
    if one.stage in STANDING:
        again = one.stage != Stage.SENT
        offered += [
            (_("🗓 Another time") if again else _("🗓 Invite to an interview"), "invite"),
            (_("✅ Taken on"), "place"),
            (_("Not this time"), "decline"),
        ]
    return (*in_rows((_choice(who, one, *each) for each in offered), 2), *_checks(tx, who, one))


def _checks(tx: Tx, who: Person, one: Application) -> Rows:
    """Whether the work goes on after thirty days; the officer also notes what they have heard."""
    if one.stage != Stage.PLACED or one.ended is not None or not outcome.asked(tx, one):
        return ()
    found = outcome.placement(tx, one)
    rows: Rows = ()
    if found is not None and found.theirs is None:
        rows += (_pair(who, one, _("Employer: still there"), _("Employer: gone"), "stays"),)
    employer = employers.known(tx, vacancies.known(tx, one.vacancy_id).employer_id)
    if found is not None and found.hers is None and officer_of(tx, who, employer):
        rows += (_pair(who, one, _("They: still there"), _("They: gone"), "still"),)
    return rows


def _pair(who: Person, one: Application, yes: Word, no: Word, name: str) -> tuple[Button, ...]:
    return (_choice(who, one, yes, f"{name}.{YES}"), _choice(who, one, no, f"{name}.{NO}"))


def _choice(who: Person, one: Application, word: Word, choice: str) -> Button:
    return button(word.to(who.language), APPLICANT, one.id, choice, one.revision)


def invite(turn: Turn, application_id: int, _extra: str) -> None:
    filling.start(turn, Invite, {"application": application_id})


def invited(turn: Turn, form: Invite) -> None:
    meets = int(form.meets.timestamp() * 1000)
    meeting.invite(turn.tx, turn.who, form.application, meets, form.spot, turn.now)
    turn.card(APPLICANT, form.application)


def agree(turn: Turn, application_id: int, _extra: str) -> None:
    meeting.agree(turn.tx, turn.who, application_id, turn.now)
    turn.card(APPLICANT, application_id)


def decline(turn: Turn, application_id: int, _extra: str) -> None:
    filling.start(turn, Decline, {"application": application_id})


def declined(turn: Turn, form: Decline) -> None:
    applying.decline(turn.tx, turn.who, form.application, form.why, form.note, turn.now)
    turn.card(APPLICANT, form.application)


def place(turn: Turn, application_id: int, extra: str) -> None:
    """Ask once; take on at the second tap."""
    if extra == YES:
        outcome.place(turn.tx, turn.who, application_id, turn.now)
        turn.answer(_("Thank you! The station is glad with you both."))
        turn.card(APPLICANT, application_id)
        return
    one = applications.get(turn.tx, application_id)
    assert one is not None, "the card was drawn"
    rows = (
        (_choice(turn.who, one, _("✅ Yes, taken on"), f"place.{YES}"),),
        (_choice(turn.who, one, _("⬅️ Back"), "see"),),
    )
    turn.amend(Screen(turn.to(_("Do they begin to work for you?")), rows))


def see(turn: Turn, application_id: int, _extra: str) -> None:
    turn.card(APPLICANT, application_id)


def stays(turn: Turn, application_id: int, extra: str) -> None:
    outcome.stays(turn.tx, turn.who, application_id, turn.now, there=extra == YES)
    turn.answer(_("Thank you for telling us."))
    turn.card(APPLICANT, application_id)


def still(turn: Turn, application_id: int, extra: str) -> None:
    outcome.still(turn.tx, turn.who, application_id, turn.now, there=extra == YES)
    turn.card(APPLICANT, application_id)


def draw_all(tx: Tx, who: Person, vacancy_id: int) -> Screen | None:
    """Everybody who applies for one vacancy."""
    vacancy = vacancies.get(tx, vacancy_id)
    if vacancy is None or not sees(tx, who, employers.known(tx, vacancy.employer_id)):
        return None
    found = [one for one in applications.to(tx, vacancy_id, LISTED) if one.person_id != who.id]
    title = _("👥 Who applies: {post}", post=vacancies.post(tx, vacancy)).to(who.language)
    taken = _(
        "Wanted {number}, taken on {filled}",
        number=vacancy.number,
        filled=placements.filled(tx, vacancy_id),
    )
    says = "" if found else "\n" + _("Nobody has applied yet.").to(who.language)
    rows = tuple((opener(line(tx, who, one.id), APPLICANT, one.id),) for one in found)
    return Screen(title + "\n" + taken.to(who.language) + says, rows)


def line(tx: Tx, who: Person, application_id: int) -> str:
    """An application in one line: who, for what, how it stands."""
    one = applications.get(tx, application_id)
    assert one is not None, "it was just found"
    post = vacancies.post(tx, vacancies.known(tx, one.vacancy_id))
    name = people.name(tx, people.known(tx, one.person_id))
    return f"📨 {name} · {post} · {STAGES[Stage(one.stage)].to(who.language)}"


def _vacancy_revision(tx: Tx, vacancy_id: int) -> int | None:
    vacancy = vacancies.get(tx, vacancy_id)
    return vacancy.revision if vacancy else None


CHOICES = {
    "invite": invite,
    "agree": agree,
    "decline": decline,
    "place": place,
    "see": see,
    "stays": stays,
    "still": still,
}
CARDS = (
    Card(APPLICANT, "application", revision, draw, CHOICES, about=person_of),
    Card(APPLICANTS, "vacancy", _vacancy_revision, draw_all),
)
FORMS = (FormEntry(Invite, invited), FormEntry(Decline, declined))
