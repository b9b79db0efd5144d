"""Employers in the chat: how one comes on file, and its card for its own side and the officer."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community.jobs import employers as rules
from community.jobs import vacancies as offers
from community.jobs.access import drafts, officer_of, sees
from community.jobs.employers import EMPLOYER
from community.jobs.handing import GOES_ON
from community.jobs.kinds import Sort, Source, Standing
from community.places import label
from community.refused import Refused
from handlers.jobs import handing
from handlers.jobs import vacancies as vacancy_cards
from handlers.jobs.forms import Vacancy, usual
from handlers.jobs.lines import line_of, unspoken
from handlers.jobs.words import SORTS, SOURCES, STANDINGS
from storage import employers, people, places, vacancies
from storage.employers import Employer, Entry
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import button, opener
from talk.forms import Ask, AskPhone, Form, If, PickPlace
from talk.names import NAMED
from talk.registry import Card, FormEntry
from talk.screens import Button, Rows, Screen, in_rows
from talk.turn import Turn
from talk.words import Word, _

LISTED = 12  # vacancies under an employer's card


class Registered(Form):
    """What is said of an employer, by itself or by who has been there."""

    name: ClassVar[str] = "jobs.employer"
    title: ClassVar[Word] = _("🏢 Employer")
    before_sending: ClassVar[Word | None] = _(
        "The officer for employment looks it over first. Who seeks work sees what it is called and"
        " where it is; the contact is seen by the officer, and by whom you invite."
    )

    employer: int = 0  # to be corrected
    asked: bool = True
    source: Annotated[
        Source,
        Ask(
            _("How did you come to know of it?"),
            label=_("By way of"),
            words=SOURCES,
            offered="jobs.sources",
            when=If("asked", frozenset({False})),
        ),
    ] = Source.ASKED
    called: Annotated[
        str, MinLen(2), MaxLen(40), NAMED, Ask(_("What is it called?"), label=_("Employer"))
    ]
    sort: Annotated[Sort, Ask(_("What is it?"), label=_("Kind"), words=SORTS)]
    place: Annotated[
        int,
        PickPlace(
            _("Where is it?"),
            label=_("Place"),
            hint=_("The nearest estate will do."),
            default="people.home",
        ),
    ]
    address: Annotated[
        str | None,
        MaxLen(60),
        Ask(_("Which street and number?"), label=_("Address"), hint=_("e.g. 8 East Street")),
    ] = None
    contact: Annotated[
        str,
        MinLen(2),
        MaxLen(40),
        NAMED,
        Ask(_("Whom shall one ask for?"), label=_("Contact"), default="jobs.own_name"),
    ]
    phone: Annotated[str, AskPhone(_("Which telephone number?"), label=_("Telephone"), own=False)]


def hire(turn: Turn) -> None:
    """我要招人: the employers one speaks for, or else the form to become one."""
    own = rules.own(turn.tx, turn.who)
    if not own:
        filling.start(turn, Registered, {"asked": True})
        return
    rows = [opener(_line(turn.tx, turn.who, one), EMPLOYER, one.id) for one in own]
    more = button(turn.to(_("➕ Another employer")), "work", turn.who.id, "ask", 0)
    turn.reply(Screen(turn.to(_("For whom do you offer work?")), in_rows([*rows, more], 1)))


def ask(turn: Turn, _person_id: int, _extra: str) -> None:
    filling.start(turn, Registered, {"asked": True})


def visit(turn: Turn, _person_id: int, _extra: str) -> None:
    """Put an employer forward after a visit or a call."""
    if not drafts(turn.who):
        raise Refused("jobs.not_yours")
    filling.start(turn, Registered, {"asked": False})


def registered(turn: Turn, form: Registered) -> None:
    entry = Entry(form.called, form.sort, form.place, form.address, form.contact, form.phone)
    if form.employer:
        employer = rules.rewrite(turn.tx, turn.who, form.employer, entry)
    elif form.asked:
        employer = rules.ask(turn.tx, turn.who, entry, turn.now)
    else:
        employer = rules.draft(turn.tx, turn.who, entry, form.source, turn.now)
    if not turn.card(EMPLOYER, employer.id):
        turn.reply(_("✅ Noted. The officer for employment looks it over."))


def sources(_tx: Tx, _who: Person, _row: int | None) -> frozenset[Source]:
    """How who visits employers comes to know of one."""
    return frozenset({Source.VISIT, Source.PHONE})


def own_name(tx: Tx, who: Person, _row: int | None) -> str | None:
    return people.name(tx, who)


def draw(tx: Tx, who: Person, employer_id: int) -> Screen | None:
    """The employer as its own side and the officers see it."""
    employer = employers.get(tx, employer_id)
    if employer is None or not sees(tx, who, employer):
        return None
    place = places.get(tx, employer.place_id)
    address = employers.address(tx, employer)
    where = " ".join(part for part in (label(tx, place) if place else "", address) if part)
    contact = (employers.contact_name(tx, employer), employers.phone(tx, employer))
    lines = [
        f"{SORTS[Sort(employer.kind)].to(who.language)}"
        f" · {STANDINGS[Standing(employer.stage)].to(who.language)}",
        f"📍 {where}",
        f"📞 {' '.join(part for part in contact if part) or '–'}",
    ]
    if officer_of(tx, who, employer):
        says = [SOURCES[Source(employer.source)], *unspoken(tx, employer)]
        lines += [word.to(who.language) for word in says]
    elif employer.stage == Standing.WAITING:
        lines += ["", _("You hear as soon as it has been looked over.").to(who.language)]
    text = "\n".join([f"🏢 {employers.name(tx, employer)}", *lines])
    return Screen(text, _rows(tx, who, employer))


def _rows(tx: Tx, who: Person, employer: Employer) -> Rows:
    listed = vacancies.of(tx, employer.id, offers.STANDING, LISTED)
    rows: Rows = tuple((opener(line_of(tx, who, one), offers.VACANCY, one.id),) for one in listed)
    if employer.stage in (Standing.WAITING, Standing.ON_FILE):
        rows += ((_choice(who, employer, _("➕ Offer work"), "offer"),),)
    if officer_of(tx, who, employer):
        rows += _office_rows(who, employer)
        if employer.person_id is None and employer.stage in GOES_ON:
            rows += ((_choice(who, employer, _("🔗 Let its own people take over"), "link"),),)
    if employer.stage != Standing.DECLINED:
        rows += ((_choice(who, employer, _("✏️ Correct it"), "edit"),),)
    return rows


def _office_rows(who: Person, employer: Employer) -> Rows:
    if employer.stage == Standing.WAITING:
        take = _choice(who, employer, _("✅ Put on file"), "accept")
        return ((take, _choice(who, employer, _("Not for us"), "decline")),)
    if employer.stage == Standing.ON_FILE:
        return ((_choice(who, employer, _("⛔ Block"), "block"),),)
    if employer.stage == Standing.BLOCKED:
        return ((_choice(who, employer, _("Let it offer work again"), "unblock"),),)
    return ()


def _choice(who: Person, employer: Employer, word: Word, choice: str) -> Button:
    return button(word.to(who.language), EMPLOYER, employer.id, choice, employer.revision)


def _line(tx: Tx, who: Person, employer: Employer) -> str:
    stage = STANDINGS[Standing(employer.stage)].to(who.language)
    return f"🏢 {employers.name(tx, employer)} · {stage}"


def accept(turn: Turn, employer_id: int, _extra: str) -> None:
    rules.accept(turn.tx, turn.who, employer_id, turn.now)
    turn.card(EMPLOYER, employer_id)


def decline(turn: Turn, employer_id: int, _extra: str) -> None:
    rules.decline(turn.tx, turn.who, employer_id)
    turn.card(EMPLOYER, employer_id)


def block(turn: Turn, employer_id: int, extra: str) -> None:
    """Ask once more, because everything it offers is closed with it."""
    if extra == "yes":
        rules.block(turn.tx, turn.who, employer_id, turn.now)
        turn.card(EMPLOYER, employer_id)
        return
    employer = rules.seen(turn.tx, turn.who, employer_id)
    yes = _choice(turn.who, employer, _("⛔ Yes, block it"), "block.yes")
    back = _choice(turn.who, employer, _("⬅️ Back"), "see")
    says = _(
        "Block {name}? Everything it offers is closed at once.",
        name=employers.name(turn.tx, employer),
    )
    turn.amend(Screen(turn.to(says), ((yes,), (back,))))


def unblock(turn: Turn, employer_id: int, _extra: str) -> None:
    rules.unblock(turn.tx, turn.who, employer_id)
    turn.card(EMPLOYER, employer_id)


def see(turn: Turn, employer_id: int, _extra: str) -> None:
    turn.card(EMPLOYER, employer_id)


def offer(turn: Turn, employer_id: int, _extra: str) -> None:
    """Open the form for work to offer, with what is likely filled in."""
    employer = rules.seen(turn.tx, turn.who, employer_id)
    filling.start(turn, Vacancy, {"employer": employer.id}, usual(turn.tx, employer))


def edit(turn: Turn, employer_id: int, _extra: str) -> None:
    tx = turn.tx
    employer = rules.seen(tx, turn.who, employer_id)
    given = {
        "called": employers.name(tx, employer),
        "sort": employer.kind,
        "place": employer.place_id,
        "address": employers.address(tx, employer),
        "contact": employers.contact_name(tx, employer),
        "phone": employers.phone(tx, employer),
    }
    fixed = {"employer": employer.id, "asked": True}
    filling.start(turn, Registered, fixed, {name: one for name, one in given.items() if one})


def revision(tx: Tx, employer_id: int) -> int | None:
    employer = employers.get(tx, employer_id)
    return employer.revision if employer else None


def about(tx: Tx, employer_id: int) -> int | None:
    """Whose name and number the card shows."""
    employer = employers.get(tx, employer_id)
    return employer.person_id if employer else None


CARD = Card(
    EMPLOYER,
    EMPLOYER,
    revision,
    draw,
    {
        "accept": accept,
        "decline": decline,
        "block": block,
        "unblock": unblock,
        "see": see,
        "offer": offer,
        "edit": edit,
        "link": handing.link,
    },
    about=about,
)
FORM = FormEntry(Registered, registered)
FACTS = {"jobs.sources": sources, "jobs.own_name": own_name}
LINE = _line
CARDS = (CARD, vacancy_cards.CARD)
