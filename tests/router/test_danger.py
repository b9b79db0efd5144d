"""Who cries for help is heard, however they put it; what only sounds alike is let be."""

import pytest

from community.issues.danger import RULES, danger_of
from community.likeness import spelt
from storage.said import all_said, names
from tests.router.sentences import EMERGENCIES, HELD_OUT, LOOKALIKES


def test_nothing_judged_by_was_learnt() -> None:
    learnt = {spelt(text) for name in names() for text in all_said(name)}
    judged = [spelt(one.text) for one in (*HELD_OUT, *EMERGENCIES, *LOOKALIKES)]
    assert [text for text in judged if text and text in learnt] == []
    assert len(judged) == len(set(judged)), "each is judged once"
    assert len(EMERGENCIES) >= 150
    assert len(LOOKALIKES) >= 150


def test_no_cry_for_help_is_missed() -> None:
    assert [one.text for one in EMERGENCIES if danger_of(one.text) is None] == []


def test_what_to_do_is_said_for_the_right_danger() -> None:
    right = [one for one in EMERGENCIES if danger_of(one.text) == one.meant[0]]
    assert len(right) >= 0.95 * len(EMERGENCIES)


def test_what_only_sounds_like_danger_raises_few_alarms() -> None:
    alarms = [one.text for one in LOOKALIKES if danger_of(one.text)]
    assert len(alarms) <= 0.08 * len(LOOKALIKES), alarms
    doors = [one.text for one in HELD_OUT if danger_of(one.text)]
    assert len(doors) <= 0.01 * len(HELD_OUT), doors


@pytest.mark.parametrize("cry", ["里面火火火", "俺爹眼睛闭着推他也没动静", "hepl he cant breath"])
def test_likeness_hears_what_no_rule_has_foreseen(cry: str) -> None:
    assert not any(rule.search(cry) for rule in RULES.values()), "no rule speaks"
    assert danger_of(cry) is not None


def test_what_is_long_past_is_no_alarm_unless_it_happens_now() -> None:
    assert danger_of("去年着火那家修好了没有") is None
    assert danger_of("我去年买的电动车着火了") is not None
    assert danger_of("以前摔断过腿，现在又起不来了") is not None


@pytest.mark.parametrize(
    "answer",
    [
        *(
            "李强",
            "孙敏",
            "我叫孙敏敏",
            "王火旺",
            "13800138000",
            "身高170",
            "3楼",
            "3000",
            "三千到五千",
        ),
        *(
            "会做饭会打扫",
            "离异带一个孩子",
            "不抽烟不喝酒",
            "在超市收银",
            "开过五年车",
            "掉了",
            "断了",
        ),
        *(
            "他半夜拖椅子",
            "赔我三千块",
            "儿子不养老",
            "摔了我家东西",
            "他骂我",
            "喝酒",
            "窗户",
            "老公",
        ),
    ],
)
def test_what_is_typed_into_forms_raises_no_alarm(answer: str) -> None:
    assert danger_of(answer) is None
