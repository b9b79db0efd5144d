"""How quickly somebody comes: the rungs that can be chosen, and that all come before dark."""

from collections.abc import Sequence
from enum import StrEnum

from community.checkins.kinds import USUAL
from community.refused import Refused
from storage.checkin_rungs import Rung

DARK = 15 * 60 + 30  # before the earliest dusk of the year, so that no day needs to be reckoned
EARLIEST = 5 * 60


class Pace(StrEnum):
    """How quickly somebody comes."""

    USUAL = "usual"
    FAST = "fast"  # for who is ill or has fallen before


PACES: dict[Pace, Sequence[Rung]] = {
    Pace.USUAL: (),
    Pace.FAST: tuple(Rung(rung.after // 2, rung.who) for rung in USUAL),
}


def before_dark(opens: int, closes: int, rungs: Sequence[Rung]) -> None:
    """Refuse hours or rungs of which the last one would come in the dark."""
    last = max(rung.after for rung in rungs or USUAL)
    if opens < EARLIEST or opens >= closes or closes + last > DARK:
        raise Refused("checkins.window")
