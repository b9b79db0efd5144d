"""Long texts: in pieces that fit, with nothing lost, and entities where they belong."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.splitting import MOST, split
from tests.bot.test_delivery import posts, sent
from tests.town import WANG, Town, greeted


def units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def pieces(body: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    rest: dict[str, Any] | None = body
    while rest is not None:
        piece, rest = split(rest)
        found.append(piece)
    return found


@given(
    st.lists(st.sampled_from(["路", "😀", " ", "\n", "。", "a"]), max_size=40),
    st.integers(1, 400),
    st.integers(0, 4000),
    st.integers(1, 9000),
)
def test_nothing_is_lost(characters: list[str], times: int, offset: int, length: int) -> None:
    text = "x" * offset + "".join(characters) * times
    marked = units(text)[offset * 2 : (offset + length) * 2]
    entities = [{"type": "bold", "offset": offset, "length": len(marked) // 2}] if marked else []
    found = pieces({"text": text, "entities": entities, "reply_markup": {}})
    assert "".join(piece["text"] for piece in found) == text
    assert all(len(units(piece["text"])) <= MOST * 2 for piece in found)
    bold = b"".join(
        units(piece["text"])[e["offset"] * 2 : (e["offset"] + e["length"]) * 2]
        for piece in found
        for e in piece["entities"]
    )
    assert bold == marked
    assert [("reply_markup" in piece) for piece in found] == [False] * (len(found) - 1) + [True]


async def test_a_long_text_goes_out_in_order_and_whole(rough_town: Town) -> None:
    wang = await greeted(await rough_town.phone("王阿姨", WANG))
    await posts(rough_town, WANG, "开头" + "长" * 9_000 + "结尾", "后面的")
    await wang.sees("后面的")
    texts = [params["text"] for params in sent(rough_town)][-4:]
    assert texts[0].startswith("开头")
    assert texts[2].endswith("结尾")
    assert "".join(texts[:3]) == "开头" + "长" * 9_000 + "结尾"
    await rough_town.quiet()
    assert rough_town.refused() == []
