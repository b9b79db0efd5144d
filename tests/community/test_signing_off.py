"""What is heard as not coming, and what of it says that somebody is ill."""

import pytest

from community.activities.saying import signs_off, sounds_ill

TITLES = ["元宵猜灯谜"]


@pytest.mark.parametrize(
    ("words", "off", "ill"),
    [
        ("来不了", True, False),
        ("我明天有事去不了了", True, False),
        ("那天我不去猜灯谜了", True, False),
        ("头晕，去不了", True, True),
        ("摔了，去不了", True, True),
        ("病了，取消报名", True, True),
        ("I feel dizzy, I cannot come to the activity", True, True),
        ("孩子不来看我", False, False),
        ("不去医院", False, False),
        ("他不来", False, False),
        ("下不了楼，去不了医院", False, True),
    ],
)
def test_who_does_not_come(words: str, off: bool, ill: bool) -> None:
    assert (signs_off(words, TITLES), sounds_ill(words)) == (off, ill)
