"""Who cries for help is heard, however they put it; what only sounds alike is let be."""

import pytest

from community.issues.danger import RULES, Danger, danger_of
from community.likeness import spelt
from community.mediation import harm
from storage.said import all_said, names
from tests.router.sentences import EMERGENCIES, HELD_OUT, LOOKALIKES


def test_nothing_judged_by_was_learnt() -> None:
    learnt = {spelt(text) for name in names() for text in all_said(name)}
    judged = [spelt(one.text) for one in (*HELD_OUT, *EMERGENCIES, *LOOKALIKES)]
    assert [text for text in judged if text and text in learnt] == []
    assert len(judged) == len(set(judged)), "each is judged once"
    assert len(EMERGENCIES) >= 500
    assert len(LOOKALIKES) >= 500


def test_no_cry_for_help_is_missed() -> None:
    assert [one.text for one in EMERGENCIES if danger_of(one.text) is None] == []


def test_what_to_do_is_said_for_the_right_danger() -> None:
    right = [one for one in EMERGENCIES if danger_of(one.text) == one.meant[0]]
    assert len(right) >= 0.95 * len(EMERGENCIES)


def test_what_only_sounds_like_danger_raises_few_alarms() -> None:
    alarms = [one.text for one in LOOKALIKES if danger_of(one.text)]
    assert len(alarms) <= 0.1 * len(LOOKALIKES), alarms
    doors = [one.text for one in HELD_OUT if danger_of(one.text)]
    assert len(doors) <= 0.015 * len(HELD_OUT), doors


def test_violence_told_in_a_dispute_is_heard_there_and_a_quarrel_is_not() -> None:
    told = [one.text for one in EMERGENCIES if one.meant == (Danger.VIOLENCE,)]
    assert len([text for text in told if harm.sounds(text)]) >= 0.9 * len(told)
    quarrels = [one.text for one in HELD_OUT if "mediation" in one.meant]
    assert len([text for text in quarrels if harm.sounds(text)]) <= 0.05 * len(quarrels)


@pytest.mark.parametrize("cry", ["里面火火火", "俺爹眼睛闭着推他也没动静", "hepl he cant breath"])
def test_likeness_hears_what_no_rule_has_foreseen(cry: str) -> None:
    assert not any(rule.search(cry) for rule in RULES.values()), "no rule speaks"
    assert danger_of(cry) is not None


@pytest.mark.parametrize(
    "near",
    [
        *("发烧了，来不了", "孩子发烧了明天不去了", "有点发热 先不去了", "退烧药哪里买"),
        *("烧香能不能在小区里", "楼下有人烧纸", "烧水壶坏了能修吗", "暖气烧得不热"),
        *("今天吃火锅", "火车票怎么买", "祝社区红红火火", "着急上火", "他冲我发火"),
        *("煤气费怎么交", "燃气缴费在哪", "煤气灶打不着火", "社保卡在哪个窗口办"),
        *("打电话没人接", "打麻将太吵", "孩子睡着了别吵", "老人倒了杯水"),
        *("他又在唱歌了", "他又在跺脚了", "老公打呼噜", "他打我电话我没接"),
    ],
)
def test_what_shares_a_letter_with_danger_raises_no_alarm(near: str) -> None:
    assert danger_of(near) is None


@pytest.mark.parametrize(
    ("cry", "danger"),
    [
        ("孩子发烧到40度，抽了", Danger.ILLNESS),
        ("烧得叫不应了", Danger.ILLNESS),
        ("发烧，火炉边烧着被子了", Danger.FIRE),
        ("烧香把柜子点着了", Danger.FIRE),
        ("屋里烧起来了", Danger.FIRE),
        ("着了", Danger.FIRE),
        ("冒烟", Danger.FIRE),
        ("煤气费交了，可屋里有煤气味", Danger.GAS),
        ("打电话没人接，老太太在屋里叫不应", Danger.ILLNESS),
        ("有人打人", Danger.VIOLENCE),
        ("电梯卡住了", Danger.LIFT),
        ("孩子不见了", Danger.LOST),
    ],
)
def test_what_to_do_fits_though_the_words_are_near(cry: str, danger: Danger) -> None:
    assert danger_of(cry) is danger


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
