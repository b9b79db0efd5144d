"""The bots that are measured: how each is started."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.contestants import ours


@dataclass(frozen=True, slots=True)
class Start:
    """The arguments behind `python -m`, and the environment."""

    arguments: Sequence[str]
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Contestant:
    """A bot: `prepare(folder, root, token, residents)` tells how to start it."""

    name: str
    keeps: str
    prepare: Callable[[Path, str, str, range], Awaitable[Start]]


async def _ours(folder: Path, root: str, token: str, residents: range) -> Start:
    await ours.settle(folder, residents)
    return Start(("bot", "run"), ours.settings(folder, root, token))


async def _ptb(folder: Path, root: str, token: str, _residents: range) -> Start:
    return Start(("bench.contestants.ptb", root, token, str(folder)), {})


async def _aiogram(folder: Path, root: str, token: str, _residents: range) -> Start:
    return Start(("bench.contestants.aiogram", root, token, str(folder)), {})


OURS = Contestant("ours", "everything, before it answers", _ours)
CONTESTANTS = (
    OURS,
    Contestant("ConversationHandler", "what a pickle of every 60 s holds", _ptb),
    Contestant("aiogram", "nothing", _aiogram),
)
