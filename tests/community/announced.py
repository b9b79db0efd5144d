"""An announcement to a whole estate, with everybody in it who cannot or will not be told."""

from dataclasses import dataclass

from bot import town as demonstration
from bot.app import CAPABILITIES
from community import broadcasts as rules
from community import people as joining
from community.broadcasts import sending
from community.people import Agreed, How
from storage import broadcasts, outbox, people, places, preferences, reach, timers
from storage.audiences import Audience
from storage.broadcasts import Broadcast, Content
from storage.outbox import Letter, Result
from storage.people import Person
from storage.tx import Tx
from talk import notices
from talk.quiet import Hours
from talk.registry import Registry
from tests.conftest import NOW

WORDS = "明天上午九点到十二点停水，请提前备水。"
REGISTRY = Registry(CAPABILITIES, "example_bot", quiet=Hours.read("21:30-07:30") or Hours(0, 0))
FIRST = 950_000
MORNING = NOW + 3 * 3_600_000  # eleven in the town


@dataclass(frozen=True, slots=True)
class Estate:
    """Who writes, where, and how many neighbours have moved in there."""

    author: Person
    place_id: int
    neighbours: tuple[int, ...]


def lived_in(tx: Tx, neighbours: int) -> Estate:
    """So many neighbours in one estate; one without Telegram, one unreachable, one after STOP."""
    wang, author = (people.by_telegram(tx, one.telegram_id) for one in demonstration.CAST[:2])
    assert wang is not None
    assert author is not None
    home = places.get(tx, wang.home_id or 0)
    assert home is not None
    estate = next(place for place in places.upwards(tx, home) if place.kind == "estate")
    found = []
    for nth in range(neighbours):
        who = joining.meet(tx, FIRST + nth, "zh", frozenset(), NOW)
        joining.join(tx, who, f"邻居{nth}", home.id, NOW)
        found.append(who.id)
    joining.enter(tx, author, "赵奶奶", None, home.id, Agreed(How.ORAL), NOW)
    if neighbours > 1:
        reach.set_unreachable(tx, found[0], NOW)
        preferences.set_stopped(tx, found[1], NOW)
    return Estate(author, estate.id, tuple(found))


def written(tx: Tx, at: Estate, words: str = WORDS, *, receipt: bool = False) -> Broadcast:
    audience = Audience((at.place_id,))
    says = Content(words, receipt=receipt)
    return rules.prepare(tx, at.author, says, MORNING, audience=audience)


def begun(tx: Tx, at: Estate, now: int = MORNING) -> Broadcast:
    """Written, sent, and begun."""
    one = written(tx, at)
    sending.submit(tx, at.author, one.id, None, None, now)
    fires(tx, now)
    return broadcasts.known(tx, one.id)


def fires(tx: Tx, now: int) -> list[Letter]:
    """Judge what is due, as the bot does, and write the letters."""
    letters = []
    while due := timers.due(tx, now, 100):
        for timer in due:
            timers.take(tx, timer.id)
            REGISTRY.timers[timer.kind](tx, timer.subject, timer.occasion, now)
        letters += notices.deliver(tx, REGISTRY, now)
    return letters


def goes(tx: Tx, now: int, state: str = "sent", error: str | None = None, most: int = 1000) -> int:
    """Let what waits go out; returns how many bulletins that were."""
    waiting = [one for one in outbox.waiting(tx, 5000) if one.once][:most]
    outbox.settle(tx, [Result(one, state, now, 1, error) for one in waiting])
    return len(waiting)
