"""Who phones or knocks for those whom no message reaches: the elder, or a contact of theirs."""

from community.checkins.kinds import Part
from community.duty import on_duty
from community.nearby import reached
from community.roles import Role
from community.tasks.kinds import Skill, Standing
from storage import checkin_helpers, people, places, teams, volunteers
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

NEAREST = (Role.STAIRWELL_HEAD, Role.GRID_WORKER)


def callers_of(tx: Tx, plan_id: int, place: Place, but: int, now: int) -> list[Person]:
    """Who makes the round: of the 唠嗑 team who has agreed to, else who is nearest (domain §5).

    The nearest are the stairwell heads, else the grid workers, else who is on duty.
    """
    agreed = [one for one in ringing(tx, plan_id) if (one.away_until or 0) <= now]
    if found := reached(agreed, but):
        return found
    for role in NEAREST:
        if found := reached(people.holders(tx, place, [role]), but):
            return found
    return reached(on_duty(tx, place, now), but)


def ringing(tx: Tx, plan_id: int) -> list[Person]:
    """Who has agreed to phone somebody each morning and still helps as a volunteer."""
    agreed = checkin_helpers.agreed(tx, plan_id, Part.CALLER)
    return [people.known(tx, one) for one in agreed if _helps(tx, one)]


def _helps(tx: Tx, person_id: int) -> bool:
    volunteer = volunteers.of(tx, person_id)
    return volunteer is not None and volunteer.stage == Standing.ACTIVE


def talkers(tx: Tx, place: Place) -> list[Person]:
    """The 唠嗑 volunteers of a community, who can be asked to phone somebody there."""
    community = places.upwards(tx, place)[:2][-1]
    those = [team for team in teams.standing(tx) if team.skill == Skill.TALK]
    members = dict.fromkeys(one for team in those for one in teams.members(tx, team.id))
    return [
        people.known(tx, one) for one in members if _helps(tx, one) and _lives(tx, one, community)
    ]


def _lives(tx: Tx, person_id: int, community: Place) -> bool:
    volunteer = volunteers.of(tx, person_id)
    home = places.get(tx, volunteer.place_id) if volunteer else None
    return home is not None and home.path.startswith(community.path)


def to_phone(tx: Tx, found: list[Person]) -> list[Person]:
    """Those of them who have no Telegram but a number."""
    return [
        one
        for one in found
        if one.telegram_id is None and one.died is None and people.phone(tx, one) is not None
    ]
