"""The disputes that the volunteer team and the residents' council have settled (domain §1)."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle

from bot.town.given import Town
from community import mediation
from community.agreements import after, early, pacts
from community.agreements.pacts import Way
from community.behalf import Other, Whom
from community.deadlines import DAY_MS
from community.mediation import joining, mediators
from community.mediation.access import fit
from community.mediation.kinds import Matter, Opposite, Origin, Request
from community.people import Agreed, How
from community.roles import Role
from storage import people, places, timers
from storage.cases import Case
from storage.moments import local, moment
from storage.people import Person
from storage.tx import Tx

BY_TEAM, BY_COUNCIL, DEFUSED = 33, 12, 2
TEAM = 3
SIDES, MEDIATORS = 400, 500  # the first of the invented residents who are that
MORNING = 9 * 60
STORIES = (
    (Matter.NOISE, Opposite.NEIGHBOUR, "晚上十点以后还有拖动家具的声音", "晚上十点以后保持安静"),
    (Matter.LEAK, Opposite.NEIGHBOUR, "楼上卫生间漏水，泡坏了天花板", "楼上修好防水，分担粉刷费"),
    (Matter.PARKING, Opposite.NEIGHBOUR, "车总停在单元门口，出入不方便", "车停到划线车位"),
    (Matter.PETS, Opposite.NEIGHBOUR, "遛狗不牵绳，老人害怕", "出门牵绳，随手清理"),
    (Matter.SPACE, Opposite.NEIGHBOUR, "楼道里堆了杂物", "三天内清走杂物"),
    (Matter.FEES, Opposite.PROPERTY, "对物业费的收法有意见", "物业公示明细，按约定交费"),
)


def fill(tx: Tx, town: Town, now: int) -> None:
    """Let each origin have settled what is known of it; two were marked and defused early."""
    team = [_mediator(tx, town, nth, now) for nth in range(TEAM)]
    ways = cycle((Way.WRITTEN, Way.ORAL))
    for nth, at in enumerate(_days(_january(town, now), 8 * 30, BY_TEAM)):
        _settle(tx, town, team, nth, Origin.TEAM, next(ways), at)
    for nth, at in enumerate(_days(now - 400 * DAY_MS, 360, BY_COUNCIL)):
        case = _settle(tx, town, team, BY_TEAM + nth, Origin.COUNCIL, next(ways), at)
        if nth < DEFUSED:
            early.mark(tx, town.office, case.id, at)
            early.defuse(tx, town.office, case.id, at + DAY_MS)


def _january(town: Town, now: int) -> int:
    """When the year begins of which the figures go to the end of August."""
    today = local(now, town.root.zone).date()
    year = today.year if today.month > 8 else today.year - 1
    return moment(date(year, 1, 4), MORNING, town.root.zone)


def _days(first: int, days: int, count: int) -> Iterator[int]:
    """So many moments, evenly over the days, the last of them a good week before the end."""
    return (first + nth * (days - 10) * DAY_MS // count for nth in range(count))


def _mediator(tx: Tx, town: Town, nth: int, now: int) -> Person:
    """Somebody of the volunteer team."""
    person = town.resident(tx, MEDIATORS + nth, now)
    people.grant(tx, person.id, Role.MEDIATOR, town.root.id, town.office.id, now)
    return people.known(tx, person.id)


def _settle(
    tx: Tx, town: Town, team: Sequence[Person], nth: int, origin: Origin, way: Way, at: int
) -> Case:
    """One dispute from being asked for to being kept, by two who have no Telegram."""
    matter, opposite, story, terms = STORIES[nth % len(STORIES)]
    one = town.resident(tx, SIDES + 2 * nth, at)
    home = places.get(tx, one.home_id or 0)
    assert home is not None
    wanted = Request(matter, opposite, home.id, story, "对方", story, terms)
    case = mediation.request(tx, one, wanted, at, origin=origin)
    mediator = next(each for each in team if fit(tx, each, case, home))
    mediators.take(tx, mediator, case.id, at)
    other = Other(Whom.NEIGHBOUR, "对方", None, Agreed(How.ORAL))
    joining.enter(tx, mediator, case.id, other, at)
    pact = pacts.draft(tx, mediator, case.id, terms, at + 3 * DAY_MS, at)
    for side in ("a", "b"):
        pacts.agree(tx, mediator, pact.id, side, at)
    pacts.conclude(tx, mediator, pact.id, way, (), at)
    after.ask_whether_kept(tx, pact.id, str(pact.version), at + 3 * DAY_MS)
    for side in ("a", "b"):
        after.say(tx, mediator, pact.id, side, at + 3 * DAY_MS, kept=True)
    timers.cancel_each(tx, (after.KEPT, after.COURT), pact.id)
    return case
