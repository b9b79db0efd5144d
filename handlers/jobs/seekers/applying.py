"""我想应聘: what the employer will see is said first; then how one's own application stands."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from community.jobs.hours import Hours
from community.seekers import applying, meeting, outcome
from community.seekers.applying import Age
from community.seekers.finding import is_open
from community.seekers.stages import STANDING, Stage, speaks
from handlers.jobs.seekers.kinds import APPLIED, CARED, FINDING, OPENING
from handlers.jobs.seekers.words import STAGES, WHYS, at_words
from handlers.jobs.words import hours_words
from storage import applications, employers, interviews, people, seekers, vacancies
from storage.applications import Application
from storage.people import Person
from storage.tx import Tx
from storage.vacancies import Vacancy
from talk import filling
from talk.cards import button, opener
from talk.forms import About, Ask, AskPhone, Form, PhoneNumber, PickTime
from talk.registry import Card, FormEntry
from talk.screens import Button, Rows, Screen, in_rows
from talk.turn import Turn
from talk.words import Word, _

YES, NO = "yes", "no"


class Agreed(StrEnum):
    """Whether the employer may see it; who says yes says their age with it."""

    ADULT = Age.ADULT
    YOUNG = Age.YOUNG
    UNDER = Age.UNDER
    NO = "no"


class Apply(Form):
    """That the employer may see who would like the work."""

    name: ClassVar[str] = "seekers.apply"
    title: ClassVar[Word] = _("📨 Apply")
    at_once: ClassVar[bool] = True
    about: ClassVar[tuple[str, str] | None] = ("seekers.applying", "vacancy")

    vacancy: int
    phone: Annotated[
        PhoneNumber | None,
        AskPhone(
            _("On which number can the employer reach you?"),
            label=_("Telephone"),
            hint=_("Type it, or share it with the key below."),
        ),
    ] = None
    agree: Annotated[
        Agreed,
        Ask(
            _("May they see this? And how old are you?"),
            label=_("Consent"),
            words={
                Agreed.ADULT: _("✅ Yes, I am 18 or older"),
                Agreed.YOUNG: _("✅ Yes, I am 16 or 17"),
                Agreed.UNDER: _("I am under 16"),
                Agreed.NO: _("Better not"),
            },
            leaves=frozenset({Agreed.UNDER, Agreed.NO}),
            columns=1,
        ),
    ]


class OtherTime(Form):
    """When an interview would suit better."""

    name: ClassVar[str] = "seekers.other_time"
    title: ClassVar[Word] = _("🕒 Another time")
    at_once: ClassVar[bool] = True

    application: int
    meets: Annotated[datetime, PickTime(_("When would suit you?"), label=_("When"), past=False)]


def apply(turn: Turn, vacancy_id: int, _extra: str) -> None:
    """Say what the employer will see, and ask whether they may."""
    fixed: dict[str, object] = {"vacancy": vacancy_id}
    if turn.who.sealed_phone is not None:
        fixed["phone"] = None
    filling.start(turn, Apply, fixed)


def about(tx: Tx, who: Person, vacancy_id: int) -> About:
    """What the employer will see, said on every screen of the form."""
    vacancy = vacancies.get(tx, vacancy_id)
    if vacancy is None or not is_open(vacancy):
        rows = ((opener(_("👀 Other work").to(who.language), FINDING, who.id),),)
        return About("", _("This work is no longer offered."), rows)
    seeker = seekers.of(tx, who.id)
    said = seekers.sought(tx, seeker) if seeker else None
    lines = [
        _("💼 {post} · {employer}", post=vacancies.post(tx, vacancy), employer=_name(tx, vacancy)),
        _("The employer and the officers of the station will see:"),
        _("· your name: {name}", name=people.name(tx, who)),
        _("· your telephone: {phone}", phone=people.phone(tx, who) or _("which you name now")),
        *(
            [_("· when you can work: {hours}", hours=hours_words(Hours.read(said.hours)))]
            if said
            else []
        ),
        *([_("· what you can do: {skills}", skills=said.skills)] if said and said.skills else []),
        _("· that you are 16 or 17, if you are: at that age the law protects you more"),
        _("Not what you have to look after at home, and nothing else."),
    ]
    return About("\n".join(line.to(who.language) for line in lines))


def _name(tx: Tx, vacancy: Vacancy) -> str:
    return employers.name(tx, employers.known(tx, vacancy.employer_id))


def applied(turn: Turn, form: Apply) -> None:
    if form.phone is not None:
        verified = turn.now if form.phone.own else None
        people.set_phone(turn.tx, turn.who.id, form.phone.number, verified)
        turn.again()
    application = applying.apply(turn.tx, turn.who, form.vacancy, turn.now, Age(form.agree))
    turn.card(APPLIED, application.id)
    turn.renew(OPENING, form.vacancy)  # it offered to apply


def left(turn: Turn, _field: str, value: object) -> None:
    if value == Agreed.UNDER:
        young = _(
            "All right: nobody has seen anything. Under 16 nobody may be hired yet: the law"
            " protects you."
        )
        turn.reply(young)
        return
    turn.reply(_("All right: nobody has seen anything."))


def draw(tx: Tx, who: Person, application_id: int) -> Screen | None:
    """One's own application: how it stands, and what to do."""
    one = applications.get(tx, application_id)
    if one is None or not speaks(tx, who, one):
        return None
    vacancy = vacancies.known(tx, one.vacancy_id)
    lines: list[Word] = [] if one.person_id == who.id else [_to_phone(tx, one)]
    title = f"📨 {vacancies.post(tx, vacancy)}\n🏢 {_name(tx, vacancy)}\n"
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
FORMS = (FormEntry(Apply, applied, left), FormEntry(OtherTime, proposed))
