"""Tables as pictures, for figures that are to be passed on."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from talk.fonts import drawable, face, lines

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

SIZE, HEAD = 30, 40  # pixels of the letters
MARGIN, GAP, LEAD = 48, 40, 14
WIDEST = 520  # of a column, before its text is wrapped
MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 80, 8, 120
PAPER, INK, SHADE, RULE, TITLE = "white", "#1b1f24", "#f2f5f8", "#c3ccd5", "#0b3d62"

Cells = list[list[list[str]]]  # the lines of each cell


def table_picture(title: str, rows: Sequence[Sequence[str]], note: str = "") -> bytes | None:
    """A table as a PNG, its first row the heading; none where there is no font to draw it with.

    The first column stands left, the others, which hold figures, right.
    """
    font, large = face(SIZE), face(HEAD)
    if font is None or large is None:
        return None
    cells = _cells(rows, font)
    widths = [
        max((_width(row[at], font) for row in cells if at < len(row)), default=0)
        for at in range(max(map(len, cells), default=0))
    ]
    return _drawn(title, note, cells, widths, font, large)


def _cells(rows: Sequence[Sequence[str]], font: FreeTypeFont) -> Cells:
    return [
        [lines(text[:MOST_LETTERS], font, WIDEST) for text in row[:MOST_COLUMNS]]
        for row in rows[:MOST_ROWS]
    ]


def _width(texts: Sequence[str], font: FreeTypeFont) -> int:
    return int(max(map(font.getlength, texts), default=0)) + 1


def _drawn(
    title: str,
    note: str,
    cells: Cells,
    widths: Sequence[int],
    font: FreeTypeFont,
    large: FreeTypeFont,
) -> bytes:
    from PIL import Image, ImageDraw

    step = SIZE + LEAD
    inner = max(sum(widths) + GAP * (len(widths) - 1), int(large.getlength(drawable(title))))
    heights = [max(map(len, row), default=1) * step + LEAD for row in cells]
    foot = lines(note, font, inner) if note else []
    size = (inner + 2 * MARGIN, 2 * MARGIN + HEAD * 2 + sum(heights) + len(foot) * step)
    picture = Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(picture)
    draw.text((MARGIN, MARGIN), drawable(title), font=large, fill=TITLE, stroke_width=1)
    top = MARGIN + HEAD * 2
    for number, (row, height) in enumerate(zip(cells, heights, strict=True)):
        if number % 2 == 0:
            draw.rectangle((MARGIN // 2, top, size[0] - MARGIN // 2, top + height), fill=SHADE)
        left = MARGIN
        for at, (texts, width) in enumerate(zip(row, widths, strict=False)):
            for line, text in enumerate(texts):
                x = left if at == 0 else left + width - font.getlength(text)
                y = top + LEAD // 2 + line * step
                draw.text((x, y), text, font=font, fill=INK, stroke_width=int(number == 0))
            left += width + GAP
        top += height
        draw.line((MARGIN // 2, top, size[0] - MARGIN // 2, top), fill=RULE)
    for line, text in enumerate(foot):
        draw.text((MARGIN, top + LEAD + line * step), text, font=font, fill=INK)
    made = BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()
