"""Screens as the parameters of the platform's methods; plain data, kept in the outbox."""

from typing import Any

from talk.screens import Key, Menu, Rows, Screen, Span


def body_of(screen: Screen) -> dict[str, Any]:
    """Return the parameters of a message with this screen, but for the chat."""
    body: dict[str, Any] = {"text": screen.text.plain}
    if screen.text.spans:
        body["entities"] = [_entity(span) for span in screen.text.spans]
    if screen.rows:
        body["reply_markup"] = {"inline_keyboard": _inline(screen.rows)}
    elif screen.menu is not None:
        body["reply_markup"] = _keyboard(screen.menu)
    return body


def captioned(screen: Screen) -> dict[str, Any]:
    """Return the parameters of a photo with this screen's text below it, but for the chat."""
    assert screen.photo is not None
    file_id, kept = screen.photo
    body = body_of(screen)
    body["caption"] = body.pop("text")
    if "entities" in body:
        body["caption_entities"] = body.pop("entities")
    return {"photo": file_id, "kept": kept, **body}


def _entity(span: Span) -> dict[str, Any]:
    entity = {"type": span.kind, "offset": span.offset, "length": span.length}
    return entity if span.url is None else {**entity, "url": span.url}


def _inline(rows: Rows) -> list[list[dict[str, str]]]:
    return [
        [
            {"text": button.label, "callback_data": button.data}
            if button.data is not None
            else {"text": button.label, "url": button.url or ""}
            for button in row
        ]
        for row in rows
    ]


def _keyboard(menu: Menu) -> dict[str, Any]:
    if not menu:
        return {"remove_keyboard": True}
    keys = [[_key(key) for key in row] for row in menu]
    return {"keyboard": keys, "resize_keyboard": True, "is_persistent": True}


def _key(key: str | Key) -> dict[str, Any]:
    if isinstance(key, Key):
        return {"text": key.label, f"request_{key.shares}": True}
    return {"text": key}
