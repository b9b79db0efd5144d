"""What a person can send to a form: a tap, words, or something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# So that id, revision and action always fit beside it into 64 bytes.
VALUE_MOST = 30
_TAP = re.compile(r"f:([0-9a-z]{1,13}):([0-9]{1,9}):([a-z]{1,6}):(.*)", re.ASCII | re.DOTALL)


class Photo(BaseModel):
    """A photo as the platform names it: one id to fetch it, one to know it again."""

    model_config = ConfigDict(frozen=True)

    file_id: str
    unique_id: str


class Attachment(Photo):
    """Anything sent as a file; kind is the platform's name for it."""

    kind: str = "photo"


class Position(BaseModel):
    """A place outside the tree: a point on the map, words for it, or both."""

    model_config = ConfigDict(frozen=True)

    latitude: float | None = None
    longitude: float | None = None
    words: str = ""


class PhoneNumber(BaseModel):
    """A telephone number; own when the platform says that it is the sender's."""

    model_config = ConfigDict(frozen=True)

    number: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """A number from the address book; own when it is the sender's."""

    phone: str
    own: bool


@dataclass(frozen=True, slots=True)
class Tap:
    """A button of a form: which draft, as it stood when the button was shown, and what it does."""

    draft: int
    revision: int
    action: str
    value: str


@dataclass(frozen=True, slots=True)
class Said:
    """Typed words."""

    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """Anything else: a photo, a sticker, a voice note; kind is the platform's name for it.

    `size` is the file's in bytes; the messages of one album share its id.
    """

    kind: str
    file: Attachment | None = None
    caption: str = ""
    size: int = 0
    album: str | None = None
    contact: Contact | None = None
    position: Position | None = None


Answer = Tap | Said | Sent


def read_tap(data: str) -> Tap | None:
    """Return the tap that callback data stands for, or None if it is not a form's."""
    found = _TAP.fullmatch(data)
    if found is None:
        return None
    draft, revision, action, value = found.groups()
    return Tap(int(draft, 36), int(revision), action, value)


def tap_prefix(draft: int, revision: int) -> str:
    """Return the beginning shared by the data of all buttons of one screen."""
    return f"f:{_base36(draft)}:{revision}:"


def number(value: str) -> int | None:
    """Return the id in a tap's value, which anybody may have forged."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 19 else None


# One screen asks for the same id several times.
@lru_cache(maxsize=1024)
def _base36(value: int) -> str:
    text = ""
    while value:
        value, digit = divmod(value, 36)
        text = DIGITS[digit] + text
    return text or "0"
