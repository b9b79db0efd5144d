"""Text and its entities, counted in UTF-16 units."""

import pytest

from simulator.refusal import Refusal
from simulator.texts import TEXT_LIMIT, formatted


def marked(text: str, parse_mode: str) -> list[tuple[str, str]]:
    """The parts of the parsed text that carry an entity."""
    plain, entities = formatted(text, parse_mode, None, TEXT_LIMIT)
    raw = plain.encode("utf-16-le")
    return [
        (
            entity["type"],
            raw[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode(
                "utf-16-le"
            ),
        )
        for entity in entities
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("📢 <b>重要</b> &lt;b&gt;", [("bold", "重要")]),
        ("<b><i>甲</i>乙</b>", [("bold", "甲乙"), ("italic", "甲")]),
        ('<a href="https://example.org">看</a>', [("text_link", "看")]),
        ("<pre>a\nb</pre><code>c</code>", [("pre", "a\nb"), ("code", "c")]),
        ('<span class="tg-spoiler">秘密</span>', [("spoiler", "秘密")]),
        ("<blockquote expandable>长</blockquote>", [("expandable_blockquote", "长")]),
    ],
)
def test_html_is_read(text: str, parts: list[tuple[str, str]]) -> None:
    assert sorted(marked(text, "HTML")) == sorted(parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("📢 *重要* \\*不是\\*", [("bold", "重要")]),
        ("*甲_乙_*", [("bold", "甲乙"), ("italic", "乙")]),
        ("__甲__ ~乙~ ||丙||", [("underline", "甲"), ("strikethrough", "乙"), ("spoiler", "丙")]),
        ("[看](https://example.org/a\\))", [("text_link", "看")]),
        ("`a*b` ```py\nc```", [("code", "a*b"), ("pre", "c")]),
        (">甲\n>乙\n丙", [("blockquote", "甲\n乙")]),
    ],
)
def test_markdown_is_read(text: str, parts: list[tuple[str, str]]) -> None:
    assert sorted(marked(text, "MarkdownV2")) == sorted(parts)


@pytest.mark.parametrize(
    ("text", "parse_mode", "words"),
    [
        ("<b>甲</i>", "HTML", "Unmatched end tag at byte offset 6"),
        ("<h1>甲</h1>", "HTML", 'Unsupported start tag "h1" at byte offset 0'),
        ("1 < 2", "HTML", "Unclosed start tag at byte offset 2"),
        ("*甲", "MarkdownV2", "Can't find end of Bold entity at byte offset 0"),
        ("`甲", "MarkdownV2", "Can't find end of Code entity"),
        ("[甲]乙", "MarkdownV2", "is reserved"),
        ("甲-乙", "MarkdownV2", "Character '-' is reserved"),
    ],
)
def test_broken_markup_is_refused(text: str, parse_mode: str, words: str) -> None:
    with pytest.raises(Refusal, match="can't parse entities") as caught:
        formatted(text, parse_mode, None, TEXT_LIMIT)
    assert words in caught.value.description


def test_white_space_around_a_text_is_cut() -> None:
    bold = {"type": "bold", "offset": 4, "length": 3}
    text, entities = formatted("  📢重要 ", None, [bold], TEXT_LIMIT)
    assert text == "📢重要"
    assert entities == [{"type": "bold", "offset": 2, "length": 2}]


def test_what_is_marked_is_not_found_again() -> None:
    code = {"type": "code", "offset": 0, "length": 6}
    _, entities = formatted("/start /help t.me/linli_demo_bot?start=a", None, [code], TEXT_LIMIT)
    assert [entity["type"] for entity in entities] == ["code", "bot_command", "url"]


@pytest.mark.parametrize("text", ["1/2", "3.5 元", "a/b/c", "甲@", "12:30"])
def test_plain_text_stays_plain(text: str) -> None:
    assert formatted(text, None, None, TEXT_LIMIT) == (text, [])
