"""A sheet drawn for paper: A4, black on white, letters that can be read without glasses."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import segno

from talk.fonts import face, lines

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

DPI = 300
WIDTH, HEIGHT = 2480, 3508  # A4
MARGIN = 190
QUIET = 4  # modules around a code that stay white
CODE = 1500  # nearly thirteen centimetres
BLACK, WHITE = 0, 1

# What is written, from top to bottom: how large, how bold, how much room below.
Line = tuple[str, int, int, int]


def page(above: Sequence[Line], link: str, below: Sequence[Line]) -> Image | None:
    """One sheet: words, a code that opens the link, words; none where there is no font."""
    from PIL import Image, ImageDraw

    if face(DPI) is None:
        return None
    picture = Image.new("1", (WIDTH, HEIGHT), WHITE)
    draw = ImageDraw.Draw(picture)
    top = _written(draw, MARGIN, above)
    top = _coded(picture, top, link)
    _written(draw, top, below)
    return picture


def _written(draw: ImageDraw, top: int, written: Sequence[Line]) -> int:
    """Write lines in the middle, each wrapped, down to the margin; return where they end."""
    for text, size, weight, room in written:
        font = face(size)
        assert font is not None
        for line in lines(text, font, WIDTH - 2 * MARGIN):
            if top + size > HEIGHT - MARGIN // 2:
                return top
            left = (WIDTH - font.getlength(line)) / 2
            draw.text((left, top), line, font=font, fill=BLACK, stroke_width=weight)
            top += size * 5 // 4
        top += room
    return top


def _coded(picture: Image, top: int, link: str) -> int:
    from PIL import Image

    code = segno.make_qr(link, error="q")  # a quarter of it may be dirty or torn
    rows = list(code.matrix_iter(border=QUIET))
    small = Image.new("1", (len(rows), len(rows)))
    small.putdata([BLACK if dark else WHITE for row in rows for dark in row])
    side = CODE // len(rows) * len(rows)
    picture.paste(small.resize((side, side), Image.Resampling.NEAREST), ((WIDTH - side) // 2, top))
    return top + side


class Pdf:
    """A PDF made page by page, so that only one lies in memory."""

    def __init__(self) -> None:
        self._file = BytesIO()
        self._begun = False

    def add(self, picture: Image) -> None:
        """Put a page at the end."""
        picture.save(self._file, "PDF", resolution=DPI, append=self._begun)
        self._begun = True

    def content(self) -> bytes:
        """All of it."""
        return self._file.getvalue()
