"""Whom each role may invite, and where: a table written from the rules of the town."""

import pytest

from community.places import Kind
from community.roles import STAFF, Role, invitable, is_staff, may_give, may_invite, staff_of
from storage.people import Person
from storage.people import Role as Held
from storage.places import Place

TOWN, COMMUNITY, ESTATE, OTHER = "0001", "00010001", "000100010001", "00010002"


def person(role: Role | None, path: str = COMMUNITY) -> Person:
    roles = (Held(role, 1, path),) if role else ()
    return Person(1, 7, 7, None, None, "zh", None, None, None, roles=roles)


def place(path: str, kind: str = "estate") -> Place:
    return Place(9, None, kind, "某处", path, "Asia/Shanghai")


LOWER = {role for role in Role if role not in STAFF}
INVITES: dict[Role | None, set[Role]] = {role: set() for role in (*LOWER, None)} | {
    Role.COMMUNITY_STAFF: LOWER,
    Role.SUBDISTRICT_STAFF: LOWER | {Role.COMMUNITY_STAFF},
    Role.ADMIN: set(Role),
}


@pytest.mark.parametrize("inviter", INVITES, ids=str)
@pytest.mark.parametrize("invited", Role)
def test_who_may_invite_to_what(inviter: Role | None, invited: Role) -> None:
    expected = invited in INVITES[inviter]
    who = person(inviter)
    assert may_give(who, invited, COMMUNITY) is expected
    assert may_give(who, invited, ESTATE) is expected
    assert may_give(who, invited, OTHER) is False, "another community"
    assert may_give(who, invited, TOWN) is False, "the place above"
    assert (invited in invitable(who)) is expected


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.SUBDISTRICT_STAFF, "subdistrict"),
        (Role.COMMUNITY_STAFF, "community"),
        (Role.GRID_WORKER, "community estate building"),
        (Role.PROPERTY, "estate"),
        (Role.STAIRWELL_HEAD, "building stairwell"),
        (Role.MATCHMAKER, "subdistrict community estate"),
    ],
)
def test_a_role_is_given_only_where_it_fits(role: Role, kinds: str) -> None:
    admin = person(Role.ADMIN, TOWN)
    fitting = [kind for kind in Kind if may_invite(admin, role, place(ESTATE, kind))]
    assert fitting == kinds.split()


@pytest.mark.parametrize("role", Role)
def test_staff_are_staff_at_their_place_and_below(role: Role) -> None:
    staff = role in {Role.COMMUNITY_STAFF, Role.SUBDISTRICT_STAFF, Role.ADMIN}
    assert is_staff(person(role)) is staff
    assert staff_of(person(role), place(ESTATE)) is staff
    assert staff_of(person(role), place(OTHER)) is False
    assert staff_of(person(role, TOWN), place(OTHER)) is staff


def test_two_roles_do_not_add_up_to_a_third() -> None:
    both = Person(
        *(1, 7, 7, None, None, "zh", None, None, None),
        roles=(Held(Role.COMMUNITY_STAFF, 1, OTHER), Held(Role.PROPERTY, 2, COMMUNITY)),
    )
    assert not may_invite(both, Role.VOLUNTEER, place(COMMUNITY))
    assert may_invite(both, Role.VOLUNTEER, place(OTHER))
