"""The words that forms and rules of broadcasts share."""

from enum import StrEnum

from community.deadlines import DAY_MS
from community.roles import STAFF, Role

BROADCAST = "broadcast"  # the kind of row that cards of its author show
BULLETIN = "broadcasts.bulletin"  # what its recipients are told
BOARD = "bulletin_board"  # what groups and channels see of it
BEGIN, FEED, STALE = "broadcasts.begin", "broadcasts.feed", "broadcasts.stale"  # the timers
LASTS_MS = 3 * DAY_MS  # how long it goes out after it has begun, unless its author says otherwise
WORDS_MOST = 1000

# Who looks after a place, or does something for those who live there, may speak to them.
AUTHORS = STAFF | {
    Role.GRID_WORKER,
    Role.STAIRWELL_HEAD,
    Role.PROPERTY,
    Role.BRANCH_SECRETARY,
    Role.STATION_LEADER,
    Role.TEAM_LEADER,
    Role.JOB_OFFICER,
}
APPROVERS = frozenset({Role.SUBDISTRICT_STAFF, Role.ADMIN})


class Stage(StrEnum):
    """Where a broadcast stands."""

    DRAFT = "draft"
    ASKED = "asked"  # somebody else has to approve it
    SCHEDULED = "scheduled"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"
    STALE = "stale"


class State(StrEnum):
    """How far a broadcast has come with one recipient."""

    WAITING = "waiting"
    RESTING = "resting"  # until their quiet hours are over, or for the day's digest
    HANDED = "handed"  # to the outbox
    SENT = "sent"
    UNKNOWN = "unknown"  # it may have arrived or not: it is not sent again
    FAILED = "failed"  # the platform has refused it
    UNREACHABLE = "unreachable"
    ABSENT = "absent"  # they have no Telegram
    STOPPED = "stopped"  # they want no notices
    DROPPED = "dropped"  # somebody has dropped their messages
    STALE = "stale"
    CANCELLED = "cancelled"


class Whom(StrEnum):
    """The roles by which people are told something; without one it is everybody."""

    VOLUNTEER = Role.VOLUNTEER
    STAIRWELL_HEAD = Role.STAIRWELL_HEAD
    GRID_WORKER = Role.GRID_WORKER
    PROPERTY = Role.PROPERTY
    TEAM_LEADER = Role.TEAM_LEADER
    MEDIATOR = Role.MEDIATOR
    MATCHMAKER = Role.MATCHMAKER
    BRANCH_SECRETARY = Role.BRANCH_SECRETARY
    MEMBER_HOUSEHOLD = Role.MEMBER_HOUSEHOLD
    PARTNER = Role.PARTNER
    COMMUNITY_STAFF = Role.COMMUNITY_STAFF


# Which stages lead where (docs/conversations.md).
MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.ASKED, Stage.SCHEDULED}),
    Stage.ASKED: frozenset({Stage.DRAFT, Stage.SCHEDULED}),
    Stage.SCHEDULED: frozenset({Stage.DRAFT, Stage.RUNNING, Stage.STALE, Stage.CANCELLED}),
    Stage.RUNNING: frozenset({Stage.PAUSED, Stage.DONE, Stage.CANCELLED, Stage.STALE}),
    Stage.PAUSED: frozenset({Stage.RUNNING, Stage.CANCELLED, Stage.STALE}),
    Stage.DONE: frozenset(),
    Stage.CANCELLED: frozenset(),
    Stage.STALE: frozenset(),
}
GOING = frozenset({Stage.RUNNING, Stage.PAUSED})
OVER = frozenset({Stage.DONE, Stage.CANCELLED, Stage.STALE})
OPEN_STATES = frozenset({State.WAITING, State.RESTING, State.HANDED})


class Interest(StrEnum):
    """What somebody may want to hear of; kinds of activities are among it."""

    CULTURE = "culture"
    CLINIC = "clinic"
    FAMILY = "family"
    FESTIVAL = "festival"
    LEARNING = "learning"
    JOBS = "jobs"
    VOLUNTEERING = "volunteering"
