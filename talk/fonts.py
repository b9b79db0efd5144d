"""The one choice of a font that has Chinese characters, for everything that is drawn."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

PLACES = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
# The best first; Debian's package fonts-noto-cjk brings the first.
NAMES = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKsc-Regular.otf",
    "NotoSansSC-Regular.otf",
    "NotoSansSC-Regular.ttf",
    "SourceHanSansSC-Regular.otf",
    "SourceHanSansCN-Regular.otf",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf",
    "PingFang.ttc",
    "STHeiti Medium.ttc",
    "msyh.ttc",
    "simsun.ttc",
)
FACES = 5  # in a collection: one for each country's way to write a character
# Pictographs stand in no text font; characters of rare names lie elsewhere.
PICTOGRAPHS = (*range(0x1F000, 0x1FB00), *range(0x2600, 0x27C0), 0xFE0F, 0x200D, 0x20E3)
_UNDRAWABLE = dict.fromkeys(PICTOGRAPHS)


@lru_cache(maxsize=1)
def found() -> Path | None:
    """The font file to draw with; none if this machine has no Chinese font."""
    there = {path.name: path for path in reversed(list(_files()))}
    return next((there[name] for name in NAMES if name in there), None)


def _files() -> Iterator[Path]:
    for place in PLACES:
        for folder, _below, names in os.walk(Path(place).expanduser()):
            yield from (Path(folder, name) for name in names if name in NAMES)


@lru_cache(maxsize=16)
def face(size: int) -> FreeTypeFont | None:
    """The font in a size of so many pixels."""
    # Pillow is loaded when something is drawn: an idle bot does without its memory.
    from PIL import ImageFont

    file = found()
    if file is None:
        return None
    if file.suffix == ".ttc":
        for index in range(FACES):
            try:
                one = ImageFont.truetype(file, size, index)
            except OSError:  # there are fewer
                break
            if str(one.getname()[0]).endswith("SC"):
                return one
    return ImageFont.truetype(file, size)


def drawable(text: str) -> str:
    """The text without what a text font cannot show."""
    return " ".join(text.translate(_UNDRAWABLE).split())


def lines(text: str, font: FreeTypeFont, width: float) -> list[str]:
    """The text cut into lines of at most this width; Chinese may be cut anywhere."""
    made, line = [], ""
    for piece in _pieces(drawable(text)):
        if line and font.getlength(line + piece.rstrip()) > width:
            made.append(line.rstrip())
            line = ""
        line += piece
    return [*made, line.rstrip()]


def _pieces(text: str) -> Iterator[str]:
    """What stays together: a word with the space behind it, or one Chinese character."""
    word = ""
    for character in text:
        word += character
        if character == " " or ord(character) >= 0x2E80 or len(word) >= 24:
            yield word
            word = ""
    if word:
        yield word
