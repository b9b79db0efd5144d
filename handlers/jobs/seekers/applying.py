"""我想应聘: what the employer will see is said before anything is sent."""

from enum import StrEnum
from typing import Annotated, ClassVar

from community.jobs.hours import Hours
from community.seekers import applying
from community.seekers.applying import Age
from community.seekers.finding import is_open
from handlers.jobs.lines import employer_of
from handlers.jobs.seekers.kinds import APPLIED, FINDING, OPENING
from handlers.jobs.words import hours_words
from storage import people, seekers, vacancies
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import opener
from talk.forms import About, Ask, AskPhone, Form, PhoneNumber
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _


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
        _(
            "💼 {post} · {employer}",
            post=vacancies.post(tx, vacancy),
            employer=employer_of(tx, vacancy),
        ),
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


FORM = FormEntry(Apply, applied, left)
