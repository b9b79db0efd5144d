"""Words to systemd, where it started the process: that it is ready, and that its loop turns."""

import os
import socket
from collections.abc import Mapping


class Systemd:
    """Says nothing where nobody listens; a loop that stands still is silent, and is restarted."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self.every = int(environment.get("WATCHDOG_USEC", "0")) / 2e6  # seconds; 0 for never

    def ready(self) -> None:
        self._say(b"READY=1")

    async def alive(self) -> None:
        self._say(b"WATCHDOG=1")

    def _say(self, word: bytes) -> None:
        if self._address:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.sendto(word, self._address)
