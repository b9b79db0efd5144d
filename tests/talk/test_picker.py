import pytest

from talk.forms import Outcome
from tests.talk.example import Filler


@pytest.fixture
def mei() -> Filler:
    return Filler().taps("💡 A lamp")


def test_home_is_one_tap(mei: Filler) -> None:
    assert mei.labels[0] == "🏠 2号楼"
    assert mei.taps("🏠 2号楼").draft.answers["place"] == 12


def test_home_can_be_typed(mei: Filler) -> None:
    assert mei.says("2号楼").draft.answers["place"] == 12


def test_down_and_up_again(mei: Filler) -> None:
    mei.taps("森林公园小区")
    assert mei.text.endswith("📍 森林公园小区")
    assert mei.labels == ["1号楼", "2号楼", "⬆️", "Just 森林公园小区", "⬅️ Back", "✖️ Cancel"]
    assert "金域华府" in mei.says("⬆️").labels
    assert "金域华府" in mei.taps("森林公园小区").taps("⬆️").labels


def test_a_place_with_others_below_can_be_meant_itself(mei: Filler) -> None:
    mei.taps("森林公园小区").taps("Just 森林公园小区")
    assert mei.draft.answers["place"] == 1


def test_a_leaf_is_picked_at_once(mei: Filler) -> None:
    assert mei.taps("森林公园小区").taps("1号楼").draft.answers["place"] == 11


def test_a_leaf_not_known_to_be_one_takes_a_tap_more(mei: Filler) -> None:
    mei.taps("森林公园小区").taps("2号楼")
    assert mei.labels == ["⬆️", "Just 2号楼", "⬅️ Back", "✖️ Cancel"]
    assert mei.taps("Just 2号楼").draft.answers["place"] == 12


def test_many_places_come_in_pages_of_three_columns(mei: Filler) -> None:
    mei.taps("金域华府")
    assert [button.label for button in mei.screen.rows[0]] == ["100单元", "101单元", "102单元"]
    assert [button.label for button in mei.screen.rows[8]] == ["⬆️", "Just 金域华府", "▶️"]
    mei.taps("▶️").taps("▶️")
    assert mei.labels == [
        "148单元", "149单元", "◀️", "⬆️", "Just 金域华府", "⬅️ Back", "✖️ Cancel"
    ]  # fmt: skip
    assert "124单元" in mei.taps("◀️").labels


def test_a_place_can_be_typed_even_from_another_page(mei: Filler) -> None:
    mei.says("金域华府").says(" 149单元 ")
    assert mei.text.endswith("📍 149单元")


@pytest.mark.parametrize(
    ("action", "value"),
    [
        ("into", "99"),
        ("into", "11"),
        ("into", "-1"),
        ("into", "²"),
        ("into", "9" * 40),
        ("home", "11"),
        ("here", ""),
        ("page", "1"),
        ("page", ""),
        ("up", ""),
    ],
)
def test_forged_taps_have_no_effect(mei: Filler, action: str, value: str) -> None:
    before = mei.draft
    assert mei.forges(action, value).outcome is Outcome.STALE
    assert mei.draft == before
