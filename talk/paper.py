"""Paper: A4 pages of black letters on white, one behind the other in a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from talk.fonts import face, lines

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 300
WIDTH, HEIGHT = 2480, 3508  # A4
MARGIN = 150
BLACK, WHITE = 0, 1
SIDE = 300  # left and right of a letter, in which it can be filed
FOOT = 40  # the height of the line at the bottom


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a letter: how large, how bold, in the middle or not, the room below."""

    text: str
    size: int = 58
    weight: int = 0
    centred: bool = False
    room: int = 30


Part = Sequence[Line]  # what stays together on a page


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of letters as it is drawn."""

    text: str
    left: float
    top: int
    size: int
    weight: int


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


def letter(parts: Sequence[Part], foot: str) -> bytes | None:
    """A letter of as many pages as it needs; none where there is no font."""
    if face(FOOT) is None:
        return None
    made, pages = Pdf(), laid_out(parts)
    for number, rows in enumerate(pages, 1):
        made.add(_drawn(rows, f"{foot} · {number}/{len(pages)}"))
    return made.content()


def laid_out(parts: Sequence[Part]) -> list[list[Placed]]:
    """Where every row stands, page by page; a part that does not fit begins the next page."""
    pages: list[list[Placed]] = [[]]
    top, end = MARGIN, HEIGHT - 2 * MARGIN
    for part in parts:
        rows = list(_rows(part))
        if top + sum(step for _row, step in rows) > end and top > MARGIN:
            pages.append([])
            top = MARGIN
        for row, step in rows:
            if top + row.size > end:  # a part longer than a page
                pages.append([])
                top = MARGIN
            pages[-1].append(Placed(row.text, row.left, top, row.size, row.weight))
            top += step
    return pages


def _rows(part: Part) -> Iterator[tuple[Placed, int]]:
    """The rows of a part, each with the way down to the next."""
    for line in part:
        font = face(line.size)
        assert font is not None
        wide = WIDTH - 2 * SIDE
        rows = [row for text in line.text.split("\n") for row in lines(text, font, wide)]
        for number, text in enumerate(rows, 1):
            left = (WIDTH - font.getlength(text)) / 2 if line.centred else SIDE
            room = line.room if number == len(rows) else 0
            yield Placed(text, left, 0, line.size, line.weight), line.size * 3 // 2 + room


def _drawn(rows: Sequence[Placed], foot: str) -> Image:
    from PIL import Image, ImageDraw

    picture = Image.new("1", (WIDTH, HEIGHT), WHITE)
    draw = ImageDraw.Draw(picture)
    for row in (*rows, _foot(foot)):
        at, font = (row.left, row.top), face(row.size)
        draw.text(at, row.text, font=font, fill=BLACK, stroke_width=row.weight)
    return picture


def _foot(text: str) -> Placed:
    font = face(FOOT)
    assert font is not None
    return Placed(text, (WIDTH - font.getlength(text)) / 2, HEIGHT - MARGIN, FOOT, 0)
