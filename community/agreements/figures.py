"""What became of disputes in a period, each origin counted apart and never added (domain §1)."""

from collections.abc import Mapping
from dataclasses import dataclass

from community.mediation.kinds import Origin, Outcome
from storage import dispute_figures
from storage.tx import Tx

SETTLED = (Outcome.AGREED, Outcome.ORAL)


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


def of(tx: Tx, path: str, since: int, until: int) -> Mapping[Origin, Sums]:
    """The sums at a place and below, from `since` until just before `until`."""
    ended = dispute_figures.ended(tx, path, since, until)
    defused = dispute_figures.defused(tx, path, since, until)

    def count(origin: Origin, *outcomes: Outcome) -> int:
        return sum(ended.get((origin, outcome), 0) for outcome in outcomes)

    return {
        origin: Sums(
            count(origin, *SETTLED),
            count(origin, Outcome.TALKED),
            count(origin, Outcome.UNSETTLED),
            count(origin, Outcome.REFERRED),
            count(origin, Outcome.LEFT),
            defused.get(origin, 0),
        )
        for origin in Origin
    }
