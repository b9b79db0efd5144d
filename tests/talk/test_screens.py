import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talk.screens import Button, Screen, Span, Text, bold, clip, code, in_rows, italic, join, link

plain = st.text(st.characters(exclude_categories=["Cs"]))
texts = st.one_of(plain.map(Text), plain.map(bold), plain.map(italic))


def pieces(text: Text) -> list[tuple[str, str]]:
    raw = text.plain.encode("utf-16-le")
    return [
        (span.kind, raw[span.offset * 2 : (span.offset + span.length) * 2].decode("utf-16-le"))
        for span in text.spans
    ]


def test_offsets_count_as_the_platform_does() -> None:
    text = "🧡" + bold("好😀") + " & " + code("26-1")
    assert text.plain == "🧡好😀 & 26-1"
    assert text.spans == (Span("bold", 2, 3), Span("code", 8, 4))
    assert len(text) == 12


def test_styles_can_be_nested() -> None:
    text = link(bold("a") + "b", "https://example.org")
    assert text.spans == (Span("text_link", 0, 2, "https://example.org"), Span("bold", 0, 1))


def test_nothing_has_no_style() -> None:
    assert bold("") == Text("")


def test_join() -> None:
    assert join(", ", []) == Text("")
    assert pieces(join(", ", ["a", bold("b"), "c", bold("d")])) == [("bold", "b"), ("bold", "d")]
    assert join(bold(" "), ["a", "b"]).spans == (Span("bold", 1, 1),)


@pytest.mark.parametrize(
    ("most", "left"),
    [
        (5, Text("a😀bc", (Span("bold", 1, 3),))),
        (4, Text("a😀…", (Span("bold", 1, 2),))),
        (3, Text("a…")),
        (2, Text("a…")),
        (1, Text("…")),
        (0, Text("")),
    ],
)
def test_clip_splits_no_character(most: int, left: Text) -> None:
    assert clip("a" + bold("😀b") + "c", most) == left


@given(st.lists(texts, max_size=6))
@settings(deadline=None)
def test_spans_cover_what_they_were_made_for(parts: list[Text]) -> None:
    whole = join("—", parts)
    assert whole.plain == "—".join(part.plain for part in parts)
    assert pieces(whole) == [piece for part in parts for piece in pieces(part)]


@given(st.lists(texts, max_size=4), st.integers(0, 40))
@settings(deadline=None)
def test_a_clipped_text_is_short_and_well_formed(parts: list[Text], most: int) -> None:
    clipped = clip(join("😀", parts), most)
    assert len(clipped) <= most
    clipped.plain.encode()
    for span in clipped.spans:
        assert span.length > 0
        assert span.offset + span.length <= len(clipped)


def test_a_screen_fits_one_message() -> None:
    screen = Screen("😀" * 3000)
    assert len(screen.text) == 4095
    assert screen.text.plain.endswith("😀…")


def test_a_screen_takes_plain_words() -> None:
    assert Screen("hello") == Screen(Text("hello"), (), None)


def test_a_screen_has_one_kind_of_keyboard() -> None:
    with pytest.raises(ValueError, match="not both"):
        Screen("hello", ((Button("a", "a"),),), menu=(("b",),))


def test_a_button_does_one_thing() -> None:
    with pytest.raises(ValueError, match="either"):
        Button("a")
    with pytest.raises(ValueError, match="either"):
        Button("a", "data", "https://example.org")


def test_button_data_fits() -> None:
    assert Button("a", "字" * 21 + "x").data
    with pytest.raises(ValueError, match="64 bytes"):
        Button("a", "字" * 22)
    with pytest.raises(ValueError, match="64 bytes"):
        Button("a", "")


def test_buttons_in_rows() -> None:
    buttons = [Button(name, name) for name in "abcde"]
    assert [len(row) for row in in_rows(buttons, 2)] == [2, 2, 1]
    assert in_rows([], 3) == ()
