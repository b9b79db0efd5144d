"""Becoming a volunteer, being checked, taking a rest, leaving (domain §5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from community.jobs.hours import Hours
from community.nearby import home_of
from community.refused import Refused
from community.roles import STAFF, Role
from community.seekers import Reach
from community.tasks import teams as team_rules
from community.tasks.access import leads, staff_at, within
from community.tasks.kinds import HELPING_PAGE, TEAM, VOLUNTEER, Age, Demand, Skill, Standing
from community.tells import tell, tell_all
from storage import consents, people, places, teams, volunteers
from storage.people import Person
from storage.tx import Tx, Value
from storage.volunteers import Volunteer

PURPOSE = "volunteering"  # of the consent to be asked for tasks
TEAMS_MOST = 3
GUARDIAN_MOST = 80
HEALTH = frozenset({Demand.HEAVY, Demand.STAIRS, Demand.WEATHER})  # what somebody may not be up to
HELPING = (Standing.ACTIVE, Standing.PAUSED)


@dataclass(frozen=True, slots=True)
class Offered:
    """What somebody says of the help they can give."""

    skills: tuple[Skill, ...]
    hours: Hours
    reach: Reach
    age: Age
    limits: frozenset[Demand] = frozenset()
    guardian: str | None = None
    teams: Sequence[int] = ()


def apply(tx: Tx, who: Person, said: Offered, now: int) -> Volunteer:
    """Ask to help, or say anew how; the staff or the leader of a chosen team look it over."""
    _must_be_clear(tx, said)
    values: dict[str, Value] = {
        "place_id": home_of(tx, who).id,
        "skills": ",".join(dict.fromkeys(said.skills)),
        "hours": said.hours.text,
        "reach": said.reach,
        "age": said.age,
        "limits": ",".join(sorted(said.limits)) or None,
        "guardian": said.guardian if said.age is Age.YOUNG else None,
    }
    known = volunteers.hold(tx, who.id)
    # Who was checked and becomes no minor needs no second look for other hours.
    stays = known is not None and known.stage in HELPING and known.age == said.age
    stage = Standing(known.stage) if known and stays else Standing.ASKED
    if known is None:
        one = volunteers.add(tx, who.id, now, stage=stage, **values)
    else:
        one = volunteers.change(tx, known, stage=stage, ended=None, **values)
    if not stays:
        consents.give(tx, who.id, PURPOSE, now)
    for team_id in said.teams:
        teams.join(tx, team_id, who.id, now)
        tx.touched.add((TEAM, team_id))
    renew(tx, one, now)
    if not stays:
        tell_all(tx, checkers(tx, one), "tasks.volunteer_waits", one.id)
    return one


def _must_be_clear(tx: Tx, said: Offered) -> None:
    if not said.hours.spans or not set(said.limits) <= HEALTH or len(said.teams) > TEAMS_MOST:
        raise Refused("tasks.unclear")
    if said.age is Age.YOUNG and not (said.guardian or "").strip():
        raise Refused("tasks.guardian")
    for team_id in said.teams:
        team_rules.standing(tx, team_id)


def renew(tx: Tx, one: Volunteer, now: int) -> None:
    """Let them be asked for what they can do, if they can be asked at all."""
    place = within(tx, one) if one.stage == Standing.ACTIVE else None
    volunteers.can(tx, one, place.id if place else None, now)
    tx.touched |= {(VOLUNTEER, one.id), (HELPING_PAGE, one.person_id)}


def checkers(tx: Tx, one: Volunteer) -> list[Person]:
    """Who looks over a volunteer: the leaders of the teams they chose, else the nearest staff."""
    found = {}
    for team in teams.of(tx, one.person_id):
        leader = people.get(tx, team.leader_id) if team.leader_id else None
        if leader and leader.reachable and leader.id != one.person_id and leads(tx, leader, team):
            found[leader.id] = leader
    return list(found.values()) or staff_at(tx, one.place_id)


def may_check(tx: Tx, who: Person, one: Volunteer) -> bool:
    """Whether somebody looks over a volunteer: staff of their home, leaders of a team."""
    place = places.get(tx, one.place_id)
    if place is None or who.id == one.person_id:
        return False
    if who.holds(STAFF, place.path):
        return True
    return any(leads(tx, who, team) for team in teams.of(tx, one.person_id))


def accept(tx: Tx, who: Person, volunteer_id: int, now: int) -> Volunteer:
    """通过: from now on they are asked; for a minor the guardian has been spoken to."""
    one = _held(tx, who, volunteer_id)
    if one.stage not in (Standing.ASKED, Standing.DECLINED):
        raise Refused("cases.moved_on")
    one = volunteers.change(tx, one, stage=Standing.ACTIVE, checked_by=who.id, checked=now, turn=0)
    people.grant(tx, one.person_id, Role.VOLUNTEER, _area(tx, one), who.id, now)
    renew(tx, one, now)
    tell(tx, one.person_id, "tasks.accepted", one.id)
    return one


def _area(tx: Tx, one: Volunteer) -> int:
    """At which place the role is held: their estate, or what is above it where there is none."""
    home = places.get(tx, one.place_id)
    assert home is not None, "a volunteer lives somewhere"
    return places.upwards(tx, home)[:3][-1].id


def decline(tx: Tx, who: Person, volunteer_id: int, now: int) -> Volunteer:
    """Not at present; they hear it kindly, with whom to ask."""
    one = _held(tx, who, volunteer_id)
    if one.stage != Standing.ASKED:
        raise Refused("cases.moved_on")
    one = volunteers.change(tx, one, stage=Standing.DECLINED, checked_by=who.id)
    for team in teams.of(tx, one.person_id):
        teams.quit(tx, team.id, one.person_id, now)
    renew(tx, one, now)
    tell(tx, one.person_id, "tasks.declined", one.id)
    return one


def insure(tx: Tx, who: Person, volunteer_id: int, until: str, now: int) -> Volunteer:
    """Note until which local day somebody is insured: before that nobody does what is risky."""
    one = volunteers.change(tx, _held(tx, who, volunteer_id), insured=until)
    renew(tx, one, now)
    return one


def recognise(tx: Tx, who: Person, volunteer_id: int, now: int) -> Volunteer:
    """能人: count somebody among the skilled helpers, or no more."""
    one = _held(tx, who, volunteer_id)
    one = volunteers.change(tx, one, skilled=None if one.skilled else now)
    renew(tx, one, now)
    return one


def own(tx: Tx, who: Person) -> Volunteer:
    """One's own row, held, while one helps."""
    one = volunteers.hold(tx, who.id)
    if one is None or one.stage not in HELPING:
        raise Refused("tasks.no_volunteer")
    return one


def pause(tx: Tx, who: Person, now: int, *, paused: bool) -> Volunteer:
    """Be asked for nothing for a while, or again; what one has taken on stays."""
    stage = Standing.PAUSED if paused else Standing.ACTIVE
    one = volunteers.change(tx, own(tx, who), stage=stage, silent=0, turn=now)
    renew(tx, one, now)
    return one


def quit_all(tx: Tx, one: Volunteer, now: int) -> None:
    """Help no more: out of all teams, asked for nothing; the hours given stay on record."""
    for team in teams.of(tx, one.person_id):
        teams.quit(tx, team.id, one.person_id, now)
    consents.withdraw(tx, one.person_id, PURPOSE, now)
    one = volunteers.change(
        tx, one, stage=Standing.LEFT, ended=now, limits=None, guardian=None, skilled=None
    )
    renew(tx, one, now)


def _held(tx: Tx, who: Person, volunteer_id: int) -> Volunteer:
    one = volunteers.get(tx, volunteer_id)
    one = volunteers.hold(tx, one.person_id) if one else None
    if one is None or not may_check(tx, who, one):
        raise Refused("tasks.not_found")
    return one
