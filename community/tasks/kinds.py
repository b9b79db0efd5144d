"""What tasks, volunteers and offers can be."""

from enum import StrEnum

TASK, VOLUNTEER, GIVEN, WORD = "task", "volunteer", "given", "task_word"
TEAM, STATION = "team", "station"
WEEKLY, FEAST = "weekly", "feast"
HELPING_PAGE = "helping"  # of which the row is the person


class Skill(StrEnum):
    """What a task needs, and what somebody can do; hands are enough for much."""

    HANDS = "hands"
    TALK = "talk"
    ERRANDS = "errands"
    ESCORT = "escort"
    MENDING = "mending"
    ELECTRICS = "electrics"
    HEALTH = "health"
    TEACHING = "teaching"
    PHONES = "phones"
    LAW = "law"
    ARTS = "arts"
    GREEN = "green"
    ORDER = "order"
    HAIR = "hair"
    DRIVING = "driving"


class Source(StrEnum):
    """Where a task comes from."""

    STAFF = "staff"
    TEAM = "team"
    CASE = "case"
    WISH = "wish"
    CHECKIN = "checkin"
    WEEKLY = "weekly"  # agreed for the same hour each week
    FEAST = "feast"  # for a birthday or a festival


class Whom(StrEnum):
    """Whom one meets there; to some nobody goes alone the first time."""

    NOBODY = "nobody"
    ADULT = "adult"
    ALONE = "alone"
    MINOR = "minor"


class Demand(StrEnum):
    """What it asks of the body, and what is risky; what somebody cannot do is said likewise."""

    HEAVY = "heavy"
    STAIRS = "stairs"
    WEATHER = "weather"
    RISKY = "risky"


class Age(StrEnum):
    YOUNG = "young"
    ADULT = "adult"
    SENIOR = "senior"


class Standing(StrEnum):
    """How it stands with a volunteer."""

    ASKED = "asked"
    ACTIVE = "active"
    PAUSED = "paused"
    DECLINED = "declined"
    LEFT = "left"


class Stage(StrEnum):
    """How it stands with a task."""

    OPEN = "open"
    RUNNING = "running"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """How it stands with somebody who was asked, or came by themselves."""

    ASKED = "asked"
    OFFERED = "offered"
    PASSED = "passed"
    SILENT = "silent"
    CHOSEN = "chosen"
    COMING = "coming"
    DONE = "done"
    DROPPED = "dropped"
    OVER = "over"


class Agreed(StrEnum):
    """How it stands with a weekly talk."""

    ASKED = "asked"
    STANDING = "standing"
    ENDED = "ended"


class Confirmed(StrEnum):
    """How it stands with hours."""

    NOTED = "noted"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


STEPS: dict[Stage, frozenset[Stage]] = {
    Stage.OPEN: frozenset({Stage.RUNNING, Stage.MISSED, Stage.CANCELLED}),
    Stage.RUNNING: frozenset({Stage.OPEN, Stage.DONE, Stage.MISSED, Stage.CANCELLED}),
    Stage.MISSED: frozenset({Stage.OPEN, Stage.CANCELLED}),
    Stage.DONE: frozenset(),
    Stage.CANCELLED: frozenset(),
}
ANSWERS: dict[Answer, frozenset[Answer]] = {
    Answer.ASKED: frozenset(
        {Answer.OFFERED, Answer.PASSED, Answer.SILENT, Answer.CHOSEN, Answer.OVER}
    ),
    Answer.OFFERED: frozenset({Answer.PASSED, Answer.CHOSEN, Answer.OVER}),
    Answer.PASSED: frozenset({Answer.OFFERED, Answer.CHOSEN}),
    Answer.SILENT: frozenset({Answer.OFFERED, Answer.CHOSEN}),
    Answer.CHOSEN: frozenset({Answer.COMING, Answer.DONE, Answer.DROPPED, Answer.OVER}),
    Answer.COMING: frozenset({Answer.DONE, Answer.DROPPED, Answer.OVER}),
    Answer.DROPPED: frozenset({Answer.OFFERED, Answer.CHOSEN}),
    Answer.OVER: frozenset({Answer.OFFERED, Answer.CHOSEN}),
    Answer.DONE: frozenset(),
}
STANDING = (Stage.OPEN, Stage.RUNNING)
BUSY = (Answer.CHOSEN, Answer.COMING)  # who does it now
TOOK = (*BUSY, Answer.DONE)
TOGETHER = frozenset({Whom.ALONE, Whom.MINOR})
