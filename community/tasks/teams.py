"""The stations and their teams: made by staff, led by somebody, joined and left at will."""

from community.refused import Refused
from community.roles import STAFF, Role
from community.tasks.access import leads, leads_station
from community.tasks.kinds import STATION, TEAM, Skill, Standing
from community.tells import tell
from storage import people, places, teams, volunteers
from storage.people import Person
from storage.places import Place
from storage.teams import Station, Team
from storage.tx import Tx

NAME_MOST, CHARTER_MOST = 20, 300


def found_station(tx: Tx, who: Person, place: Place, name: str, now: int) -> Station:
    """Set up a station for a place."""
    if not who.holds(STAFF, place.path):
        raise Refused("tasks.not_yours")
    return teams.add_station(tx, place.id, name, now)


def found(
    tx: Tx, who: Person, station_id: int, name: str, charter: str, skill: Skill | None, now: int
) -> Team:
    """Set up a team of a station: staff of its place, or who leads the station."""
    station = teams.station(tx, station_id)
    if station is None or not may_found(tx, who, station):
        raise Refused("tasks.not_yours")
    if any(team.name == name for team in teams.standing(tx)):
        raise Refused("tasks.same_name")
    return teams.add(tx, station, name, charter, skill, now)


def may_found(tx: Tx, who: Person, station: Station) -> bool:
    """Whether somebody may add a team to a station, and name the leaders of its teams."""
    return leads_station(tx, who, station) or names_leader(tx, who, station)


def names_leader(tx: Tx, who: Person, station: Station) -> bool:
    """Whether somebody names the leader of a station: the staff of its place."""
    place = places.get(tx, station.place_id)
    return place is not None and who.holds(STAFF, place.path)


def appoint(tx: Tx, who: Person, team_id: int, person_id: int, now: int) -> Team:
    """Let a member lead the team; who led it before is a member again."""
    team = standing(tx, team_id)
    if not may_appoint(tx, who, team):
        raise Refused("tasks.not_found")
    if person_id not in teams.members(tx, team.id):
        raise Refused("tasks.no_member")
    teams.lead(tx, team.id, person_id)
    before = team.leader_id
    if before is not None and before != person_id and not teams.led_by(tx, before):
        people.end_role(tx, before, Role.TEAM_LEADER, team.place_id, now)
    people.grant(tx, person_id, Role.TEAM_LEADER, team.place_id, who.id, now)
    tx.touched.add((TEAM, team.id))
    tell(tx, person_id, "tasks.leading", team.id)
    return teams.get(tx, team.id) or team


def may_appoint(tx: Tx, who: Person, team: Team) -> bool:
    """Whether somebody names the leader of a team: the staff, or who leads its station."""
    station = teams.station(tx, team.station_id)
    return station is not None and may_found(tx, who, station)


def appoint_to_station(tx: Tx, who: Person, station_id: int, person_id: int, now: int) -> Station:
    """Let somebody lead a station; who led it before does so no more."""
    station = _named_by(tx, who, station_id)
    if person_id not in _eligible(tx, station):
        raise Refused("tasks.no_member")
    before = station.leader_id
    teams.lead_station(tx, station.id, person_id)
    if before is not None and before != person_id and not teams.stations_led_by(tx, before):
        people.end_role(tx, before, Role.STATION_LEADER, station.place_id, now)
    people.grant(tx, person_id, Role.STATION_LEADER, station.place_id, who.id, now)
    tx.touched.add((STATION, station.id))
    tell(tx, person_id, "tasks.leads_station", station.id)
    return teams.station(tx, station.id) or station


def eligible(tx: Tx, who: Person, station_id: int) -> list[int]:
    """Who could lead a station: invited to that role, leading one of its teams, a member."""
    return _eligible(tx, _named_by(tx, who, station_id))


def _eligible(tx: Tx, station: Station) -> list[int]:
    place = places.get(tx, station.place_id)
    invited = people.holders(tx, place, (Role.STATION_LEADER,)) if place else []
    own = [team for team in teams.standing(tx) if team.station_id == station.id]
    leading = (team.leader_id for team in own if team.leader_id is not None)
    members = (one for team in own for one in teams.members(tx, team.id))
    return list(dict.fromkeys((*(one.id for one in invited), *leading, *members)))


def _named_by(tx: Tx, who: Person, station_id: int) -> Station:
    station = teams.station(tx, station_id)
    if station is None or not names_leader(tx, who, station):
        raise Refused("tasks.not_found")
    return station


def standing(tx: Tx, team_id: int) -> Team:
    """The team, which must still be there."""
    team = teams.get(tx, team_id)
    if team is None or team.ended is not None:
        raise Refused("tasks.not_found")
    return team


def join(tx: Tx, who: Person, team_id: int, now: int) -> Team:
    """Belong to a team, once one helps at all."""
    team = standing(tx, team_id)
    one = volunteers.of(tx, who.id)
    if one is None or one.stage not in (Standing.ASKED, Standing.ACTIVE, Standing.PAUSED):
        raise Refused("tasks.no_volunteer")
    if teams.join(tx, team.id, who.id, now) and team.leader_id not in (None, who.id):
        assert team.leader_id is not None
        tell(tx, team.leader_id, "tasks.joined", team.id, who=who.id)
    tx.touched.add((TEAM, team.id))
    return team


def quit(tx: Tx, who: Person, team_id: int, now: int) -> Team:  # noqa: A001 - the field's word
    """Belong to a team no more; who leads it hands that on first."""
    team = standing(tx, team_id)
    if team.leader_id == who.id:
        raise Refused("tasks.leads")
    if not teams.quit(tx, team.id, who.id, now):
        raise Refused("cases.moved_on")
    tx.touched.add((TEAM, team.id))
    return team


def sees_members(tx: Tx, who: Person, team: Team) -> bool:
    """Whether somebody reads who belongs to a team: its leaders and the staff."""
    place = places.get(tx, team.place_id)
    return leads(tx, who, team) or (place is not None and who.holds(STAFF, place.path))
