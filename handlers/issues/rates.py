"""What figures are called and how they are said: a rate never without what it is made of."""

from collections.abc import Iterator

from community.issues.figures import Figures
from handlers.issues.words import category_word
from storage import categories, places
from storage.figures import By, Sums
from storage.moments import local
from storage.tx import Tx
from talk.words import _

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
NOTHING = _("nothing due")


def when(found: Figures, language: str) -> str:
    """The days; while they are not over, as of when."""
    days = f"{found.period.first} – {found.period.last}"
    if not found.running:
        return days
    at = local(found.at, found.place.zone)
    return _("{days}, as of {at}", days=days, at=f"{at:%m-%d %H:%M}").to(language)


def beside(sums: Sums, language: str) -> str:
    """What is counted beside the rates."""
    return " · ".join(f"{name.to(language)} {getattr(sums, field)}" for name, field in BESIDE)


def rate(sums: Sums, part: str, whole: str, language: str) -> str:
    """A rate with its numerator and denominator; where nothing was due that is said."""
    over, under = getattr(sums, part), getattr(sums, whole)
    if not under:
        return f"{NOTHING.to(language)} (0/0)"
    return f"{percent(over, under)} ({over}/{under})"


def percent(part: int, whole: int) -> str:
    """Two places, rounded; 100 % is all of them and 0 % none."""
    hundredths = (part * 20_000 + whole) // (2 * whole)
    if 0 < part < whole:
        hundredths = min(max(hundredths, 1), 9_999)
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".") + "%"


def named(tx: Tx, found: Figures, language: str) -> Iterator[tuple[str, Sums]]:
    """The categories or places in their own order: nothing is ranked."""
    if found.by is By.CATEGORY:
        for row in categories.every(tx):
            if sums := found.parts.get(row.code):
                yield category_word(tx, row.code).to(language), sums
        return
    below = {at.path: at.name for at in places.below(tx, found.place.id)}
    for path, sums in sorted(found.parts.items()):
        yield below.get(path) or _("{place} itself", place=found.place.name).to(language), sums
