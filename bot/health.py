"""How the process is: what /healthz says."""

import logging

from aiohttp import web

log = logging.getLogger(__name__)


class Health:
    """Well, or troubled with a reason; a change is logged once."""

    def __init__(self) -> None:
        self.trouble: str | None = "starting"

    def well(self) -> None:
        if self.trouble not in (None, "starting"):
            log.warning("well again")
        self.trouble = None

    def troubled(self, reason: str) -> None:
        if self.trouble != reason:
            log.warning("%s; trying again", reason)
        self.trouble = reason

    async def healthz(self, _request: web.Request) -> web.Response:
        status = 200 if self.trouble is None else 503
        return web.json_response(
            {"ok": self.trouble is None, "trouble": self.trouble}, status=status
        )
