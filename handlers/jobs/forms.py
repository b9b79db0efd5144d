"""What is asked about work that is offered."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import AfterValidator

from community.jobs.access import sees
from community.jobs.hours import Hours
from community.jobs.kinds import Contract, Insurance, Trade, Unit
from community.jobs.wording import find, refused
from handlers.jobs.clock import SPAN, clock, read_span
from handlers.jobs.words import CONTRACTS, INSURANCES, REFUSALS, TRADES, UNITS
from storage import employers, vacancies
from storage.employers import Employer
from storage.people import Person
from storage.tx import Tx
from storage.vacancies import Offer
from storage.vacancies import Vacancy as Kept
from talk.cards import NOT_FOUND
from talk.forms import About, Ask, AskPhone, Form, PickDay, PickPlace
from talk.times import WEEKDAYS
from talk.words import Word, _

PAY_MOST = 100_000


class Weekday(StrEnum):
    MON = "1"
    TUE = "2"
    WED = "3"
    THU = "4"
    FRI = "5"
    SAT = "6"
    SUN = "7"


DAY_WORDS = dict(zip(Weekday, WEEKDAYS, strict=True))


def _lawful(text: str) -> str:
    """Return words that say nothing a vacancy must not say."""
    found = refused(find(text))
    if found is not None:
        why = REFUSALS[found.ground]
        raise ValueError(Word(why.msgid, why.context, (("passage", found.passage),)))
    return text


LAWFUL = AfterValidator(_lawful)


class Vacancy(Form):
    """Work that an employer offers."""

    name: ClassVar[str] = "jobs.vacancy"
    title: ClassVar[Word] = _("💼 Offer work")
    before_sending: ClassVar[Word | None] = _(
        "The officer for employment looks it over; then it is shown to everybody. The contact is"
        " seen by whom you invite."
    )
    about: ClassVar[tuple[str, str] | None] = ("jobs.employer", "employer")

    employer: int
    vacancy: int = 0  # to be changed
    post: Annotated[
        str,
        MinLen(2),
        MaxLen(30),
        LAWFUL,
        Ask(_("For which post?"), label=_("Post"), hint=_("e.g. cook, cleaner, cashier")),
    ]
    trade: Annotated[Trade, Ask(_("What kind of work is it?"), label=_("Trade"), words=TRADES)]
    number: Annotated[
        int, Ge(1), Le(500), Ask(_("How many people?"), label=_("Wanted"), likely=range(1, 6))
    ]
    content: Annotated[
        str,
        MinLen(4),
        MaxLen(600),
        LAWFUL,
        Ask(_("What is there to do? What should one be able to do?"), label=_("The work")),
    ]
    days: Annotated[
        list[Weekday], Ask(_("On which days?"), label=_("Days"), words=DAY_WORDS, columns=4)
    ]
    span: Annotated[
        str,
        MaxLen(40),
        SPAN,
        Ask(_("From when to when?"), label=_("Hours"), hint=_("e.g. 8:00-15:00")),
    ]
    place: Annotated[
        int,
        PickPlace(
            _("Where is the work?"),
            label=_("Place"),
            hint=_("Where it is farther away: the place here that is nearest to it."),
        ),
    ]
    stops: Annotated[
        int,
        Ge(0),
        Le(40),
        Ask(
            _("How many bus stops is it from there?"),
            label=_("Stops from there"),
            aside=_("right there"),
        ),
    ] = 0
    stop: Annotated[
        str | None,
        MaxLen(40),
        Ask(_("At which stop or street?"), label=_("Stop or street"), aside=_("none")),
    ] = None
    unit: Annotated[Unit, Ask(_("What is the pay for?"), label=_("Pay"), words=UNITS, columns=3)]
    pay_from: Annotated[
        int, Ge(1), Le(PAY_MOST), Ask(_("At least how many yuan?"), label=_("From, in yuan"))
    ]
    pay_to: Annotated[
        int, Ge(1), Le(PAY_MOST), Ask(_("And at most how many?"), label=_("Up to, in yuan"))
    ]
    contract: Annotated[
        Contract, Ask(_("What is signed?"), label=_("Contract"), words=CONTRACTS, columns=1)
    ]
    insurance: Annotated[
        Insurance,
        Ask(_("And what insurance?"), label=_("Insurance"), words=INSURANCES, columns=1),
    ]
    contact: Annotated[
        str | None,
        MaxLen(40),
        Ask(
            _("Whom shall one ask for?"),
            label=_("Contact"),
            aside=_("the employer's usual one"),
        ),
    ] = None
    phone: Annotated[
        str | None,
        AskPhone(
            _("Which telephone number?"),
            label=_("Telephone"),
            aside=_("the employer's usual one"),
            own=False,
        ),
    ] = None
    until: Annotated[
        date, PickDay(_("Until which day is it open?"), label=_("Open until"), past=False)
    ]
    source: Annotated[
        str | None,
        MaxLen(60),
        LAWFUL,
        Ask(
            _("Was it published somewhere before? Where?"),
            label=_("Taken over from"),
            aside=_("none"),
        ),
    ] = None


def offered(form: Vacancy) -> Offer:
    """What the form says, as the rules take it."""
    start, end = read_span(form.span) or (0, 0)
    return Offer(
        post=form.post,
        trade=form.trade,
        number=form.number,
        content=form.content,
        hours=Hours.of((int(day) for day in form.days), start, end).text,
        place_id=form.place,
        stop=form.stop,
        stops=form.stops,
        pay_from=form.pay_from,
        pay_to=form.pay_to,
        pay_unit=form.unit,
        contract=form.contract,
        insurance=form.insurance,
        contact_name=form.contact,
        phone=form.phone,
        valid_until=form.until.isoformat(),
        source=form.source,
    )


def given(tx: Tx, vacancy: Kept) -> dict[str, Any]:
    """What a vacancy says, as answers of the form."""
    says = vacancies.offer(tx, vacancy)
    days, start, end = Hours.read(says.hours).grouped()[0]
    found = {
        "post": says.post,
        "trade": says.trade,
        "number": says.number,
        "content": says.content,
        "days": [str(day) for day in days],
        "span": f"{clock(start)}-{clock(end)}",
        "place": says.place_id,
        "stops": says.stops or None,
        "stop": says.stop,
        "unit": says.pay_unit,
        "pay_from": says.pay_from,
        "pay_to": says.pay_to,
        "contract": says.contract,
        "insurance": says.insurance,
        "contact": says.contact_name,
        "phone": says.phone,
        "until": says.valid_until,
        "source": says.source,
    }
    return {name: value for name, value in found.items() if value is not None}


def usual(_tx: Tx, employer: Employer) -> dict[str, Any]:
    """What is likely of any work that an employer offers."""
    return {"place": employer.place_id}


def hiring(tx: Tx, who: Person, employer_id: int | None) -> About:
    """For which employer the form is."""
    employer = employers.get(tx, employer_id or 0)
    if employer is None or not sees(tx, who, employer):
        return About("", NOT_FOUND)
    return About(f"🏢 {employers.name(tx, employer)}")
