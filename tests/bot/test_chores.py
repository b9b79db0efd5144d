"""Slow work: done once whatever happens, and given up kindly."""

import asyncio
from functools import partial
from typing import Any

from simulator.client import Phone
from storage import chores, people
from storage.chores import Asked
from storage.outbox import Letter
from storage.tx import Tx
from talk import messages
from talk.chores import Chore, Hopeless, Tools
from talk.screens import Screen
from tests.town import WANG, Town, greeted, rough_town, town

__all__ = ["rough_town", "town"]

PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55")


class Workshop:
    """A kind of chore whose worker the test holds by the hand."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.begun = 0
        self.results: list[Any] = []  # an exception, or what the work gives
        self.gate = asyncio.Event()
        self.gate.set()
        self.at_work = asyncio.Event()
        self.chores = town.app.chores
        kinds = town.app.chores._units.registry.chores
        kinds["work.draw"] = Chore(self.work, self.apply, self.failed, tries=3)

    async def asks(self, subject: int = 1) -> bool:
        """王阿姨 asks for a picture."""
        who = await self.town.person(WANG)
        now = self.town.clock.now()
        ask = partial(chores.ask, person_id=who.id, facts={"words": "小猫"}, now=now)
        return await self.town.run(lambda tx: ask(tx, "work.draw", subject))

    async def work(self, _tools: Tools, asked: Asked) -> Any:
        assert asked.facts == {"words": "小猫"}
        self.begun += 1
        self.at_work.set()
        await self.gate.wait()
        result = self.results.pop(0) if self.results else PICTURE
        if isinstance(result, Exception):
            raise result
        return result

    def apply(self, tx: Tx, asked: Asked, result: bytes, now: int) -> list[Letter]:
        reader = people.known(tx, asked.person_id or 0)
        return [messages.upload(tx, now, reader, "document", "cat.png", result, "画好了")]

    def failed(self, tx: Tx, asked: Asked, now: int) -> list[Letter]:
        reader = people.known(tx, asked.person_id or 0)
        return messages.send(tx, now, reader, Screen("没画成"))


async def opened(town: Town) -> tuple[Workshop, Phone]:
    wang = await greeted(await town.phone("王阿姨", WANG))
    return Workshop(town), wang


async def test_what_is_asked_for_is_done_once_and_sent(town: Town) -> None:
    shop, wang = await opened(town)
    assert await shop.asks()
    assert not await shop.asks(), "the same is not done twice at once"
    await shop.chores.all_done()
    sent = await wang.sees("画好了")
    assert sent["document"]["file_size"] == len(PICTURE)
    await shop.chores.all_done()
    assert shop.begun == 1
    assert await town.count("chores", "state = 'done' AND facts IS NULL") == 1
    assert await shop.asks(), "later it may be asked for again"
    await shop.chores.all_done()


async def test_killed_between_work_and_its_effect_it_is_done_again(town: Town) -> None:
    shop, wang = await opened(town)
    await shop.asks()
    shop.gate.clear()
    await shop.chores.look()
    await shop.at_work.wait()
    await shop.chores.stop()
    assert await town.count("chores", "state = 'doing'") == 1, "as a kill leaves it"
    shop.gate.set()
    town.clock.advance(200_000)  # a worker silent for so long counts as gone
    await shop.chores.all_done()
    await wang.sees("画好了")
    assert await town.count("chores", "state = 'done' AND tries = 2") == 1


async def test_a_worker_that_comes_too_late_has_no_effect(town: Town) -> None:
    shop, wang = await opened(town)
    await shop.asks()
    now = town.clock.now()
    late = await town.run(partial(chores.claim, now=now, until=now))
    assert late is not None
    await shop.chores.all_done()
    await wang.sees("画好了")
    done = await town.run(shop.chores._units.apply(late, PICTURE, now))
    assert done.letters == []
    assert await town.count("outbox", "act = 'document'") == 1


async def test_what_fails_thrice_is_given_up_kindly(rough_town: Town) -> None:
    shop, wang = await opened(rough_town)
    shop.results = [ValueError("x"), OSError("y"), ValueError("z")]
    await shop.asks()
    await shop.chores.all_done()
    await shop.chores.all_done()
    assert shop.begun == 1, "it rests before the next try"
    for _try in range(2):
        rough_town.clock.advance(60_000)
        await shop.chores.all_done()
    await wang.sees("没画成")
    assert await rough_town.count("chores", "state = 'failed' AND tries = 3") == 1
    shop.results = [Hopeless()]
    await shop.asks()
    await shop.chores.all_done()
    assert await rough_town.count("chores", "state = 'failed' AND tries = 1") == 1


async def test_two_at_once_and_the_others_wait(town: Town) -> None:
    shop, _wang = await opened(town)
    for subject in range(5):
        await shop.asks(subject)
    shop.gate.clear()
    await shop.chores.look()
    assert await town.count("chores", "state = 'doing'") == 2
    shop.gate.set()
    await shop.chores.all_done()
    assert await town.count("chores", "state = 'done'") == 5
