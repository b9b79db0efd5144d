"""A volunteer, a leader or who is helped goes: tasks are offered again, or called off."""

from community.going import Gone, Why
from community.refused import Refused
from community.roles import Role
from community.tasks import weekly
from community.tasks.closing import call_off
from community.tasks.doing import freed
from community.tasks.joining import HELPING, quit_all
from community.tasks.kinds import BUSY, STANDING, Answer, Standing
from community.tasks.offering import decline
from storage import albums, offers, people, places, tasks, teams, volunteers, weeklies
from storage.people import Person
from storage.tx import Tx


def leave(tx: Tx, gone: Gone, now: int) -> int:
    """See to what hangs on somebody here."""
    _leads_no_more(tx, gone)
    volunteer = volunteers.hold(tx, gone.person.id)
    helps = any(held.role == Role.VOLUNTEER for held in gone.person.roles)
    if gone.why is Why.ROLE_ENDED and (helps or volunteer is None or not volunteer.checked):
        return 0
    if volunteer is not None and volunteer.stage in HELPING:
        give_back(tx, gone.person.id, now)
        quit_all(tx, volunteer, now)
    if gone.why is not Why.ROLE_ENDED:
        _is_helped_no_more(tx, gone, now)
    return 0


def give_back(tx: Tx, person_id: int, now: int) -> None:
    """Let others do what somebody has taken on, and take back what they have offered."""
    for own in sorted(offers.by(tx, person_id, BUSY), key=lambda one: one.task_id):
        task = tasks.hold(tx, own.task_id)
        if task is not None and task.stage in STANDING:
            freed(tx, task, person_id, now)
    weekly.helps_no_more(tx, person_id, now)
    who = people.known(tx, person_id)
    for own in offers.by(tx, person_id, (Answer.OFFERED, Answer.ASKED)):
        decline(tx, who, own.task_id, now)


def _leads_no_more(tx: Tx, gone: Gone) -> None:
    """Whoever holds the role no more leads nothing there."""
    for team in teams.led_by(tx, gone.person.id):
        if not _holds(tx, gone, Role.TEAM_LEADER, team.place_id):
            teams.lead(tx, team.id, None)
    for station in teams.stations_led_by(tx, gone.person.id):
        if not _holds(tx, gone, Role.STATION_LEADER, station.place_id):
            teams.lead_station(tx, station.id, None)


def _holds(tx: Tx, gone: Gone, role: Role, place_id: int) -> bool:
    place = places.get(tx, place_id)
    return place is not None and gone.person.holds(frozenset({role}), place.path)


def _is_helped_no_more(tx: Tx, gone: Gone, now: int) -> None:
    weekly.leave(tx, gone.person.id, now)
    for known in tasks.of_person(tx, gone.person.id, STANDING):
        task = tasks.hold(tx, known.id)
        if task is not None and task.stage in STANDING:
            call_off(tx, task, now)
    if gone.why is Why.ERASED:
        for task_id in tasks.helped(tx, gone.person.id):
            albums.OF_TASKS.take_away(tx, task_id, now)
        tasks.forget_person(tx, gone.person.id)
        weeklies.forget(tx, gone.person.id)


def quit(tx: Tx, who: Person, now: int) -> None:  # noqa: A001 - the field's word
    """Help no more, of one's own will."""
    one = volunteers.hold(tx, who.id)
    if one is None or one.stage not in (*HELPING, Standing.ASKED):
        raise Refused("tasks.no_volunteer")
    if teams.led_by(tx, who.id):
        raise Refused("tasks.leads")
    give_back(tx, who.id, now)
    for held in who.roles:
        if held.role == Role.VOLUNTEER:
            people.end_role(tx, who.id, held.role, held.place_id, now)
    quit_all(tx, one, now)
