"""What goes wrong to order, over HTTP: faults, pauses, limits, and the journal that tells."""

from aiohttp import web

from simulator.answers import answer, explained, field, known_only
from simulator.clock import Clock
from simulator.events import EVERYBODY
from simulator.reading import read
from simulator.refusal import Refusal
from simulator.telegram import Telegram

_FAULT = (
    "kind", "method", "chat_id", "chance", "times", "retry_after", "seconds", "description"
)  # fmt: skip


class Control:
    """The part of /sim that tests and fault runs use."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    def routes(self) -> list[web.RouteDef]:
        """Where tests come in."""
        return explained(
            web.get("/sim/faults", self._show_faults),
            web.post("/sim/faults", self._add_fault),
            web.delete("/sim/faults", self._clear_faults),
            web.get("/sim/journal", self._journal),
            web.post("/sim/pause", self._pause),
            web.post("/sim/limits", self._limits),
            web.get("/sim/clock", self._time),
            web.post("/sim/clock", self._forward),
            web.post("/sim/updates", self._inject),
            web.post("/sim/quiet-week", self._quiet_week),
        )

    async def _show_faults(self, _request: web.Request) -> web.Response:
        faults = self._telegram.faults
        rules = [rule.described() for rule in faults.rules]
        return answer({"rules": rules, "counts": faults.counts()})

    async def _add_fault(self, request: web.Request) -> web.Response:
        given, _ = await read(request)
        field(given, "kind", str)
        return answer({"id": self._telegram.faults.add(**known_only(given, _FAULT)).id})

    async def _clear_faults(self, _request: web.Request) -> web.Response:
        self._telegram.faults.clear()
        return answer({"counts": self._telegram.faults.counts()})

    async def _journal(self, request: web.Request) -> web.Response:
        after, everything = int(request.query.get("after", 0)), "all" in request.query
        calls = self._telegram.journal.after(after, everything=everything)
        return answer({"calls": [call.described() for call in calls]})

    async def _pause(self, request: web.Request) -> web.Response:
        given, _ = await read(request)
        if "polling" in given:
            self._telegram.updates.hold(field(given, "polling", bool))
        if "api" in given:
            self._telegram.down = field(given, "api", bool)
        paused = {"polling": self._telegram.updates.held, "api": self._telegram.down}
        self._telegram.events.tell(EVERYBODY, "pause", paused)
        return answer(paused)

    async def _limits(self, request: web.Request) -> web.Response:
        given, _ = await read(request)
        self._telegram.limits.on = field(given, "on", bool)
        return answer({"on": self._telegram.limits.on})

    async def _time(self, _request: web.Request) -> web.Response:
        return answer({"now": int(self._telegram.clock() * 1000)})

    async def _forward(self, request: web.Request) -> web.Response:
        given, _ = await read(request)
        clock = self._telegram.clock
        if not isinstance(clock, Clock):
            raise Refusal(400, "this clock cannot be moved")
        clock.forward(field(given, "forward", float | int))
        self._telegram.events.tell(EVERYBODY, "clock", {"now": int(clock() * 1000)})
        return await self._time(request)

    async def _inject(self, request: web.Request) -> web.Response:
        """Queue an update just as it is given, be it one that nobody can read."""
        given, _ = await read(request)
        kind, content = field(given, "kind", str), field(given, "content", object)
        return answer({"update_id": self._telegram.updates.add(kind, content)})

    async def _quiet_week(self, _request: web.Request) -> web.Response:
        self._telegram.updates.restart_ids()
        return answer({})
