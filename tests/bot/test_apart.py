"""Work in a process of its own: its result comes back, its memory and the secrets stay apart."""

import os
import sys

import pytest

from bot.apart import apart
from community.matchmaking.meetings import Present, assign


async def test_it_is_done_elsewhere_and_without_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "the canary")
    assert await apart(os.getpid) != os.getpid()
    assert await apart(os.getenv, "SECRET_KEY") is None
    assert await apart(assign, Present((), (), frozenset())) == []


async def test_what_fails_there_fails_here() -> None:
    with pytest.raises(RuntimeError, match="ended with 3"):
        await apart(sys.exit, 3)
