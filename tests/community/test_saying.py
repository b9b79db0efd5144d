"""What free sentences about work name."""

import pytest

from community.jobs.kinds import Trade
from community.seekers import Window
from community.seekers.saying import hires, trade_of, window_of


@pytest.mark.parametrize(
    "sentence",
    [
        "我要招人",
        "我的店里招服务员",
        "小饭馆缺人手，想招个洗碗的",
        "招阿姨",
        "发布招工信息",
        "I want to hire a cook",
    ],
)
def test_who_looks_for_people_is_led_to_the_employers(sentence: str) -> None:
    assert hires(sentence)


@pytest.mark.parametrize(
    ("sentence", "trade", "window"),
    [
        ("附近招人吗", None, None),
        ("超市收银员招不招", Trade.RETAIL, None),
        ("饭店服务员招聘", Trade.CATERING, None),
        ("工厂招工", Trade.FACTORY, None),
        ("哪家缺人", None, None),
        ("招聘会什么时候", None, None),
        ("夜班也行，能挣钱就行", None, Window.NIGHTS),
        ("想找个保洁的活，上午干", Trade.HOUSEKEEPING, Window.MORNINGS),
        ("孩子上学的时候能干的，会踩缝纫机", Trade.SEWING, Window.SCHOOL),
        ("I can clean, in the evening", Trade.HOUSEKEEPING, Window.EVENINGS),
    ],
)
def test_who_looks_for_work_has_named_some_of_it(
    sentence: str, trade: Trade | None, window: Window | None
) -> None:
    assert not hires(sentence)
    assert trade_of(sentence) is trade
    assert window_of(sentence) is window
