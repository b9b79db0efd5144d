"""How one's own application stands, and what to do: an interview, withdrawing, the thanks."""

from datetime import datetime
from typing import Annotated, ClassVar

from community.seekers import applying, meeting, outcome
from community.seekers.stages import STANDING, Stage, speaks
from handlers.jobs.lines import employer_of
from handlers.jobs.seekers.kinds import APPLIED, CARED, FINDING
from handlers.jobs.seekers.words import STAGES, WHYS, at_words
from storage import applications, employers, interviews, people, vacancies
from storage.applications import Application
from storage.people import Person
from storage.tx import Tx
from storage.vacancies import Vacancy
from talk import filling
from talk.cards import button, opener
from talk.forms import Form, PickTime
from talk.registry import Card, FormEntry
from talk.screens import Button, Rows, Screen, in_rows
from talk.turn import Turn
from talk.words import Word, _

YES, NO = "yes", "no"


class OtherTime(Form):
    """When an interview would suit better."""

    name: ClassVar[str] = "seekers.other_time"
    title: ClassVar[Word] = _("🕒 Another time")
    at_once: ClassVar[bool] = True

    application: int
    meets: Annotated[datetime, PickTime(_("When would suit you?"), label=_("When"), past=False)]


def draw(tx: Tx, who: Person, application_id: int) -> Screen | None:
    """One's own application: how it stands, and what to do."""
    one = applications.get(tx, application_id)
    if one is None or not speaks(tx, who, one):
        return None
    vacancy = vacancies.known(tx, one.vacancy_id)
    lines: list[Word] = [] if one.person_id == who.id else [_to_phone(tx, one)]
    title = f"📨 {vacancies.post(tx, vacancy)}\n🏢 {employer_of(tx, vacancy)}\n"
    lines += [_("👉 {state}", state=STAGES[Stage(one.stage)]), *_lines(tx, one, vacancy)]
    text = title + "\n".join(line.to(who.language) for line in lines)
    return Screen(text, (*_rows(tx, who, one), (_back(tx, who, one),)))


def _to_phone(tx: Tx, one: Application) -> Word:
    person = people.known(tx, one.person_id)
    return _(
        "☎️ {name} {phone} has no Telegram: please tell them by telephone what stands here.",
        name=people.name(tx, person),
        phone=people.phone(tx, person) or "–",
    )


def _back(tx: Tx, who: Person, one: Application) -> Button:
    if one.person_id == who.id:
        return opener(_("👀 Other work").to(who.language), FINDING, who.id)
    name = people.name(tx, people.known(tx, one.person_id))
    return opener(f"👤 {name}", CARED, one.person_id)


def _lines(tx: Tx, one: Application, vacancy: Vacancy) -> list[Word]:
    """What is known of it and what comes next."""
    match Stage(one.stage):
        case Stage.SENT:
            return [
                _("The employer answers by {day}; if not, we ask them.", day=at_words(tx, one.due))
            ]
        case Stage.INVITED | Stage.AGREED:
            return [*_meeting(tx, one), *_contact(tx, vacancy)]
        case Stage.DECLINED:
            why, note = applying.reason(tx, one)
            kind = _("It did not fit this time. That says nothing about you: the next may suit.")
            said = [_("💬 {note}", note=note)] if note else []
            return [_("Why: {why}", why=WHYS[why]), *said, kind]
        case Stage.PLACED:
            return [
                _("🎉 You have the work. We are glad with you!"),
                *_contact(tx, vacancy),
                *_after(tx, one),
            ]
    return []


def _meeting(tx: Tx, one: Application) -> list[Word]:
    standing = interviews.standing(tx, one.id)
    if standing is None:
        return []
    at, spot = at_words(tx, standing.meets), interviews.spot(tx, standing)
    lines = [_("🗓 {time}\n📍 {spot}", time=at, spot=spot)]
    if standing.agreed is not None:
        return [*lines, _("Agreed. We remind you a day and two hours before.")]
    if standing.theirs:
        return [*lines, _("Does that suit you?")]
    return [*lines, _("You have proposed this; the employer answers soon.")]


def _contact(tx: Tx, vacancy: Vacancy) -> list[Word]:
    """Whom to phone, once the employer has invited somebody."""
    says = vacancies.offer(tx, vacancy)
    employer = employers.known(tx, vacancy.employer_id)
    name = says.contact_name or employers.contact_name(tx, employer)
    phone = says.phone or employers.phone(tx, employer)
    if not phone:
        return []
    return [_("☎️ {name} {phone}", name=name or "", phone=phone)]


def _after(tx: Tx, one: Application) -> list[Word]:
    found = outcome.placement(tx, one)
    if found is None:
        return []
    if found.hers is None:
        return (
            [_("In a month we ask once whether you are still there.")] if one.ended is None else []
        )
    return [_("Thank you for telling us. We wish you well!")]


def _rows(tx: Tx, who: Person, one: Application) -> Rows:
    offered: list[tuple[Word, str]] = []
    standing = interviews.standing(tx, one.id)
    if one.stage == Stage.INVITED and standing is not None and standing.theirs:
        offered.append((_("👌 Agreed"), "agree"))
    if one.stage in (Stage.INVITED, Stage.AGREED) and standing is not None:
        offered.append((_("🕒 Another time"), "other"))
    if one.stage in STANDING:
        offered.append((_("↩️ Withdraw"), "withdraw"))
    return (*in_rows((_choice(who, one, *each) for each in offered), 2), *_questions(tx, who, one))


def _questions(tx: Tx, who: Person, one: Application) -> Rows:
    """What somebody is asked who has found work: after a month, and how to be counted."""
    found = outcome.placement(tx, one) if one.stage == Stage.PLACED else None
    if found is None or one.ended is not None:
        return ()
    rows: Rows = ()
    if found.hers is None and outcome.asked(tx, one):
        still = _choice(who, one, _("💪 Still there"), f"still.{YES}")
        rows = ((still, _choice(who, one, _("No longer there"), f"still.{NO}")),)
    if not found.woman:
        rows += ((_choice(who, one, _("🙋‍♀️ Count me as a woman"), f"woman.{YES}"),),)
    return rows


def _choice(who: Person, one: Application, word: Word, choice: str) -> Button:
    return button(word.to(who.language), APPLIED, one.id, choice, one.revision)


def agree(turn: Turn, application_id: int, _extra: str) -> None:
    meeting.agree(turn.tx, turn.who, application_id, turn.now)
    turn.answer(_("Agreed."))
    turn.card(APPLIED, application_id)


def other(turn: Turn, application_id: int, _extra: str) -> None:
    filling.start(turn, OtherTime, {"application": application_id})


def proposed(turn: Turn, form: OtherTime) -> None:
    meets = int(form.meets.timestamp() * 1000)
    meeting.offer_other(turn.tx, turn.who, form.application, meets, turn.now)
    turn.card(APPLIED, form.application)


def withdraw(turn: Turn, application_id: int, extra: str) -> None:
    """Ask once; withdraw at the second tap."""
    if extra == YES:
        applying.withdraw(turn.tx, turn.who, application_id, turn.now)
        turn.card(APPLIED, application_id)
        return
    one = applications.get(turn.tx, application_id)
    assert one is not None, "the card was drawn"
    rows = (
        (_choice(turn.who, one, _("↩️ Yes, withdraw it"), f"withdraw.{YES}"),),
        (_choice(turn.who, one, _("⬅️ Back"), "see"),),
    )
    says = _("The employer hears that you no longer apply. You can apply to them only once.")
    turn.amend(Screen(turn.to(says), rows))


def see(turn: Turn, application_id: int, _extra: str) -> None:
    turn.card(APPLIED, application_id)


def still(turn: Turn, application_id: int, extra: str) -> None:
    outcome.still(turn.tx, turn.who, application_id, turn.now, there=extra == YES)
    turn.answer(_("Thank you for telling us."))
    turn.card(APPLIED, application_id)


def woman(turn: Turn, application_id: int, extra: str) -> None:
    outcome.as_woman(turn.tx, turn.who, application_id, woman=extra == YES)
    turn.answer(_("Thank you: the station counts whom it has helped."))
    turn.card(APPLIED, application_id)


def person_of(tx: Tx, application_id: int) -> int | None:
    """Who has applied."""
    one = applications.get(tx, application_id)
    return one.person_id if one else None


def revision(tx: Tx, application_id: int) -> int | None:
    one = applications.get(tx, application_id)
    return one.revision if one else None


CHOICES = {
    "agree": agree,
    "other": other,
    "withdraw": withdraw,
    "see": see,
    "still": still,
    "woman": woman,
}
CARD = Card(APPLIED, "application", revision, draw, CHOICES, about=person_of)
FORM = FormEntry(OtherTime, proposed)
