"""A sheet drawn for paper: A4, black on white, letters that can be read without glasses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno

from talk.fonts import drawable, face, lines
from talk.paper import BLACK, DPI, HEIGHT, MARGIN, WHITE, WIDTH, Placed

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

QUIET = 4  # modules around a code that stay white
CODE = 1300  # eleven centimetres
SCALES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)  # where much is to be said, all of it gets smaller

# What is written, from top to bottom: how large, how bold, how much room below.
Line = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands on a sheet."""

    written: Sequence[Placed]
    code_top: int
    code_side: int
    bottom: int


def page(above: Sequence[Line], link: str, below: Sequence[Line]) -> Image | None:
    """One sheet: words, a code that opens the link, words; none where there is no font."""
    from PIL import Image, ImageDraw

    if face(DPI) is None:
        return None
    picture = Image.new("1", (WIDTH, HEIGHT), WHITE)
    draw = ImageDraw.Draw(picture)
    layout = laid_out(above, below)
    code = _code(link, layout.code_side)
    picture.paste(code, ((WIDTH - code.width) // 2, layout.code_top))
    for line in layout.written:
        at, font = (line.left, line.top), face(line.size)
        draw.text(at, line.text, font=font, fill=BLACK, stroke_width=line.weight)
    return picture


def laid_out(above: Sequence[Line], below: Sequence[Line]) -> Layout:
    """Everything as large as it fits, in the middle of the sheet."""
    most = HEIGHT - 2 * MARGIN
    found = [_laid_out(above, below, scale, 0) for scale in SCALES]
    fitting = next((at for at, one in enumerate(found) if one.bottom <= most), len(found) - 1)
    top = max(MARGIN, (HEIGHT - found[fitting].bottom) // 2)
    return _laid_out(above, below, SCALES[fitting], top)


def _laid_out(above: Sequence[Line], below: Sequence[Line], scale: float, top: int) -> Layout:
    side = int(CODE * scale)
    over, code_top = _lines(above, scale, top)
    under, bottom = _lines(below, scale, code_top + side)
    return Layout([*over, *under], code_top, side, bottom)


def _lines(written: Sequence[Line], scale: float, top: int) -> tuple[list[Placed], int]:
    """Lines in the middle, each wrapped, and where they end."""
    made = []
    for text, full_size, weight, room in written:
        size = int(full_size * scale)
        font = face(size)
        assert font is not None
        for line in _wrapped(text, font):
            made.append(Placed(line, (WIDTH - font.getlength(line)) / 2, top, size, weight))
            top += size * 5 // 4
        top += int(room * scale)
    return made, top


def _wrapped(text: str, font: FreeTypeFont) -> list[str]:
    """Cut at spaces where that is possible: a name or a number stays whole."""
    width = WIDTH - 2 * MARGIN
    words = drawable(text).split()
    if any(font.getlength(word) > width for word in words):
        return lines(text, font, width)
    made = [""]
    for word in words:
        longer = f"{made[-1]} {word}".strip()
        if font.getlength(longer) > width:
            made.append(word)
        else:
            made[-1] = longer
    return made


def _code(link: str, side: int) -> Image:
    from PIL import Image

    code = segno.make_qr(link, error="q")  # a quarter of it may be dirty or torn
    rows = list(code.matrix_iter(border=QUIET))
    small = Image.new("1", (len(rows), len(rows)))
    small.putdata([BLACK if dark else WHITE for row in rows for dark in row])
    side = side // len(rows) * len(rows)
    return small.resize((side, side), Image.Resampling.NEAREST)
