"""People who report one thing after the other, each as soon as the last answer is seen.

After a few reports another person takes the place: so many equal answers to one chat look like a
loop to our bot, and it holds them back.
"""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from simulator.telegram import Telegram

JSON = dict[str, Any]

SAY, TAP = "say", "tap"
# What is said, or how the label of the tapped button begins.
STEPS = (
    (SAY, "📢 反映问题"),
    (TAP, "💡"),
    (TAP, "🏠"),
    (SAY, "3号楼2单元门口的路灯坏了两天了，晚上看不清台阶。"),
    (TAP, "⏭"),
    (TAP, "✅"),
)
REPORTS = 3  # of one person, while somebody else is left to take the place
PATIENCE = 30.0  # seconds for everybody to be answered


class CrowdLost(Exception):
    """The conversation did not go on; the text says where."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a crowd saw in its time; latencies in seconds, sorted."""

    seconds: float
    latencies: tuple[float, ...]


class Resident:
    """One in the conversation at a time; an answer is the message or the edit they wait for."""

    def __init__(self, crowd: "Crowd", telegram: Telegram, people: Iterator[int]) -> None:
        self._crowd = crowd
        self._telegram = telegram
        self._people = people  # who have not reported yet
        self._step = self._reports = 0
        self._message: JSON = {}
        self._began = 0.0
        self._loop = asyncio.get_running_loop()
        self.left = 0.0  # steps this person may still take
        self.waiting = False
        self._enter(next(people))

    def go(self, steps: float) -> None:
        """Take so many steps more."""
        self.left = steps
        if not self.waiting:
            self._act()

    def __str__(self) -> str:
        return f"at {STEPS[self._step]}, seeing {self._message.get('text')!r}"

    def _enter(self, person_id: int) -> None:
        self._id = person_id
        self._reports = 0
        self._telegram.join("居民", id=person_id)
        self._leave = self._telegram.listen(self._happened, person_id)

    def _act(self) -> None:
        self.waiting = self.left >= 1
        if not self.waiting:
            self._crowd.rests()
            return
        self.left -= 1
        kind, text = STEPS[self._step]
        self._began = perf_counter()
        if kind == SAY:
            self._telegram.say(self._id, text)
        else:
            data = _button(self._message, text)
            if data is None:
                self._crowd.lost(self)
            else:
                self._telegram.tap(self._id, self._message["message_id"], data)

    def _happened(self, event: JSON) -> None:
        if not self.waiting or not self._answers(event):
            return
        self._crowd.latencies.append(perf_counter() - self._began)
        self._message = event["message"]
        self._step = (self._step + 1) % len(STEPS)
        if self._step == 0:
            self._reported()
        # Not at once: the bot's own request comes to its end first.
        self._loop.call_soon(self._act)

    def _reported(self) -> None:
        self._reports += 1
        if self._reports >= REPORTS and (fresh := next(self._people, None)) is not None:
            self._leave()
            self._enter(fresh)

    def _answers(self, event: JSON) -> bool:
        if STEPS[self._step][0] == SAY:
            return bool(event["type"] == "message" and event["message"]["out"])
        return bool(
            event["type"] == "edit"
            and event["message"]["message_id"] == self._message["message_id"]
        )


class Crowd:
    """So many people in flight, taken from these."""

    def __init__(self, telegram: Telegram, ids: Iterable[int], in_flight: int) -> None:
        self.latencies: list[float] = []
        people = iter(ids)
        self._residents = [Resident(self, telegram, people) for _place in range(in_flight)]
        self._resting = asyncio.Event()
        self._lost: Resident | None = None

    async def spread(self) -> None:
        """Let them begin at all steps of the conversation alike, which also warms the bot up."""
        for at, resident in enumerate(self._residents):
            resident.go(at % len(STEPS))
        await self._rest()

    async def report(self, seconds: float) -> Seen:
        """Report on and on, for so long."""
        self.latencies.clear()
        began = perf_counter()
        for resident in self._residents:
            resident.go(float("inf"))
        await asyncio.sleep(seconds)
        return Seen(perf_counter() - began, tuple(sorted(self.latencies)))

    async def stop(self) -> None:
        """Let what is under way be answered."""
        for resident in self._residents:
            resident.left = 0
        await self._rest()

    def rests(self) -> None:
        """Somebody has nothing more to do."""
        self._resting.set()

    def lost(self, resident: Resident) -> None:
        """Somebody does not find the button."""
        self._lost = resident
        self._resting.set()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while waiting := [one for one in self._residents if one.waiting]:
                    if self._lost:
                        raise CrowdLost(f"somebody is lost {self._lost}")
                    self._resting.clear()
                    await self._resting.wait()
        except TimeoutError:
            raise CrowdLost(f"{len(waiting)} wait in vain, one {waiting[0]}") from None


def _button(message: JSON, start: str) -> str | None:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    found = (b["callback_data"] for row in rows for b in row if b["text"].startswith(start))
    return next(found, None)
