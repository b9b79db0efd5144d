"""Text as the platform sees it: UTF-16 lengths, given entities, and those it finds by itself."""

import re
from typing import Any

from simulator.parsing import parse_html, parse_markdown
from simulator.refusal import bad_request

Entity = dict[str, Any]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

_KINDS = frozenset(
    (
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    )
)
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"，。！？；：、）】》]+|(?<![\w@./])(?:[a-z0-9-]+\.)+"
    r"(?:com|org|net|cn|me|io|gov|edu)(?:/[^\s<>\"，。！？；：、）】》]*)?(?![\w]))"
    r"|(?P<email>(?<!\w)[\w.+-]+@[\w-]+\.[\w.-]+\w)"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z]\w{2,31}\b)"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/]))",
    re.ASCII | re.IGNORECASE,
)


def units(text: str) -> int:
    """Length in UTF-16 code units, the platform's measure."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def formatted(
    text: str, parse_mode: str | None, entities: list[Entity] | None, limit: int
) -> tuple[str, list[Entity]]:
    """Return the text and entities of a message: parsed or checked, trimmed, completed."""
    given = entities or []
    if parse_mode:
        text, given = _parsed(text, parse_mode)
    elif given:
        check_entities(text, given)
    if text != text.strip():
        text, given = _trimmed(text, given)
    if len(text) > limit // 2 and units(text) > limit:
        is_caption = limit == CAPTION_LIMIT
        raise bad_request("message caption is too long" if is_caption else "message is too long")
    return text, sorted(given + _found(text, given), key=lambda entity: entity["offset"])


def _parsed(text: str, parse_mode: str) -> tuple[str, list[Entity]]:
    match parse_mode.lower():
        case "html":
            return parse_html(text)
        case "markdownv2":
            return parse_markdown(text)
    raise bad_request("unsupported parse_mode")


def check_entities(text: str, entities: list[Entity]) -> None:
    """Refuse entities that do not lie on whole characters of the text."""
    edges = _edges(text)
    total = units(text)
    for entity in entities:
        offset, length = entity["offset"], entity["length"]
        if entity["type"] not in _KINDS:
            raise bad_request("can't parse MessageEntity: wrong entity type specified")
        if offset < 0 or length < 0:
            raise bad_request(f"receive an entity with incorrect offset {offset}")
        if offset + length > total:
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} ends after the end of the text"
                f" at UTF-16 offset {offset + length}"
            )
        if edges is not None and not {offset, offset + length} <= edges:
            raise bad_request(
                f"entity begins or ends in a middle of a UTF-16 symbol at UTF-16 offset {offset}"
            )
        if entity["type"] == "text_link" and not entity.get("url"):
            raise bad_request("can't parse MessageEntity: URL of the text_link is missing")


def _edges(text: str) -> set[int] | None:
    """The offsets between characters; None when there is no surrogate pair to fall into."""
    if len(text) == units(text):
        return None
    edges, at = {0}, 0
    for char in text:
        at += 1 + (char > "\uffff")
        edges.add(at)
    return edges


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Telegram cuts white space around a text and shifts its entities."""
    kept = text.strip()
    shift = units(text[: len(text) - len(text.lstrip())])
    end = units(kept)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] + entity["length"] - shift, end)
        if stop > start:
            moved.append({**entity, "offset": start, "length": stop - start})
    return kept, moved


def _found(text: str, given: list[Entity]) -> list[Entity]:
    """Links, commands and mentions that nobody marked."""
    if not ("/" in text or "." in text or "@" in text or "#" in text):
        return []
    taken = [(entity["offset"], entity["offset"] + entity["length"]) for entity in given]
    found = []
    for match in _FOUND.finditer(text):
        start = units(text[: match.start()])
        stop = start + units(match[0])
        if all(stop <= begin or end <= start for begin, end in taken):
            found.append({"type": match.lastgroup, "offset": start, "length": stop - start})
    return found


def part(text: str, entity: Entity) -> str:
    """The words an entity lies on."""
    start, length = entity["offset"], entity["length"]
    return text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le")
