"""What the people's side shows of a chat, be it a person's own or a group's."""

import asyncio
from typing import Any

from aiohttp import web

from simulator import menus
from simulator.answers import answer
from simulator.room import Room
from simulator.telegram import Telegram

JSON = dict[str, Any]

_LONGEST_WAIT = 60.0


def shown(telegram: Telegram, room: Room) -> JSON:
    """A chat as it stands."""
    return {
        "messages": [room.shown(message) for message in room.messages.values()],
        "keyboard": room.keyboard,
        "commands": menus.shown_in(telegram, room),
        "answers": list(room.answers),
        "seq": telegram.events.seq,
    }


async def news(telegram: Telegram, room: Room, request: web.Request) -> web.Response:
    """What happened in a chat after the event the request names, waiting for it if it must."""
    after = int(request.query.get("after", 0))
    found = telegram.events.after(room.id, after)
    timeout = min(float(request.query.get("timeout", 0)), _LONGEST_WAIT)
    if not found and timeout > 0:
        await _happens(telegram, room, timeout)
        found = telegram.events.after(room.id, after)
    return answer({"events": found, "seq": found[-1]["seq"] if found else after})


async def _happens(telegram: Telegram, room: Room, seconds: float) -> None:
    """Return at the next event of a chat, or after so many seconds."""
    happened = asyncio.Event()
    stop = telegram.listen(lambda _event: happened.set(), room.id)
    try:
        async with asyncio.timeout(seconds):
            await happened.wait()
    except TimeoutError:
        pass
    finally:
        stop()
