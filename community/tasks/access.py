"""Who may do what with volunteers, teams and tasks."""

from community.duty import nearest_staff
from community.places import label, shared
from community.refused import Refused
from community.roles import ENTERS, STAFF, Role
from community.seekers import Reach
from storage import people, places, tasks, teams
from storage.people import Person
from storage.places import Place
from storage.tasks import Task
from storage.teams import Station, Team
from storage.tx import Tx
from storage.volunteers import Volunteer

LEADING = frozenset({Role.TEAM_LEADER, Role.STATION_LEADER})
GIVES = ENTERS | LEADING  # who may give out tasks somewhere
REACHES = {Reach.ESTATE: 3, Reach.COMMUNITY: 2, Reach.ANYWHERE: 1}  # levels from the top
ESTATE_LEVELS = REACHES[Reach.ESTATE]  # as near as everybody may know


def gives_out(who: Person) -> bool:
    """Whether somebody may give out tasks anywhere."""
    return any(held.role in GIVES for held in who.roles)


def leads(tx: Tx, who: Person, team: Team) -> bool:
    """Whether somebody leads the team or its station, and still holds that role there."""
    place = places.get(tx, team.place_id)
    if place is None:
        return False
    if who.id == team.leader_id and who.holds(frozenset({Role.TEAM_LEADER}), place.path):
        return True
    station = teams.station(tx, team.station_id)
    return station is not None and leads_station(tx, who, station)


def leads_station(tx: Tx, who: Person, station: Station) -> bool:
    """Whether somebody leads the station, and still holds that role there."""
    place = places.get(tx, station.place_id)
    if place is None or who.id != station.leader_id:
        return False
    return who.holds(frozenset({Role.STATION_LEADER}), place.path)


def may_give_out(tx: Tx, who: Person, place: Place, team: Team | None) -> bool:
    """Whether somebody may give out a task there: who looks after the place, or its team."""
    if who.holds(ENTERS, place.path):
        return True
    return team is not None and team.ended is None and leads(tx, who, team)


def keeps(tx: Tx, who: Person, task: Task) -> bool:
    """Whether somebody sees to the task: staff there, who gave it out, who leads the team."""
    place = places.get(tx, task.place_id)
    if place is None:
        return False
    team = teams.get(tx, task.team_id) if task.team_id else None
    if who.holds(STAFF, place.path) or (team is not None and leads(tx, who, team)):
        return True
    return who.id == task.made_by and may_give_out(tx, who, place, team)


def leaders(tx: Tx, task: Task) -> list[Person]:
    """Who hears first how it stands: who gave it out and who leads the team, else the staff."""
    team = teams.get(tx, task.team_id) if task.team_id else None
    ids = (task.made_by, team.leader_id if team else None)
    found = {one: people.known(tx, one) for one in ids if one is not None}
    keeping = [one for one in found.values() if one.reachable and keeps(tx, one, task)]
    return keeping or staff(tx, task)


def staff(tx: Tx, task: Task) -> list[Person]:
    """The nearest staff of its place."""
    return staff_at(tx, task.place_id)


def staff_at(tx: Tx, place_id: int) -> list[Person]:
    """The nearest staff of a place."""
    place = places.get(tx, place_id)
    return nearest_staff(tx, place) if place else []


def hear(tx: Tx, team_id: int | None, place_id: int) -> list[Person]:
    """Who hears of what a team does for somebody: its leader, else the staff of the place."""
    team = teams.get(tx, team_id) if team_id else None
    leader = people.get(tx, team.leader_id) if team and team.leader_id else None
    if team and leader and leader.reachable and leads(tx, leader, team):
        return [leader]
    return staff_at(tx, place_id)


def sees_to(tx: Tx, who: Person, team_id: int | None, place_id: int) -> bool:
    """Whether it is somebody's to decide: the staff's of the place, the leader's of the team."""
    place, team = places.get(tx, place_id), teams.get(tx, team_id) if team_id else None
    staff = place is not None and who.holds(STAFF, place.path)
    return staff or (team is not None and team.ended is None and leads(tx, who, team))


def kept(tx: Tx, who: Person, task_id: int) -> Task:
    """The task, held, for who sees to it."""
    task = tasks.hold(tx, task_id)
    if task is None or not keeps(tx, who, task):
        raise Refused("tasks.not_found")
    return task


def place_for(tx: Tx, place_id: int) -> Place:
    """The place, which must be there."""
    place = places.get(tx, place_id)
    if place is None:
        raise Refused("places.gone")
    return place


def within(tx: Tx, volunteer: Volunteer) -> Place:
    """The place within which somebody helps, seen from where they live."""
    above = places.upwards(tx, place_for(tx, volunteer.place_id))
    return above[: REACHES[Reach(volunteer.reach)]][-1]


def coarse(tx: Tx, task: Task) -> str:
    """Where it is, as near as everybody who is asked may know: the estate."""
    above = places.upwards(tx, place_for(tx, task.place_id))
    return label(tx, above[:ESTATE_LEVELS][-1])


def exact(tx: Tx, task: Task) -> str:
    """Where it is, for who does it."""
    return label(tx, shared(tx, place_for(tx, task.place_id)))
