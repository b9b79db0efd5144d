"""The loop guard, and refusals that come late."""

from functools import partial

from bot.loops import EQUAL
from community import upkeep
from simulator.view import text_of
from storage import outbox
from storage.outbox import Letter, Rank
from storage.tx import Tx
from tests.talks.test_audit import becomes_admin
from tests.town import WANG, ZHANG, Town, cast


def _post(tx: Tx, chat: int, text: str, count: int, rank: Rank, now: int) -> list[Letter]:
    return [outbox.add(tx, now, chat, {"text": text}, rank=rank) for _one in range(count)]


async def _posts(
    town: Town, text: str, count: int, *, chat: int = WANG, rank: Rank = Rank.REPLY
) -> None:
    job = partial(_post, chat=chat, text=text, count=count, rank=rank, now=town.clock.now())
    town.app.delivery.offer(await town.run(job))
    await town.quiet()


def _sent(town: Town, text: str, chat: int = WANG) -> int:
    calls = [call.params for call in town.telegram.journal.after()]
    return sum(call.get("text") == text and call.get("chat_id") == chat for call in calls)


async def test_twenty_equal_messages_trip_the_guard(rough_town: Town) -> None:
    town = rough_town
    await cast(town)
    admin = await becomes_admin(town)
    await _posts(town, "又来了", EQUAL + 5)
    await _posts(town, "又来了", 2, chat=ZHANG)
    await _posts(town, "另一句", 2)
    await _posts(town, "快来人", EQUAL + 5, rank=Rank.ALARM)
    assert _sent(town, "又来了") == EQUAL
    assert _sent(town, "又来了", ZHANG) == _sent(town, "另一句") == 2
    assert _sent(town, "快来人") == EQUAL + 5, "alarms always pass"
    assert await town.count("outbox", "state = 'held' AND body IS NOT NULL") == 5
    await _posts(town, "又来了", 1)
    await town.app.timing.scan()
    told = await admin.sees("二十条一样的消息")
    assert "又来了" not in told["text"]
    await town.quiet()
    await admin.look()
    said = [text_of(message) for message in admin.messages.values()]
    assert sum("二十条一样的消息" in text for text in said) == 1, "staff hear once"
    assert await town.run(partial(upkeep.let_go, send=False, now=town.clock.now())) == 6
    assert _sent(town, "又来了") == EQUAL


async def test_a_late_refusal_says_nothing_about_who_has_come_back(rough_town: Town) -> None:
    town = rough_town
    wang, _li, _zhang = await cast(town)
    who = await town.person(WANG)

    def post(tx: Tx) -> Letter:
        return outbox.add(tx, town.clock.now(), WANG, {"text": "迟到"}, person_id=who.id)

    town.app.delivery.hold()
    late = await town.run(post)
    town.clock.advance(5_000)
    await town.app.delivery.resume()
    await wang.blocks()
    await town.quiet()
    assert (await town.person(WANG)).unreachable is not None
    town.clock.advance(5_000)
    await wang.blocks(False)
    await wang.says("/help")
    await wang.sees("/mine")
    town.app.delivery.results.add(late, "failed", error="unreachable")
    await town.quiet()
    await wang.says("/help")
    await wang.sees("/mine")
    assert (await town.person(WANG)).unreachable is None
