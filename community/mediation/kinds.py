"""What disputes are about, between whom, and how they end (domain §5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from community.deadlines import DAY_MS
from community.issues.kinds import File
from community.roles import Role

KIND = "mediation"  # among the kinds of cases
HEARD_MS = 5 * DAY_MS  # from being taken up until both are heard
ENDED_MS = 30 * DAY_MS  # and until the end
KEPT_MS = 3653 * DAY_MS  # ten years a file is kept from its end (check: what the archive rules say)


class Matter(StrEnum):
    """What a dispute is about; harm is never mediated."""

    NOISE = "noise"
    LEAK = "leak"
    PARKING = "parking"
    PETS = "pets"
    SPACE = "space"
    FEES = "fees"
    FAMILY = "family"
    MONEY = "money"
    OTHER = "other"
    HARM = "harm"


class Opposite(StrEnum):
    NEIGHBOUR = "neighbour"
    FAMILY = "family"
    PROPERTY = "property"
    OTHER = "other"


class Side(StrEnum):
    """A has asked for mediation, B is the other one."""

    A = "a"
    B = "b"


class Way(StrEnum):
    """Which way words go in a side's room: to the mediator, from them, or nowhere."""

    IN = "in"
    OUT = "out"
    NOTE = "note"


class Origin(StrEnum):
    """Who has settled it: counted apart and never added."""

    TEAM = "team"
    COUNCIL = "council"


class Outcome(StrEnum):
    AGREED = "agreed"
    ORAL = "oral"
    UNSETTLED = "unsettled"
    REFERRED = "referred"
    TALKED = "talked"  # the talk at the door is done
    LEFT = "left"  # a side did not go on


class Sort(StrEnum):
    """Of harm."""

    VIOLENCE = "violence"
    DOMESTIC = "domestic"
    MINOR = "minor"


class Why(StrEnum):
    """Why somebody shall not mediate a dispute."""

    RELATED = "related"
    PASSED_ON = "passed_on"
    REFUSED = "refused"
    NEIGHBOUR = "neighbour"


class Level(IntEnum):
    """Who mediates: the lowest first."""

    NEAR = 1
    COMMUNITY = 2
    SUBDISTRICT = 3


LEVELS: Mapping[Level, tuple[Role, ...]] = {
    Level.NEAR: (Role.MEDIATOR, Role.STAIRWELL_HEAD, Role.GRID_WORKER),
    Level.COMMUNITY: (Role.COMMUNITY_STAFF,),
    Level.SUBDISTRICT: (Role.SUBDISTRICT_STAFF, Role.ADMIN),
}
MEDIATES = frozenset(role for roles in LEVELS.values() for role in roles)


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody says who asks for mediation; without a name there is a talk at the door."""

    matter: Matter
    opposite: Opposite
    place_id: int
    story: str
    name: str | None = None
    may_tell: str | None = None
    settle: str | None = None
    files: tuple[File, ...] = ()
