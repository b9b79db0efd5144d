"""Tables as pictures: really drawn in Chinese, bounded, and left out where there is no font."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from talk import fonts
from talk.pictures import MOST_ROWS, table_picture

needs_font = pytest.mark.skipif(fonts.found() is None, reason="no Chinese font on this machine")
ROWS = [("指标", "分子", "分母"), ("办结率", "132", "133")]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without any font."""
    monkeypatch.setattr(fonts, "PLACES", ())
    _forget()
    yield
    _forget()


def _forget() -> None:
    fonts.found.cache_clear()
    fonts.face.cache_clear()


@needs_font
def test_a_table_is_a_picture_that_grows_with_its_rows_up_to_a_bound() -> None:
    sizes = []
    for rows in (ROWS, ROWS * 10, ROWS * MOST_ROWS, ROWS * 10 * MOST_ROWS):
        made = table_picture("📊 广安社区", rows, "期间：11月")
        assert made is not None
        sizes.append(Image.open(BytesIO(made)).size)
    assert sizes[0] < sizes[1] < sizes[2] == sizes[3]


@needs_font
def test_chinese_characters_are_drawn_and_not_boxes() -> None:
    font = fonts.face(40)
    assert font is not None

    def drawn(text: str) -> bytes:
        picture = Image.new("1", (60, 60), 1)
        ImageDraw.Draw(picture).text((5, 0), text, font=font)
        return picture.tobytes()

    assert len({drawn(each) for each in ("邻", "里", "街", "道", "\ue999")}) == 5


@needs_font
@given(st.text(max_size=80), st.integers(100, 600))
def test_lines_keep_to_their_width_and_lose_nothing(text: str, width: int) -> None:
    font = fonts.face(24)
    assert font is not None
    made = fonts.lines(text, font, width)
    assert "".join("".join(made).split()) == "".join(fonts.drawable(text).split())
    assert all(font.getlength(line) <= width or len(line) <= 24 for line in made)


def test_without_a_font_there_is_no_picture(bare: None) -> None:  # noqa: ARG001
    assert fonts.found() is None
    assert table_picture("广安社区", ROWS) is None
