"""The states of a day, the steps between them, and the usual ladder (domain §5, check-ins)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from community.deadlines import HOUR_MS, MINUTE_MS
from community.refused import Refused
from storage.checkin_days import Day
from storage.checkin_rungs import Rung

OPENS, CLOSES = 6 * 60, 9 * 60  # minutes of the day: the usual window
DAY = "checkins.day"  # the timer of the next morning, one a plan
RUNG = "checkins.rung"  # the timer of a day's next step
SOS = "checkins.sos"  # the timer of 🆘 after which no tap comes
OUTAGE = "checkins.outage"  # the timer and the notice of questions that came late
HELD_UP = " late"  # ends the occasion of what waits for what was written meanwhile, once
LATEST = 18 * 60  # minutes of the day: nobody is asked in the dark
LATE_MS = MINUTE_MS  # what is later was held up
ANEW_MS = 2 * HOUR_MS  # until what is late again was held up anew
CATCH_UP_MS = 5 * MINUTE_MS  # until what they wrote meanwhile has come
REPEAT_MS = 30 * MINUTE_MS  # between two alarms on the last rung
GAP_MS = 15 * MINUTE_MS  # two rungs are never nearer, however late the first one came
GOING_MS = 30 * MINUTE_MS  # until who looks after it is asked
SILENT_MS = 15 * MINUTE_MS  # until the climb goes on when they do not answer
LISTENING_MS = 15 * MINUTE_MS  # within which a human listens


class Way(StrEnum):
    """How somebody is asked."""

    CHAT = "chat"
    ROUND = "round"


class Who(StrEnum):
    """Who hears it on a rung."""

    AGAIN = "again"  # the person themselves, once more
    CONTACT = "contact"
    NEAR = "near"  # the neighbours they have named, the stairwell head
    GRID = "grid"
    DUTY = "duty"


CALLER = "round"  # as what somebody stands among those told who only makes the round


class Part(StrEnum):
    """As what somebody is named by who is asked after."""

    CONTACT = "contact"
    NEIGHBOUR = "neighbour"
    FAMILY = "family"
    CALLER = "caller"  # a 唠嗑 volunteer, who phones who is not asked by a message


class Pause(StrEnum):
    """Why staff let the question rest."""

    HOSPITAL = "hospital"
    OTHER = "other"


class Occasion(StrEnum):
    """For what a day's timer stands."""

    CLIMB = "climb"
    GOING = "going"  # whoever looks after it has had their time
    SILENT = "silent"  # and has not answered
    LISTEN = "listen"  # nobody has listened


class Why(StrEnum):
    """Why nobody is asked any more."""

    LEFT = "left"
    DIED = "died"


class State(StrEnum):
    """Where a day stands."""

    ASKED = "asked"
    CLIMBING = "climbing"  # at least one rung has heard of it, or they cannot be reached
    HELD = "held"  # somebody looks after it, or is to listen
    ENDED = "ended"


class Said(StrEnum):
    """What a helper says before a day has ended."""

    COMING = "coming"
    UNANSWERED = "unanswered"
    CLOSED = "closed"  # they went there, and nobody opened


class Outcome(StrEnum):
    """How a day ended."""

    TOUCHED = "touched"  # a word in the window: nothing was asked
    ANSWERED = "answered"  # they said so themselves
    WELL = "well"  # somebody who spoke with them said so
    HELP = "help"  # help was asked for
    AMBULANCE = "ambulance"
    PAUSED = "paused"
    MISSED = "missed"  # it was too late to ask: the system was down
    DROPPED = "dropped"  # they left or died, or the next day went on with it


GOOD = frozenset({Outcome.TOUCHED, Outcome.ANSWERED, Outcome.WELL})
GRAVE = frozenset({Outcome.HELP, Outcome.AMBULANCE})


class Step(StrEnum):
    """What happens to a day."""

    CLIMB = "climb"
    TAKE = "take"
    HEAR = "hear"
    LET_GO = "let_go"
    END = "end"


@dataclass(frozen=True, slots=True)
class Leads:
    """From which states a step leads where."""

    at: frozenset[State]
    to: State


OPEN = frozenset({State.ASKED, State.CLIMBING, State.HELD})
STEPS: Mapping[Step, Leads] = {
    Step.CLIMB: Leads(OPEN, State.CLIMBING),
    Step.TAKE: Leads(OPEN, State.HELD),
    Step.HEAR: Leads(OPEN, State.HELD),
    Step.LET_GO: Leads(frozenset({State.HELD}), State.CLIMBING),
    Step.END: Leads(OPEN, State.ENDED),
}

USUAL = (
    Rung(30, Who.AGAIN),
    Rung(60, Who.CONTACT),
    Rung(120, Who.NEAR),
    Rung(180, Who.GRID),
    Rung(240, Who.DUTY),  # before dark, as the window is set
)


def led(day: Day, step: Step) -> State:
    """Where a step leads from where the day stands; refused where it does not."""
    leads = STEPS[step]
    if day.state not in leads.at:
        raise Refused("checkins.moved_on")
    return leads.to
