"""A wish finds volunteers: a 唠嗑 team at once, others where who is near asks for them.

The wish stays as it is, with those near who have heard it; whoever is first is who helps.
"""

from community import wishes as rules
from community.daytime import by_day
from community.deadlines import HOUR_MS
from community.refused import Refused
from community.roles import ENTERS
from community.tasks import Wanted, open_task
from community.tasks.kinds import STANDING, Skill, Source, Whom
from community.tasks.opening import found_at
from community.tells import tell
from community.wishes import Matter
from storage import people, places, tasks, teams, timers, wishes
from storage.people import Person
from storage.places import Place
from storage.teams import Team
from storage.tx import Tx
from storage.wishes import Wish

CALL_MS = HOUR_MS  # a 唠嗑 volunteer phones within the hour (domain §5)
LATER_MS, LASTS_MS = 3 * HOUR_MS, 4 * HOUR_MS
SKILLS = {
    Matter.ERRANDS: Skill.ERRANDS,
    Matter.MENDING: Skill.MENDING,
    Matter.COMPANY: Skill.ESCORT,
    Matter.TALK: Skill.TALK,
    Matter.OTHER: Skill.HANDS,
}


def ask(
    tx: Tx, who: Person, matter: Matter, words: str | None, message_id: int | None, now: int
) -> Wish:
    """Ask for help; whoever wants to talk is rung up by a volunteer, too."""
    wish = rules.ask(tx, who, matter, words, message_id, now)
    if matter is Matter.TALK and wish.open and not looked_for(tx, wish):
        company(tx, wish, now)
    return wish


def company(tx: Tx, wish: Wish, now: int) -> None:
    """Ask the team for company to phone within the hour, by day; without a team those near do."""
    place = places.get(tx, wish.place_id)
    team = team_for(tx, Skill.TALK, place) if place else None
    if place is None or team is None:
        return
    starts = by_day(now, place.zone)
    _open(tx, None, wish, starts, starts + CALL_MS, now, team)


def find(tx: Tx, who: Person, wish_id: int, now: int) -> None:
    """找志愿者: who looks after the home asks volunteers to help, too."""
    wish = wishes.get(tx, wish_id)
    place = places.get(tx, wish.place_id) if wish else None
    if wish is None or place is None or not who.holds(ENTERS, place.path):
        raise Refused("wishes.not_found")
    if not wish.open or looked_for(tx, wish):
        raise Refused("cases.moved_on")
    starts = by_day(now + LATER_MS, place.zone)
    _open(tx, who, wish, starts, starts + LASTS_MS, now, None)
    tx.touched.add(("wish", wish.id))


def looked_for(tx: Tx, wish: Wish) -> bool:
    """Whether volunteers are asked already."""
    task = tasks.from_source(tx, Source.WISH, wish.id)
    return task is not None and task.stage in STANDING


def team_for(tx: Tx, skill: Skill, place: Place) -> Team | None:
    """The team for a skill whose station is nearest above a place, the strongest of several."""
    above = {at.id: len(at.path) for at in places.upwards(tx, place)}
    found = [
        (above[team.place_id], teams.strength(tx, team.id), team)
        for team in teams.standing(tx)
        if team.skill == skill and team.place_id in above
    ]
    near = [each for each in found if each[1]]
    return max(near, key=lambda each: each[:2])[2] if near else None


def _open(
    tx: Tx, by: Person | None, wish: Wish, starts: int, ends: int, now: int, team: Team | None
) -> None:
    person = people.known(tx, wish.person_id)
    wanted = Wanted(
        place_id=wish.place_id,
        skill=SKILLS[Matter(wish.matter)],
        what="",
        starts=starts,
        ends=ends,
        source=Source.WISH,
        source_id=wish.id,
        urgent=wish.matter == Matter.TALK,
        whom=Whom.ALONE,
        # Whom nobody can ring up is visited, the first time by two.
        by_phone=wish.matter == Matter.TALK and people.phone(tx, person) is not None,
        team_id=team.id if team else None,
    )
    open_task(tx, by, found_at(tx, wanted, person), now)


def taken(tx: Tx, wish_id: int, person_id: int, now: int) -> None:
    """A volunteer helps: who wishes hears it, the others need not."""
    if not wishes.take(tx, wish_id, person_id, now):
        return
    timers.cancel(tx, rules.UNHEARD, wish_id)
    tx.touched.add(("wish", wish_id))
    wish = wishes.get(tx, wish_id)
    assert wish is not None, "it was just taken up"
    tell(tx, wish.person_id, "wishes.helper", wish_id)


def freed(tx: Tx, wish_id: int, person_id: int, now: int) -> None:
    """The volunteer cannot after all: those near hear of it once more."""
    wish = wishes.get(tx, wish_id)
    if wish is not None and wish.taken_by == person_id:
        rules.free(tx, wish, people.known(tx, person_id), now)


def done(tx: Tx, wish_id: int, person_id: int, now: int) -> None:
    """The volunteer has helped; who was helped hears it by the task."""
    wish = wishes.get(tx, wish_id)
    if wish is not None and wish.taken_by == person_id and wishes.end(tx, wish_id, now, done=True):
        tx.touched.add(("wish", wish_id))
