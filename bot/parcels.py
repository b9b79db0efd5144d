"""What letters carry besides words: files as the platform knows them, or their bytes."""

import asyncio
from base64 import b64decode
from dataclasses import replace
from typing import Any

from telegram import InputFile

from storage.kept import Kept
from storage.outbox import Letter

NAMES = {"photo": "photo.jpg", "voice": "voice.ogg", "video": "video.mp4", "audio": "audio.mp3"}


class NotKept(Exception):
    """The platform does not know the file any more, and it is not kept here."""


async def params(kept: Kept | None, letter: Letter) -> dict[str, Any]:
    """The parameters of the request, with the bytes of what is sent as a file."""
    body = dict(letter.body)
    name = body.pop("kept", None)
    if "filename" in body:
        filename = body.pop("filename")
        text, raw = body.pop("content", ""), body.pop("base64", None)
        content = text.encode() if raw is None else b64decode(raw)
    elif name is not None and letter.act not in body:
        filename = NAMES.get(letter.act, "file")
        found = await asyncio.to_thread(kept.get, name) if kept else None
        if found is None:
            raise NotKept
        content = found
    else:
        return body
    return {**body, letter.act: InputFile(content, filename=filename)}


def as_kept(letter: Letter) -> Letter | None:
    """The letter with the kept file in place of the platform's number, if one is kept."""
    if "kept" not in letter.body or letter.act not in letter.body:
        return None
    body = {key: value for key, value in letter.body.items() if key != letter.act}
    return replace(letter, body=body)
