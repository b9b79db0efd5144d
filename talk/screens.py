"""What a person sees: text with entities, and the buttons under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from zlib import crc32

TEXT_MOST = 4096
CAPTION_MOST = 1024
DATA_MOST = 64
UNSTATED = "?"  # ends the data of a button whose card counts by what its reader sees
STATES = 2**31


def units(plain: str) -> int:
    """Return the length in UTF-16 units, in which the platform counts."""
    if plain.isascii():
        return len(plain)
    return len(plain.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that looks different; offset and length in UTF-16 units."""

    kind: str
    offset: int
    length: int
    url: str | None = None

    def moved(self, by: int) -> Span:
        """Return the same stretch further on."""
        return Span(self.kind, self.offset + by, self.length, self.url)


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text and its spans; nothing a person types can become markup."""

    plain: str
    spans: tuple[Span, ...] = ()

    def __add__(self, other: Text | str) -> Text:
        """Return both, one after the other."""
        if isinstance(other, str):
            return Text(self.plain + other, self.spans)
        start = units(self.plain) if other.spans else 0
        return Text(
            self.plain + other.plain, self.spans + tuple(s.moved(start) for s in other.spans)
        )

    def __radd__(self, other: str) -> Text:
        """Return a plain beginning and this text after it."""
        return Text(other) + self

    def __len__(self) -> int:
        """Return the length in UTF-16 units."""
        return units(self.plain)


def bold(text: Text | str) -> Text:
    """Return the text in bold."""
    return _styled("bold", text)


def italic(text: Text | str) -> Text:
    """Return the text in italics."""
    return _styled("italic", text)


def code(text: Text | str) -> Text:
    """Return the text in a fixed-width face, which copies at a tap."""
    return _styled("code", text)


def link(text: Text | str, url: str) -> Text:
    """Return the text leading to an address."""
    return _styled("text_link", text, url)


def join(separator: Text | str, parts: Iterable[Text | str]) -> Text:
    """Return the parts with the separator between them."""
    pieces = iter(parts)
    joined = _text(next(pieces, ""))
    for piece in pieces:
        joined = joined + separator + piece
    return joined


def clip(text: Text | str, most: int) -> Text:
    """Return at most so many UTF-16 units, ending in … where something was cut off."""
    text = _text(text)
    if len(text) <= most:
        return text
    if most <= 0:
        return Text("")
    kept = _head(text.plain, most - 1)
    end = units(kept)
    spans = tuple(
        Span(span.kind, span.offset, min(span.length, end - span.offset), span.url)
        for span in text.spans
        if span.offset < end
    )
    return Text(kept + "…", spans)


@dataclass(frozen=True, slots=True)
class Button:
    """One button under a message: it sends data back, or opens an address."""

    label: str
    data: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        """Refuse what the platform would refuse."""
        if (self.data is None) == (self.url is None):
            raise ValueError(f"button {self.label!r} needs either data or an address")
        if self.data is not None and not 0 < len(self.data.encode()) <= DATA_MOST:
            raise ValueError(f"button data {self.data!r} is not 1 to {DATA_MOST} bytes")

    def at(self, state: int) -> Button:
        """The same button, with the state if it waits for one."""
        if self.data is None or not self.data.endswith(UNSTATED):
            return self
        return Button(self.label, self.data.removesuffix(UNSTATED) + str(state), self.url)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the reply keyboard that shares the person's "contact" or "location"."""

    label: str
    shares: str


Rows = tuple[tuple[Button, ...], ...]
Menu = tuple[tuple[str | Key, ...], ...]


@dataclass(frozen=True, slots=True, init=False)
class Screen:
    """One message: its text, and either buttons under it or a reply keyboard.

    `copy` names a message, by its chat and number, of which a copy follows; `photo` a picture that
    is sent with it, by the platform's name and the one under which it is kept.
    """

    text: Text
    rows: Rows
    menu: Menu | None
    copy: tuple[int, int] | None
    photo: tuple[str, str] | None

    def __init__(
        self,
        text: Text | str,
        rows: Rows = (),
        menu: Menu | None = None,
        copy: tuple[int, int] | None = None,
        photo: tuple[str, str] | None = None,
    ) -> None:
        """Clip the text to what one message can hold."""
        if rows and menu is not None:
            raise ValueError("a message has buttons or a reply keyboard, not both")
        object.__setattr__(self, "text", clip(text, TEXT_MOST))
        object.__setattr__(self, "rows", rows)
        object.__setattr__(self, "menu", menu)
        object.__setattr__(self, "copy", copy)
        object.__setattr__(self, "photo", photo)

    def state(self) -> int:
        """What is seen, as a number that is another one when anything of it is."""
        return crc32(repr((self.text, self.rows)).encode("utf-8", "surrogatepass")) % STATES

    def at(self, state: int) -> Screen:
        """The same, with the state in the buttons that wait for it."""
        rows = tuple(tuple(button.at(state) for button in row) for row in self.rows)
        return Screen(self.text, rows, self.menu, self.copy)


def in_rows(buttons: Iterable[Button], columns: int) -> Rows:
    """Return the buttons in rows of so many columns."""
    rest = iter(buttons)
    return tuple(iter(lambda: tuple(islice(rest, columns)), ()))


def _text(text: Text | str) -> Text:
    return Text(text) if isinstance(text, str) else text


def _styled(kind: str, text: Text | str, url: str | None = None) -> Text:
    text = _text(text)
    if not text.plain:
        return text
    return Text(text.plain, (Span(kind, 0, len(text), url), *text.spans))


def _head(plain: str, most: int) -> str:
    """Return the longest beginning of at most so many units that splits no character."""
    raw = plain.encode("utf-16-le", "surrogatepass")[: most * 2]
    if len(raw) >= 2 and 0xD8 <= raw[-1] <= 0xDB:
        raw = raw[:-2]
    return raw.decode("utf-16-le", "surrogatepass")
