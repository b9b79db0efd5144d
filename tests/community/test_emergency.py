"""What plain words say of danger, and what only sounds like it."""

import pytest

from community.issues.emergency import sounds_urgent, sounds_well


@pytest.mark.parametrize(
    "words",
    [
        *("路灯不亮，我摔了一跤", "摔倒了", "老伴在厨房摔了", "不小心摔了", "我怕是摔断腿了"),
        *("站不起来", "胸口疼", "胸闷得厉害", "喘不上气", "晕倒", "奶奶倒在地上了", "I fell"),
        *("昨天摔了一跤，现在站不起来", "怕摔倒没敢动，可是胸口疼"),
    ],
)
def test_plain_words_of_somebody_hurt_raise_the_alarm(words: str) -> None:
    assert sounds_urgent(words)


@pytest.mark.parametrize(
    "words",
    [
        *("路灯摔坏了", "洗衣机摔坏了", "孩子把玩具摔了", "我怕摔跤", "差点摔了一跤"),
        *("路太滑，老人容易摔倒", "台阶坏了，小心摔跤", "防止老人跌倒", "车停在路中间动不了了"),
        *("台阶坏了，上周有个老人摔倒了", "楼道太黑，昨天有人摔了一跤"),
        *("2010-01-01", "13812011911"),  # answers to a form
    ],
)
def test_talk_of_falling_is_no_alarm(words: str) -> None:
    assert not sounds_urgent(words)


def test_only_words_that_say_nothing_else_take_an_alarm_back() -> None:
    for words in ("按错了", "没事", "没事了", "不是", "我挺好", "对不起，不小心按的", "I'm fine"):
        assert sounds_well(words), words
    for words in ("不好", "我不好", "不行了", "没人来", "没事吧？有人来吗", "没事，就是胸口疼", ""):
        assert not sounds_well(words), words
