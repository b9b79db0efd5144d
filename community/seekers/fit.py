"""How well a vacancy suits somebody, with the reasons: a pure function of both."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from community.jobs.hours import EVERY_DAY, Hours
from community.jobs.kinds import Unit
from storage.places import LEVEL

ANY = "any"  # the detail of what does not matter to somebody
REAL = 0.75  # from here on it is worth telling somebody of it
WEEKS = 52 / 12  # of a month
ESTATE, COMMUNITY = 3 * LEVEL, 2 * LEVEL  # how much of two paths is the same
FAR = 3  # stops beyond a place that somebody can reach
SPARE = 0.8  # of the hours: a few that do not suit can be talked about
NEARLY = 0.85  # of the pay
SCHOOL_HOURS = Hours.of(EVERY_DAY, 7 * 60 + 30, 16 * 60 + 30)


class Need(StrEnum):
    """What somebody must look after beside the work; nobody else sees it."""

    SCHOOL = "school"
    ELDER = "elder"
    NIGHTS = "nights"


class About(StrEnum):
    """Of what a reason speaks."""

    TRADE = "trade"
    HOURS = "hours"
    PLACE = "place"
    PAY = "pay"
    NEED = "need"


class Suits(StrEnum):
    """How far it suits in this."""

    WELL = "well"
    PARTLY = "partly"
    NOT = "not"


class Near(StrEnum):
    """Where the work is, seen from somebody's home."""

    ESTATE = "estate"
    COMMUNITY = "community"
    REACHED = "reached"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for it or against it; `detail` says more of a place or a need."""

    about: About
    suits: Suits
    worth: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well it suits, from 0 to 1, and why; the score orders, the reasons are said."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def against(self) -> int:
        """How much of it does not suit at all."""
        return sum(reason.suits is Suits.NOT for reason in self.reasons)

    @property
    def real(self) -> bool:
        """Whether somebody who asked to be told of what suits them should be."""
        halves = sum(reason.suits is Suits.PARTLY for reason in self.reasons)
        return not self.against and halves <= 1 and self.score >= REAL


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; places are paths of the tree."""

    trades: frozenset[str]  # none: any
    hours: Hours
    reach: tuple[str, ...]
    home: str | None = None
    pay: int | None = None  # yuan a month
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Offered:
    """What a vacancy offers."""

    trade: str
    hours: Hours
    path: str
    stops: int
    pay_from: int
    pay_to: int
    unit: str

    @property
    def monthly(self) -> float:
        """The most it pays in a month, in yuan."""
        hours = self.hours.week / 60 * WEEKS
        days = len({span.day for span in self.hours.spans}) * WEEKS
        return self.pay_to * {Unit.HOUR: hours, Unit.DAY: days, Unit.MONTH: 1}[Unit(self.unit)]


WEIGHTS = {
    About.TRADE: 0.3,
    About.HOURS: 0.3,
    About.PLACE: 0.2,
    About.PAY: 0.15,
    About.NEED: 0.05,
}


def fit(wanted: Wanted, offered: Offered) -> Fit:
    """Weigh what is offered against what is wanted."""
    reasons = (
        _trade(wanted, offered),
        _hours(wanted, offered),
        _place(wanted, offered),
        _pay(wanted, offered),
        *_needs(wanted, offered),
    )
    weighed = sum(WEIGHTS[reason.about] for reason in reasons)
    score = sum(WEIGHTS[reason.about] * reason.worth for reason in reasons) / weighed
    return Fit(score, reasons)


def _trade(wanted: Wanted, offered: Offered) -> Reason:
    if not wanted.trades:
        return Reason(About.TRADE, Suits.WELL, 0.9, ANY)
    fits = offered.trade in wanted.trades
    return Reason(About.TRADE, Suits.WELL if fits else Suits.NOT, float(fits))


def _hours(wanted: Wanted, offered: Offered) -> Reason:
    share = wanted.hours.shared(offered.hours) / max(offered.hours.week, 1)
    suits = Suits.WELL if share == 1 else Suits.PARTLY if share >= SPARE else Suits.NOT
    return Reason(About.HOURS, suits, share if suits is Suits.WELL else share / 2)


def _place(wanted: Wanted, offered: Offered) -> Reason:
    near = _near(wanted, offered)
    worth = {Near.ESTATE: 1.0, Near.COMMUNITY: 0.9, Near.REACHED: 0.8, Near.BEYOND: 0.0}[near]
    if near is Near.BEYOND:
        return Reason(About.PLACE, Suits.NOT, worth, near)
    # Who can reach the whole subdistrict is not stopped by the bus.
    far = offered.stops > FAR and not any(len(path) == LEVEL for path in wanted.reach)
    suits = Suits.NOT if far else Suits.PARTLY if offered.stops > FAR else Suits.WELL
    return Reason(About.PLACE, suits, max(worth - 0.05 * offered.stops, 0.3), near)


def _near(wanted: Wanted, offered: Offered) -> Near:
    if not any(offered.path.startswith(at) or at.startswith(offered.path) for at in wanted.reach):
        return Near.BEYOND
    for near, length in ((Near.ESTATE, ESTATE), (Near.COMMUNITY, COMMUNITY)):
        same = len(offered.path) >= length and offered.path[:length] == (wanted.home or "")[:length]
        if same:
            return near
    return Near.REACHED


def _pay(wanted: Wanted, offered: Offered) -> Reason:
    if not wanted.pay:
        return Reason(About.PAY, Suits.WELL, 0.9, ANY)
    share = offered.monthly / wanted.pay
    suits = Suits.WELL if share >= 1 else Suits.PARTLY if share >= NEARLY else Suits.NOT
    return Reason(About.PAY, suits, min(share, 1) if suits is not Suits.NOT else share / 2)


def _needs(wanted: Wanted, offered: Offered) -> Iterator[Reason]:
    if Need.SCHOOL in wanted.needs:
        free = SCHOOL_HOURS.shared(offered.hours) == offered.hours.week
        yield _need(Need.SCHOOL, Suits.WELL if free else Suits.PARTLY)
    if Need.ELDER in wanted.needs:
        near = offered.stops <= 1 and _near(wanted, offered) in (Near.ESTATE, Near.COMMUNITY)
        yield _need(Need.ELDER, Suits.WELL if near else Suits.PARTLY)
    if Need.NIGHTS in wanted.needs:
        yield _need(Need.NIGHTS, Suits.NOT if offered.hours.at_night else Suits.WELL)


def _need(need: Need, suits: Suits) -> Reason:
    return Reason(
        About.NEED, suits, {Suits.WELL: 1.0, Suits.PARTLY: 0.4, Suits.NOT: 0.0}[suits], need
    )
