"""How the process is: what /healthz says."""

import logging

from aiohttp import web

log = logging.getLogger(__name__)


class Health:
    """Well, or troubled with a reason; a change is logged once."""

    def __init__(self) -> None:
        self.trouble: str | None = "starting"
        self.standby: str | None = None  # well, but another process has the work

    def well(self) -> None:
        if self.trouble not in (None, "starting"):
            log.warning("well again")
        self.trouble = self.standby = None

    def stands_by(self, reason: str) -> None:
        """All is well, and this process is not the one that leads."""
        if self.standby != reason:
            log.warning("%s; standing by", reason)
        self.trouble, self.standby = None, reason

    def troubled(self, reason: str) -> None:
        if self.trouble != reason:
            log.warning("%s; trying again", reason)
        self.trouble, self.standby = reason, None

    async def healthz(self, _request: web.Request) -> web.Response:
        status = 200 if self.trouble is None else 503
        says: dict[str, object] = {"ok": self.trouble is None, "trouble": self.trouble}
        if self.standby is not None:
            says["standby"] = self.standby
        return web.json_response(says, status=status)
