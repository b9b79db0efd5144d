"""Links that give a role: made by staff, taken up once, listed, revoked."""

from dataclasses import dataclass

from community.deadlines import HOUR_MS
from community.refused import Refused
from community.roles import Role, may_give, may_invite
from community.tells import tell
from storage import invitations, people, places
from storage.invitations import Invitation
from storage.people import Person
from storage.tx import Tx

INVITATION_MS = 72 * HOUR_MS
WRONG_LINKS = 10  # an hour and person
LOOKED_THROUGH = 1000  # of those that stand, in the whole subdistrict


@dataclass(frozen=True, slots=True)
class Accepted:
    """The role that somebody has by a link now, or had `before` already."""

    role: Role
    place_id: int
    before: bool = False


def invite(tx: Tx, who: Person, role: Role, place_id: int, token: str, now: int) -> None:
    """Make an invitation that counts once within three days; `token` has 128 random bits."""
    place = places.get(tx, place_id)
    if place is None:
        raise Refused("places.gone")
    if not may_invite(who, role, place):
        raise Refused("people.may_not_invite")
    invitations.add(tx, token, role, place.id, who.id, now, now + INVITATION_MS)


def accept(tx: Tx, who: Person, token: str, now: int) -> Accepted | None:
    """Take the role an invitation gives; nothing for a used, expired or unknown one alike."""
    if invitations.wrong_since(tx, who.id, now - HOUR_MS) >= WRONG_LINKS:
        raise Refused("people.too_many_links")
    found = invitations.find(tx, token)
    if found is not None and _has_by(who, found):
        return Accepted(Role(found.role), found.place_id, before=True)
    if found is not None and found.made_by == who.id:
        raise Refused("people.own_link")
    good = found is not None and _counts(tx, found, now)
    if found is None or not good or not invitations.use(tx, found.id, who.id, now):
        invitations.note_wrong(tx, who.id, now)
        return None
    people.grant(tx, who.id, found.role, found.place_id, found.made_by, now)
    if found.role == Role.ADMIN:
        tell(tx, who.id, "people.travel", who.id)
    if found.made_by is not None:
        tell(tx, found.made_by, "people.accepted", who.id, role=found.role)
    return Accepted(Role(found.role), found.place_id)


def standing(tx: Tx, who: Person, now: int) -> list[Invitation]:
    """The links that can still be taken up, as far as the person may make such ones."""
    found = invitations.standing(tx, now, LOOKED_THROUGH)
    return [one for one in found if _within(tx, who, one)]


def seen(tx: Tx, who: Person, invitation_id: int) -> Invitation | None:
    """A link, for who may make such ones."""
    found = invitations.get(tx, invitation_id)
    return found if found and _within(tx, who, found) else None


def revoke(tx: Tx, who: Person, invitation_id: int, now: int) -> None:
    """Let a link count no more."""
    found = seen(tx, who, invitation_id)
    if found is None:
        raise Refused("people.not_found")
    if found.expires <= now or not invitations.revoke(tx, found.id, who.id, now):
        raise Refused("people.link_over")


def _within(tx: Tx, who: Person, found: Invitation) -> bool:
    place = places.get(tx, found.place_id)
    return place is not None and may_give(who, Role(found.role), place.path)


def _has_by(who: Person, found: Invitation) -> bool:
    """Whether somebody opens their own link once more, and still has what it gave."""
    return found.used_by == who.id and any(
        (held.role, held.place_id) == (found.role, found.place_id) for held in who.roles
    )


def _counts(tx: Tx, found: Invitation, now: int) -> bool:
    """Whether it is still good, and whoever made it may still give the role."""
    if found.used_by is not None or found.revoked is not None or found.expires <= now:
        return False
    if found.made_by is None:
        return True  # from the command line
    maker, place = people.get(tx, found.made_by), places.get(tx, found.place_id)
    return maker is not None and place is not None and may_give(maker, Role(found.role), place.path)
