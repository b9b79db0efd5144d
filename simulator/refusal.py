"""How the platform says no."""

from typing import Any


class Refusal(Exception):
    """An answer with "ok": false, as the Bot API words it."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON object of the answer."""
        answer = {"ok": False, "error_code": self.code, "description": self.description}
        return answer | {"parameters": self.parameters} if self.parameters else answer


def bad_request(text: str) -> Refusal:
    """400: the request itself is wrong."""
    return Refusal(400, f"Bad Request: {text}")


def forbidden(text: str) -> Refusal:
    """403: the person does not let the bot do it."""
    return Refusal(403, f"Forbidden: {text}")


def too_many(seconds: int) -> Refusal:
    """429: the same request may be sent again after so many seconds."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def not_implemented(text: str) -> Refusal:
    """501: Telegram can do it, the simulator cannot; said loudly so that nobody relies on it."""
    return Refusal(501, f"Not Implemented: the simulator does not know {text}")
