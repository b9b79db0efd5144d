"""The roles of domain §2 and what they allow at a place and everywhere below it."""

from enum import StrEnum

from community.places import Kind
from storage.people import Person
from storage.places import Place


class Role(StrEnum):
    RESIDENT = "resident"
    VOLUNTEER = "volunteer"
    TEAM_LEADER = "team_leader"
    STATION_LEADER = "station_leader"
    STAIRWELL_HEAD = "stairwell_head"
    GRID_WORKER = "grid_worker"
    PROPERTY = "property"
    MATCHMAKER = "matchmaker"
    MEDIATOR = "mediator"
    JOB_OFFICER = "job_officer"
    BRANCH_SECRETARY = "branch_secretary"
    GROUP_LEADER = "group_leader"
    MEMBER_HOUSEHOLD = "member_household"
    PARTNER = "partner"
    POLICE = "police"
    COMMUNITY_STAFF = "community_staff"
    SUBDISTRICT_STAFF = "subdistrict_staff"
    ADMIN = "admin"


STAFF = frozenset({Role.COMMUNITY_STAFF, Role.SUBDISTRICT_STAFF, Role.ADMIN})
RESPONSIBLE = frozenset(
    {Role.PROPERTY, Role.GRID_WORKER, Role.COMMUNITY_STAFF, Role.SUBDISTRICT_STAFF}
)
OFFICE = frozenset({Role.SUBDISTRICT_STAFF, Role.ADMIN})
ENTERS = STAFF | {Role.STAIRWELL_HEAD, Role.GRID_WORKER}  # who may enter people without Telegram
LEADS = STAFF | {Role.STATION_LEADER, Role.TEAM_LEADER}  # who holds activities for others
DESK = frozenset(Role) - {Role.RESIDENT, Role.VOLUNTEER}  # who has things to do by role
# Whom each of the staff may invite; the rest comes from an administrator.
_LOWER = frozenset(Role) - STAFF
INVITES: dict[Role, frozenset[Role]] = {
    Role.COMMUNITY_STAFF: _LOWER,
    Role.SUBDISTRICT_STAFF: _LOWER | {Role.COMMUNITY_STAFF},
    Role.ADMIN: frozenset(Role),
}
_OFFICE = frozenset({Kind.SUBDISTRICT})
_AREA = frozenset({Kind.SUBDISTRICT, Kind.COMMUNITY, Kind.ESTATE})
_GRID = frozenset({Kind.COMMUNITY, Kind.ESTATE, Kind.BUILDING})
_DOOR = frozenset({Kind.BUILDING, Kind.STAIRWELL})
# At which kinds of places a role is held; the others anywhere from the subdistrict to an estate.
PLACES: dict[Role, frozenset[Kind]] = {
    Role.ADMIN: _OFFICE,
    Role.SUBDISTRICT_STAFF: _OFFICE,
    Role.COMMUNITY_STAFF: frozenset({Kind.COMMUNITY}),
    Role.GRID_WORKER: _GRID,
    Role.BRANCH_SECRETARY: _GRID,
    Role.GROUP_LEADER: _GRID,
    Role.PROPERTY: frozenset({Kind.ESTATE}),
    Role.STAIRWELL_HEAD: _DOOR,
    Role.MEMBER_HOUSEHOLD: _DOOR,
    Role.RESIDENT: _DOOR | {Kind.ESTATE},
}


def is_staff(person: Person) -> bool:
    """Whether the person is staff anywhere."""
    return any(held.role in STAFF for held in person.roles)


def on_desk(person: Person) -> bool:
    """Whether the person has a desk: a role that brings things to do."""
    return any(held.role in DESK for held in person.roles)


def is_admin(person: Person) -> bool:
    return any(held.role == Role.ADMIN for held in person.roles)


def of_office(person: Person) -> bool:
    """Whether the person works for the subdistrict office itself."""
    return any(held.role in OFFICE for held in person.roles)


def staff_of(person: Person, place: Place) -> bool:
    """Whether the person is staff of this place."""
    return person.holds(STAFF, place.path)


def kinds_for(role: Role) -> frozenset[Kind]:
    """The kinds of places at which somebody can be invited to a role."""
    return PLACES.get(role, _AREA)


def may_give(person: Person, role: Role, path: str) -> bool:
    """Whether the person may give a role at the place with this path, and end it."""
    return any(
        role in INVITES.get(Role(held.role), frozenset()) and path.startswith(held.path)
        for held in person.roles
    )


def may_invite(person: Person, role: Role, place: Place) -> bool:
    """Whether the person may invite somebody to this role at this place, which must fit it."""
    return place.kind in kinds_for(role) and may_give(person, role, place.path)


def invitable(person: Person) -> frozenset[Role]:
    """Every role the person may invite to somewhere."""
    offered = (INVITES.get(Role(held.role), frozenset()) for held in person.roles)
    return frozenset[Role]().union(*offered)
