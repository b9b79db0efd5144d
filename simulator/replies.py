"""What a message says of the message it answers."""

from typing import Any

from simulator.refusal import bad_request
from simulator.texts import units

JSON = dict[str, Any]


def reply_fields(replied: JSON, quote: str | None = None) -> JSON:
    """The fields of Message for a reply, maybe to the quoted words alone."""
    shown = {name: one for name, one in replied.items() if name != "reply_to_message"}
    if not quote:
        return {"reply_to_message": shown}
    before, found, _ = (replied.get("text") or replied.get("caption") or "").partition(quote)
    if not found:
        raise bad_request("QUOTE_TEXT_INVALID")
    words = {"text": quote, "position": units(before), "is_manual": True}
    return {"reply_to_message": shown, "quote": words}
