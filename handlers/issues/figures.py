"""What /stats says of reports: all together, by category, by place (domain §4)."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from community.issues import figures as rules
from community.issues.figures import Figures
from community.roles import STAFF
from handlers.issues.words import category_word
from storage import categories, places
from storage.figures import By, Sums
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from talk.figures import NOTHING, Section, Table, percent, rate
from talk.words import _

LISTED = 20  # parts in a message; a picture holds more
# What each rate is called, what is divided, by what (domain §4).
RATES = (
    (_("Completion rate"), "closed", "accepted"),
    (_("Signing-in-time rate"), "signed", "contacts"),
    (_("Completion-in-time rate"), "in_time", "ends"),
    (_("Solution rate"), "solved", "called_back"),
    (_("Satisfaction rate"), "satisfied", "called_back"),
    (_("Call-back rate"), "called_back", "answered"),
)
BESIDE = (
    (_("reopened"), "reopened"),
    (_("duplicates"), "merged"),
    (_("with an explanation"), "explained"),
    (_("planned for later"), "planned"),
)
NOTE = _("Declined, merged and withdrawn matters are in neither number. No person is counted.")
Said = Callable[[Tx, Figures, str], list[str]]


def _lines(by: By, say: Said, tx: Tx, who: Person, place: Place, span: Span) -> Sequence[str]:
    found = rules.of(tx, who, place, span, by)
    lines = say(tx, found, who.language)
    if not found.settled and found.total.called_back < found.total.answered:
        still = _("What residents say of the last answers is still to come.")
        lines += ["", still.to(who.language)]
    return lines


def _whole(_tx: Tx, found: Figures, language: str) -> list[str]:
    rates = [
        f"{name.to(language)} {_rate(found.total, part, whole, language)}"
        for name, part, whole in RATES
    ]
    return [*rates, "", _beside(found.total, language)]


def _parts(tx: Tx, found: Figures, language: str) -> list[str]:
    """What was counted of each category or place; of what was not due nothing is said."""
    every = list(_named(tx, found, language))
    lines = []
    for name, sums in every[:LISTED]:
        rates = [
            f"{what.to(language)} {_rate(sums, part, whole, language)}"
            for what, part, whole in RATES
            if getattr(sums, whole)
        ]
        lines += [f"▪️ {name}", " · ".join(rates) or NOTHING.to(language)]
    if (more := len(every) - LISTED) > 0:
        lines.append(_("… and {count} more, in the picture", count=more).to(language))
    return lines or [NOTHING.to(language)]


def _table(by: By, tx: Tx, who: Person, place: Place, span: Span) -> Table:
    found = rules.of(tx, who, place, span, by)
    language = who.language
    rows = _long(found, language) if by is By.ALL else _wide(tx, found, language)
    return Table(rows, f"{_beside(found.total, language)}. {NOTE.to(language)}")


def _long(found: Figures, language: str) -> list[list[str]]:
    head = [_("Figure"), _("Rate"), _("Numerator"), _("Denominator")]
    rows = []
    for name, part, whole in RATES:
        over, under = getattr(found.total, part), getattr(found.total, whole)
        share = percent(over, under) if under else NOTHING.to(language)
        rows.append([name.to(language), share, str(over), str(under)])
    return [[word.to(language) for word in head], *rows]


def _wide(tx: Tx, found: Figures, language: str) -> list[list[str]]:
    head = ["", *(name.to(language) for name, _part, _whole in RATES)]
    every = [*_named(tx, found, language), (_("Together").to(language), found.total)]
    return [
        head,
        *(
            [name, *(_rate(sums, part, whole, language) for _name, part, whole in RATES)]
            for name, sums in every
        ),
    ]


def _beside(sums: Sums, language: str) -> str:
    """What is counted beside the rates."""
    return " · ".join(f"{name.to(language)} {getattr(sums, field)}" for name, field in BESIDE)


def _rate(sums: Sums, part: str, whole: str, language: str) -> str:
    return rate(getattr(sums, part), getattr(sums, whole), language)


def _named(tx: Tx, found: Figures, language: str) -> Iterator[tuple[str, Sums]]:
    """The categories or places in their own order: nothing is ranked."""
    if found.by is By.CATEGORY:
        for row in categories.every(tx):
            if sums := found.parts.get(row.code):
                yield category_word(tx, row.code).to(language), sums
        return
    below = {at.path: at.name for at in places.below(tx, found.place.id)}
    for path, sums in sorted(found.parts.items()):
        yield below.get(path) or _("{place} itself", place=found.place.name).to(language), sums


SECTIONS = tuple(
    Section(name, label, STAFF, partial(_lines, by, say), partial(_table, by))
    for name, label, by, say in (
        ("issues", _("📢 Reports"), By.ALL, _whole),
        ("category", _("🏷 By category"), By.CATEGORY, _parts),
        ("place", _("📍 By place"), By.PLACE, _parts),
    )
)
