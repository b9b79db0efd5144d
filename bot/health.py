"""How the process is: what /healthz says."""

import logging

from aiohttp import web

log = logging.getLogger(__name__)

STARTING = "starting"


class Health:
    """Well, or troubled with a reason; each part speaks for itself, a change is logged once."""

    def __init__(self) -> None:
        self._troubles: dict[str, str] = {"intake": STARTING}
        self.standby: str | None = None  # well, but another process has the work

    @property
    def trouble(self) -> str | None:
        """What is wrong, if anything is."""
        return next(iter(self._troubles.values()), None)

    @property
    def starting(self) -> bool:
        """Whether what was written before the start has not all been heard yet."""
        return self._troubles.get("intake") == STARTING

    def well(self, part: str) -> None:
        """Say that this part works; what troubles others stands."""
        if self._troubles.pop(part, STARTING) != STARTING:
            log.warning("%s: well again", part)
        if part == "intake":
            self.standby = None

    def stands_by(self, reason: str) -> None:
        """All is well, and this process is not the one that leads."""
        if self.standby != reason:
            log.warning("%s; standing by", reason)
        self.well("intake")
        self.standby = reason

    def troubled(self, part: str, reason: str) -> None:
        """Say that this part does not work, and why."""
        if self._troubles.get(part) != reason:
            log.warning("%s: %s; trying again", part, reason)
        self._troubles[part] = reason
        if part == "intake":
            self.standby = None

    async def healthz(self, _request: web.Request) -> web.Response:
        status = 200 if self.trouble is None else 503
        says: dict[str, object] = {"ok": self.trouble is None, "trouble": self.trouble}
        if self.standby is not None:
            says["standby"] = self.standby
        return web.json_response(says, status=status)
