"""What administrators fill in: a category, the lengths of a term, a route."""

from typing import Annotated, ClassVar

from annotated_types import Ge, Le, MaxLen, MinLen

from community.deadlines import DAY_MINUTES
from community.issues import office as rules
from community.places import label
from community.roles import RESPONSIBLE, Role
from handlers.issues.terms import TERMS, lengths
from handlers.issues.words import RESPONSIBLE_WORDS
from storage import people, places, terms
from storage.people import Person
from storage.tx import Tx
from talk.forms import Ask, Form, If, PickPlace, PickRow
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _

CATEGORY, TERM = "category", "term"  # the cards that are shown afterwards
NATURAL = If("natural_time", frozenset({1}))
WORKING = If("natural_time", frozenset({0}))
NAME = Ask(
    _("What shall it be called?"),
    label=_("Name"),
    hint=_("Short, best with a picture before it, e.g. 🚲 Bicycles"),
)
TERM_OF = PickRow(_("How long may it take?"), label=_("Term"), rows="issues.terms")


class NewCategory(Form):
    """Something more to report."""

    name: ClassVar[str] = "issues.new_category"
    title: ClassVar[Word] = _("➕ Add a category")

    called: Annotated[str, MinLen(1), MaxLen(16), NAME]
    term: Annotated[int, TERM_OF]


class Rename(Form):
    """What a category is called from now on."""

    name: ClassVar[str] = "issues.rename"
    title: ClassVar[Word] = _("✏️ Rename")

    category: int
    called: Annotated[str, MinLen(1), MaxLen(16), NAME]


class CategoryTerm(Form):
    """How long what is reported of a category may take."""

    name: ClassVar[str] = "issues.category_term"
    title: ClassVar[Word] = _("⏱ Another term")

    category: int
    term: Annotated[int, TERM_OF]


class Lengths(Form):
    """How long the parts of a term are."""

    name: ClassVar[str] = "issues.lengths"
    title: ClassVar[Word] = _("⏱ Change a term")
    before_sending: ClassVar[Word | None] = _("What is dispatched already keeps its deadlines.")

    term: int
    natural_time: int
    minutes: Annotated[
        int,
        Ge(1),
        Le(1440),
        Ask(
            _("Within how many minutes the first contact?"),
            label=_("Minutes until the first contact"),
            when=NATURAL,
        ),
    ] = 0
    days: Annotated[
        int,
        Ge(1),
        Le(30),
        Ask(
            _("Within how many working days the first contact?"),
            label=_("Working days until the first contact"),
            when=WORKING,
        ),
    ] = 0
    site: Annotated[
        int | None,
        Ge(1),
        Le(10_080),
        Ask(
            _("Within how many minutes somebody on the spot?"),
            label=_("Minutes until somebody is there"),
            hint=_("Skip it where nobody has to come."),
            when=NATURAL,
            optional=True,
        ),
    ] = None
    hours: Annotated[
        int | None,
        Ge(1),
        Le(720),
        Ask(
            _("Within how many hours done?"),
            label=_("Hours until it is done"),
            hint=_("Skip it where that is not limited."),
            when=NATURAL,
            optional=True,
        ),
    ] = None
    all_days: Annotated[
        int,
        Ge(1),
        Le(365),
        Ask(
            _("Within how many days done, all days counted?"),
            label=_("Days until it is done"),
            when=WORKING,
        ),
    ] = 0


class NewRoute(Form):
    """To whom a category goes at a place and below."""

    name: ClassVar[str] = "issues.route"
    title: ClassVar[Word] = _("🧭 Set a route")

    category: int
    place: Annotated[
        int,
        PickPlace(
            _("For which place? It counts there and below."),
            label=_("Place"),
            default="issues.everywhere",
        ),
    ]
    role: Annotated[
        Role,
        Ask(
            _("Who takes it?"),
            label=_("Role"),
            words=RESPONSIBLE_WORDS,
            offered="issues.responsible",
        ),
    ]
    person: Annotated[
        int | None,
        PickRow(
            _("Somebody in particular?"),
            label=_("In particular"),
            hint=_("Skip it: then whoever is nearest and has least to do."),
            rows="issues.hands",
        ),
    ] = None
    automatic: Annotated[
        bool,
        Ask(
            _("Shall it go there by itself?"),
            label=_("By itself"),
            hint=_("No: staff dispatch, and these stand first in their list."),
        ),
    ]


def added(turn: Turn, form: NewCategory) -> None:
    row = rules.add_category(turn.tx, turn.who, form.called, term_at(turn.tx, form.term), turn.now)
    turn.card(CATEGORY, row.id)


def renamed(turn: Turn, form: Rename) -> None:
    rules.rename_category(turn.tx, turn.who, form.category, form.called, turn.now)
    turn.card(CATEGORY, form.category)


def termed(turn: Turn, form: CategoryTerm) -> None:
    code = term_at(turn.tx, form.term)
    rules.set_category_term(turn.tx, turn.who, form.category, code, turn.now)
    turn.card(CATEGORY, form.category)


def lengthened(turn: Turn, form: Lengths) -> None:
    contact = form.minutes if form.natural_time else form.days * DAY_MINUTES
    finish = form.hours and form.hours * 60
    if not form.natural_time:
        finish = form.all_days * DAY_MINUTES
    code = term_at(turn.tx, form.term)
    rules.change_term(turn.tx, turn.who, code, contact, form.site, finish, turn.now)
    turn.card(TERM, form.term)


def routed(turn: Turn, form: NewRoute) -> None:
    rules.put_route(
        *(turn.tx, turn.who, form.category, form.place, form.role, form.person),
        automatic=form.automatic,
        now=turn.now,
    )
    turn.card(CATEGORY, form.category)


def term_at(tx: Tx, position: int) -> str:
    """The code of the term with this number; none for one that is not there."""
    return next((term.code for term in terms.every(tx) if term.position == position), "")


def termlist(tx: Tx, who: Person, position: int | None) -> tuple[tuple[int, str], ...]:
    return tuple(
        (
            term.position,
            f"{TERMS[term.code].to(who.language)} · {lengths(term).to(who.language)}",
        )
        for term in terms.every(tx)
        if position in (None, term.position)
    )


def everywhere(tx: Tx, _who: Person, _node: int | None) -> tuple[int, str]:
    """The whole subdistrict, the likeliest place of a route."""
    top = places.roots(tx)[0]
    return top.id, top.name


def hands(tx: Tx, who: Person, person_id: int | None) -> tuple[tuple[int, str], ...]:
    """Everybody who may be responsible somewhere, with their role and place."""
    if person_id is not None:
        person = people.get(tx, person_id)
        return ((person_id, people.name(tx, person)),) if person else ()
    top = places.roots(tx)[0]
    found = []
    for person in people.holders_below(tx, top, sorted(RESPONSIBLE)):
        held = next(held for held in person.roles if held.role in RESPONSIBLE)
        at, role = places.get(tx, held.place_id), RESPONSIBLE_WORDS[Role(held.role)]
        where = label(tx, at) if at else ""
        found.append((person.id, f"{people.name(tx, person)} · {role.to(who.language)} · {where}"))
    return tuple(found)


def responsible(_tx: Tx, _who: Person, _node: int | None) -> frozenset[Role]:
    return RESPONSIBLE


FACTS = {
    "issues.terms": termlist,
    "issues.everywhere": everywhere,
    "issues.hands": hands,
    "issues.responsible": responsible,
}
FORMS = (
    FormEntry(NewCategory, added),
    FormEntry(Rename, renamed),
    FormEntry(CategoryTerm, termed),
    FormEntry(Lengths, lengthened),
    FormEntry(NewRoute, routed),
)
