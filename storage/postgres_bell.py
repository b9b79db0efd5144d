"""Hears that another process has left letters in the table, without a thread that waits."""

import asyncio
from collections.abc import Callable
from threading import Lock

import psycopg

from storage.postgres_line import connect
from storage.postgres_sharing import BELL
from storage.postgres_tx import Raw

NONE = -1  # no descriptor


class Bell:
    """A connection that only listens; its loss costs nothing but the quickness."""

    def __init__(self, url: str, heard: Callable[[], None], own: Callable[[], int | None]) -> None:
        self._url = url
        self._heard = heard
        self._own = own
        self._raw: Raw | None = None
        self._descriptor = NONE
        self._over = False
        self._connecting = Lock()

    async def listen(self) -> None:
        """Listen, if that is not so already; a connection that cannot be made is tried again."""
        if self._descriptor != NONE and self._raw is not None and not self._raw.closed:
            return
        self._hang_up()
        try:
            await asyncio.to_thread(self._connect)
        except psycopg.Error:
            return
        if self._raw is not None:
            self._descriptor = self._raw.fileno()
            asyncio.get_running_loop().add_reader(self._descriptor, self._read)
            self._heard()  # whatever came while nobody listened

    def close(self) -> None:
        with self._connecting:
            self._over = True
        self._hang_up()

    def _hang_up(self) -> None:
        if self._descriptor != NONE:
            asyncio.get_running_loop().remove_reader(self._descriptor)
            self._descriptor = NONE
        if self._raw is not None:
            self._raw.close()
            self._raw = None

    def _connect(self) -> None:
        """On a thread, which goes on when whoever waits for it is cancelled."""
        raw = connect(self._url)
        try:
            raw.autocommit = True
            raw.execute(f"LISTEN {BELL}")
        except BaseException:
            raw.close()
            raise
        with self._connecting:
            if self._over:
                raw.close()
            else:
                self._raw = raw

    def _read(self) -> None:
        assert self._raw is not None
        try:
            rung = list(self._raw.notifies(timeout=0))
        except psycopg.Error:
            self._hang_up()
            return
        if any(one.pid != self._own() for one in rung):
            self._heard()
