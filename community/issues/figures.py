"""True figures of reports (domain §4); docs/figures.md says what each counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from community.issues import LAPSE_MS
from community.issues.kinds import KIND
from community.refused import Refused
from community.roles import staff_of
from storage import figures
from storage.figures import By, Scope, Sums
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted of a period; it is `settled` once residents can say no more of it."""

    place: Place
    by: By
    total: Sums
    parts: Mapping[str, Sums]
    settled: bool


def of(tx: Tx, who: Person, place: Place, span: Span, by: By) -> Figures:
    """The figures of a place of theirs and everything below it."""
    if not staff_of(who, place):
        raise Refused("cases.not_found")
    parts = figures.count(tx, Scope(KIND, place.path, span.since, span.until, by))
    total = Sums()
    for sums in parts.values():
        total += sums
    settled = not span.running and span.at >= span.until + LAPSE_MS
    return Figures(place, by, total, parts, settled)
