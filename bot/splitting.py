"""A text too long for one message, cut where it hurts least."""

from typing import Any

MOST = 4096  # UTF-16 units in a message, as the platform counts
NEAR = 512  # units before the limit in which a good place is looked for

Body = dict[str, Any]


def split(body: Body) -> tuple[Body, Body | None]:
    """What fits into one message, and what is left for further ones, which keeps the buttons."""
    text = str(body.get("text", "")).encode("utf-16-le", "surrogatepass")
    if len(text) <= MOST * 2:
        return body, None
    at = _place(text)
    entities = body.get("entities", [])
    first = {"text": _decoded(text[: at * 2]), "entities": _until(entities, at)}
    rest = {"text": _decoded(text[at * 2 :]), "entities": _from(entities, at)}
    plain = {key: value for key, value in body.items() if key != "reply_markup"}
    return plain | first, body | rest


def _place(text: bytes) -> int:
    """Where to cut, in units: after a line or a word near the end, never inside a character."""
    for mark in ("\n", " ", "。"):
        found = text.rfind(mark.encode("utf-16-le"), (MOST - NEAR) * 2, MOST * 2)
        if found > 0 and found % 2 == 0:
            return found // 2 + 1
    inside = 0xDC <= text[MOST * 2 + 1] <= 0xDF  # the second half of a pair
    return MOST - 1 if inside else MOST


def _decoded(text: bytes) -> str:
    return text.decode("utf-16-le", "surrogatepass")


def _until(entities: list[Body], at: int) -> list[Body]:
    return [
        entity | {"length": min(entity["length"], at - entity["offset"])}
        for entity in entities
        if entity["offset"] < at
    ]


def _from(entities: list[Body], at: int) -> list[Body]:
    return [
        entity
        | {
            "offset": max(0, entity["offset"] - at),
            "length": entity["offset"] + entity["length"] - max(at, entity["offset"]),
        }
        for entity in entities
        if entity["offset"] + entity["length"] > at
    ]
