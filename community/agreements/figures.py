"""What became of disputes in a period, each origin counted apart and never added (domain §1)."""

from collections.abc import Mapping
from dataclasses import dataclass

from community.mediation.kinds import KIND, Origin, Outcome
from community.refused import Refused
from community.roles import staff_of
from storage import dispute_figures
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Sums:
    """What became of the disputes of one origin."""

    settled: int = 0
    talked: int = 0
    unsettled: int = 0
    referred: int = 0
    left: int = 0
    defused: int = 0

    @property
    def ended(self) -> int:
        """How many came to an end by mediation: what settled is counted among these."""
        return self.settled + self.unsettled + self.referred


Figures = Mapping[Origin, Sums]


def of(tx: Tx, who: Person, place: Place, span: Span) -> tuple[Figures, Figures]:
    """Of a place of theirs: what ended in the period, and from the beginning to its end."""
    if not staff_of(who, place):
        raise Refused("cases.not_found")
    return _counted(tx, place, span.since, span.until), _counted(tx, place, 0, span.until)


def _counted(tx: Tx, place: Place, since: int, until: int) -> Figures:
    ended = dispute_figures.ended(tx, KIND, place.path, since, until)
    defused = dispute_figures.defused(tx, place.path, since, until)
    return {origin: _sums(origin, ended, defused.get(origin, 0)) for origin in Origin}


def _sums(origin: Origin, ended: Mapping[tuple[str, str], int], defused: int) -> Sums:
    def count(*outcomes: Outcome) -> int:
        return sum(ended.get((origin, outcome), 0) for outcome in outcomes)

    return Sums(
        count(Outcome.AGREED, Outcome.ORAL),
        count(Outcome.TALKED),
        count(Outcome.UNSETTLED),
        count(Outcome.REFERRED),
        count(Outcome.LEFT),
        defused,
    )
