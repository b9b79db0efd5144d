"""Who is asked: a few whom it suits best, then wider; the number of people is bounded."""

from community.deadlines import DAY_MS, MINUTE_MS
from community.jobs.hours import Hours
from community.tasks.access import ESTATE_LEVELS, place_for
from community.tasks.fit import Able, Helper, Weighed, Work, able, ranked
from community.tasks.kinds import TOOK, Age, Answer, Skill, Stage, Whom
from community.tasks.opening import WAVE
from community.tells import tell
from storage import offers, places, tasks, timers, volunteers
from storage.moments import local
from storage.offers import Offer
from storage.tasks import Task
from storage.tx import Tx
from storage.volunteers import Askable, Volunteer

WAVES = 4
FIRST = 6  # people a hand in the first wave; each wave is twice the one before
LOOKED_AT = 40  # people a place and wave, whose turn it is first
EVERY_MS = {True: 5 * MINUTE_MS, False: 30 * MINUTE_MS}  # urgent or not: until the next wave
LATELY_MS = 30 * DAY_MS
SILENT_DAYS, SILENT_MOST = 3, 8  # who says nothing is asked so many days later, each time more
TIME_TO_ANSWER_MS = 60 * MINUTE_MS  # nobody is silent who had less


def work(tx: Tx, task: Task) -> Work:
    """The task as it is weighed."""
    place = place_for(tx, task.place_id)
    return Work(
        Skill(task.skill),
        place.path,
        local(task.starts, place.zone),
        local(task.ends, place.zone),
        Whom(task.whom),
        bool(task.by_phone),
        task.demands,
    )


def may_do(tx: Tx, volunteer: Volunteer, of: Work) -> bool:
    """Whether somebody may do it at all."""
    # What somebody cannot do is opened only where anything is asked for.
    limits = volunteers.limits(tx, volunteer) if of.demands else frozenset[str]()
    return able(
        Able(Hours.read(volunteer.hours), Age(volunteer.age), limits, volunteer.insured), of
    )


def wave(tx: Tx, task_id: int, occasion: str, now: int) -> None:
    """Ask the next few; nothing once enough have said yes."""
    task = tasks.hold(tx, task_id)
    if task is None or task.stage != Stage.OPEN or task.ends <= now:
        return
    nth = int(occasion)
    found = candidates(tx, task)[: FIRST * task.hands * 2 ** (nth - 1)]
    asked = [one.helper.person_id for one in found]
    offers.ask(tx, task.id, asked, now)
    for person_id in sorted(asked):  # two waves at once take them in the same order
        volunteer = volunteers.of(tx, person_id)
        volunteers.wait(tx, person_id, now, volunteer.silent if volunteer else 0)
        notice = "tasks.urgent" if task.urgent else "tasks.wanted"
        tell(tx, person_id, notice, task.id, stale=task.ends)
    tasks.change(tx, task, wave=nth)
    tx.touched.add(("task", task.id))
    if nth < WAVES:
        at = now + EVERY_MS[bool(task.urgent)]
        timers.add(tx, WAVE, task.id, str(nth + 1), at, now)


def candidates(tx: Tx, task: Task) -> list[Weighed]:
    """Whom it suits of those not asked yet, the best first: the team's, else who lives nearest."""
    of = work(tx, task)
    found: dict[int, Askable] = {}
    if task.team_id is not None:
        found = _by_person(volunteers.askable_of(tx, task.id, task.team_id, LOOKED_AT))
    if not found:
        skill = volunteers.ANY if of.skill is Skill.HANDS else task.skill
        # Nobody helps within less than an estate, so none is found under less.
        for at in reversed(places.upwards(tx, place_for(tx, task.place_id))[:ESTATE_LEVELS]):
            found |= _by_person(volunteers.askable(tx, task.id, skill, at.id, LOOKED_AT))
    fitting = [
        Helper(one.volunteer.person_id, one.home, frozenset(one.volunteer.skills))
        for one in found.values()
        if one.volunteer.person_id != task.person_id
        and (one.away_until or 0) <= task.starts
        and may_do(tx, one.volunteer, of)
    ]
    turns = {one.volunteer.person_id: one.volunteer.turn for one in found.values()}
    # Whose turn it is comes first among those to whom it is equally near.
    weighed = ranked(fitting, of)
    return sorted(weighed, key=lambda one: (-one.score, turns[one.helper.person_id]))


def _by_person(found: list[Askable]) -> dict[int, Askable]:
    return {one.volunteer.person_id: one for one in found}


def offered(tx: Tx, task: Task, now: int) -> list[Weighed]:
    """Who has offered, the fairest choice first, with the reasons."""
    helpers = [_helper(tx, one, now) for one in offers.to(tx, task.id, (Answer.OFFERED,))]
    return ranked([one for one in helpers if one], work(tx, task))


def _helper(tx: Tx, offer: Offer, now: int) -> Helper | None:
    volunteer = volunteers.of(tx, offer.person_id)
    home = places.get(tx, volunteer.place_id) if volunteer else None
    if volunteer is None or home is None:
        return None
    last = max((one.chosen or 0 for one in offers.by(tx, offer.person_id, TOOK, 1)), default=None)
    return Helper(
        offer.person_id,
        home.path,
        frozenset(volunteer.skills),
        offers.load(tx, offer.person_id, now - LATELY_MS),
        (now - last) // DAY_MS if last else None,
        offer.answered or 0,
    )


def unanswered(tx: Tx, task: Task, now: int) -> None:
    """Note who has said nothing though there was time: they are asked less often for a while."""
    asked = offers.to(tx, task.id, (Answer.ASKED,))
    for offer in sorted(asked, key=lambda one: one.person_id):
        had_time = (offer.asked or now) + TIME_TO_ANSWER_MS <= now
        stage = Answer.SILENT if had_time else Answer.OVER
        offers.put(tx, task.id, offer.person_id, now, stage=stage)
        volunteer = volunteers.of(tx, offer.person_id) if had_time else None
        if volunteer is not None:
            silent = min(volunteer.silent + 1, SILENT_MOST)
            later = (offer.asked or now) + silent * SILENT_DAYS * DAY_MS
            volunteers.wait(tx, offer.person_id, later, silent)


def spoke(tx: Tx, person_id: int, now: int) -> None:
    """Note that somebody has said anything: a no costs nothing."""
    volunteers.wait(tx, person_id, now, 0)
