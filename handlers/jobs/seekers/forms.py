"""What a seeker is asked: the card in six taps, and each part of it by itself."""

from enum import StrEnum
from typing import Annotated, ClassVar

from annotated_types import Ge, Le, MaxLen
from pydantic import Field

from community import seekers as rules
from community.jobs.hours import Hours
from community.jobs.kinds import Trade
from community.seekers import PAY_MOST, PLACES_MOST, SKILLS_MOST, WORKDAYS, Reach, Window
from community.seekers.fit import Need
from handlers.jobs.clock import SPAN, read_span
from handlers.jobs.seekers.kinds import FINDING, OPENING, SEEKING
from handlers.jobs.seekers.profile import BESIDES, ORDER, TITLE, Besides
from handlers.jobs.seekers.words import NEEDS, REACHES, WINDOWS
from handlers.jobs.words import TRADES
from storage.people import Person
from storage.seekers import Sought
from storage.tx import Tx
from talk import filling
from talk.forms import Ask, Form, PickPlace, PickRow
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _, pgettext

ANY = 0  # the row of any trade
HERS_ALONE = _("Nobody but you sees this, no employer either: it only helps us to choose.")


class Hoped(StrEnum):
    """What somebody hopes to earn a month, in yuan."""

    ANY = "0"
    TWO = "2000"
    THREE = "3000"
    FOUR = "4000"
    FIVE = "5000"
    SIX = "6000"


HOPED = {
    at: _("It does not matter") if at is Hoped.ANY else _("¥{much} or more", much=at.value)
    for at in Hoped
}
TELL = {True: _("🔔 Yes, tell me"), False: pgettext("told", "Not now")}


# The six questions of the card, put by oneself or by an officer at the counter.
Work = Annotated[
    int,
    PickRow(
        _("What would you like to do?"),
        label=_("Work"),
        hint=_("The nearest one; more can be added afterwards."),
        rows="seekers.trades",
        columns=2,
        page=16,
    ),
]
AtTimes = Annotated[Window, Ask(_("When can you work?"), label=_("Time"), words=WINDOWS, columns=1)]
Within = Annotated[Reach, Ask(_("How far can you go?"), label=_("Way"), words=REACHES, columns=1)]
Earning = Annotated[Hoped, Ask(_("What do you hope to earn a month?"), label=_("Pay"), words=HOPED)]
AtHome = Annotated[
    Besides,
    Ask(
        _("Is there something at home to be looked after?"),
        label=_("At home"),
        hint=HERS_ALONE,
        words=BESIDES,
        columns=1,
    ),
]
Told = Annotated[
    bool,
    Ask(_("Shall we tell you when something suits you?"), label=_("New work"), words=TELL),
]


class Seeking(Form):
    """What work somebody looks for, in six taps."""

    name: ClassVar[str] = "seekers.card"
    title: ClassVar[Word] = TITLE
    at_once: ClassVar[bool] = True

    trade: Work
    window: AtTimes
    reach: Within
    hoped: Earning
    besides: AtHome
    told: Told


class Trades(Form):
    """Everything somebody can do."""

    name: ClassVar[str] = "seekers.trades"
    title: ClassVar[Word] = TITLE
    at_once: ClassVar[bool] = True

    trades: Annotated[
        list[Trade],
        MaxLen(6),
        Ask(
            _("What would you like to do?"),
            label=_("Work"),
            hint=_("Skip it if any work will do."),
            words=TRADES,
        ),
    ] = Field(default_factory=list)


class Times(Form):
    """When somebody can work."""

    name: ClassVar[str] = "seekers.hours"
    title: ClassVar[Word] = TITLE
    at_once: ClassVar[bool] = True

    windows: Annotated[
        list[Window], Ask(_("When can you work?"), label=_("Time"), words=WINDOWS, columns=1)
    ]


class OwnTimes(Form):
    """From when to when somebody can work, in their own words."""

    name: ClassVar[str] = "seekers.own"
    title: ClassVar[Word] = TITLE
    at_once: ClassVar[bool] = True

    span: Annotated[
        str,
        MaxLen(40),
        SPAN,
        Ask(
            _("From when to when can you work on workdays?"),
            label=_("Time"),
            hint=_("e.g. 8:00-15:00"),
        ),
    ]


class Ways(Form):
    """How far somebody can go to work, and where else."""

    name: ClassVar[str] = "seekers.reach"
    title: ClassVar[Word] = TITLE
    at_once: ClassVar[bool] = True

    reach: Annotated[Reach, Ask(_("How far can you go?"), label=_("Way"), words=REACHES, columns=1)]
    besides: Annotated[
        int | None,
        PickPlace(_("Is there another place where you could work?"), label=_("Also there")),
    ] = None


class Pay(Form):
    """What somebody hopes to earn."""

    name: ClassVar[str] = "seekers.pay"
    title: ClassVar[Word] = TITLE
    at_once: ClassVar[bool] = True

    pay: Annotated[
        int,
        Ge(0),
        Le(PAY_MOST),
        Ask(
            _("At least how many yuan a month?"),
            label=_("Pay"),
            hint=_("A number; 0 if it does not matter."),
        ),
    ]


class Needs(Form):
    """What somebody must look after beside the work."""

    name: ClassVar[str] = "seekers.needs"
    title: ClassVar[Word] = TITLE
    at_once: ClassVar[bool] = True

    needs: Annotated[
        list[Need],
        Ask(
            _("Is there something at home to be looked after?"),
            label=_("At home"),
            hint=HERS_ALONE,
            words=NEEDS,
            columns=1,
        ),
    ] = Field(default_factory=list)


class Skills(Form):
    """What somebody can do, in their own words."""

    name: ClassVar[str] = "seekers.skills"
    title: ClassVar[Word] = TITLE
    at_once: ClassVar[bool] = True

    skills: Annotated[
        str | None,
        MaxLen(SKILLS_MOST),
        Ask(
            _("What can you do, and what have you done before?"),
            label=_("Skills"),
            hint=_("An employer to whom you apply reads it. e.g. sewing, ten years as a cook"),
        ),
    ] = None


def trades(_tx: Tx, _who: Person, _row: int | None) -> tuple[tuple[int, Word], ...]:
    """The trades to choose from, any of them first."""
    return tuple(enumerate((_("🙆 Any work"), *(TRADES[trade] for trade in ORDER))))


def start(turn: Turn) -> None:
    filling.start(turn, Seeking)


def sought(form: Seeking, reach: tuple[int, ...], skills: str | None = None) -> Sought:
    """What the six answers say."""
    return Sought(
        trades=() if form.trade == ANY else (ORDER[form.trade - 1],),
        hours=rules.hours_of((form.window,)).text,
        reach=reach,
        pay=int(form.hoped) or None,
        skills=skills,
        needs=() if form.besides is Besides.NOTHING else (form.besides.value,),
        told=form.told,
    )


def registered(turn: Turn, form: Seeking) -> None:
    """Keep the card, show it, and right away what suits."""
    said = sought(form, (rules.reach_of(turn.tx, turn.who, form.reach),))
    rules.register(turn.tx, turn.who, said, turn.now)
    turn.card(SEEKING, turn.who.id)
    turn.renew_all(OPENING)
    turn.card(FINDING, turn.who.id, fresh=True)


def _changed(turn: Turn, **parts: object) -> None:
    rules.change(turn.tx, turn.who, turn.now, **parts)
    turn.card(SEEKING, turn.who.id)
    turn.renew_all(OPENING)  # each says how it suits them


def traded(turn: Turn, form: Trades) -> None:
    _changed(turn, trades=tuple(form.trades))


def timed(turn: Turn, form: Times) -> None:
    _changed(turn, hours=rules.hours_of(tuple(form.windows)).text)


def timed_so(turn: Turn, form: OwnTimes) -> None:
    start, end = read_span(form.span) or (0, 0)
    _changed(turn, hours=Hours.of(WORKDAYS, start, end).text)


def reached(turn: Turn, form: Ways) -> None:
    first = rules.reach_of(turn.tx, turn.who, form.reach)
    found = dict.fromkeys((first, *((form.besides,) if form.besides else ())))
    _changed(turn, reach=tuple(found)[:PLACES_MOST])


def paid(turn: Turn, form: Pay) -> None:
    _changed(turn, pay=form.pay or None)


def needed(turn: Turn, form: Needs) -> None:
    _changed(turn, needs=tuple(form.needs))


def skilled(turn: Turn, form: Skills) -> None:
    _changed(turn, skills=form.skills)


FORMS = (
    FormEntry(Seeking, registered),
    FormEntry(Trades, traded),
    FormEntry(Times, timed),
    FormEntry(OwnTimes, timed_so),
    FormEntry(Ways, reached),
    FormEntry(Pay, paid),
    FormEntry(Needs, needed),
    FormEntry(Skills, skilled),
)
