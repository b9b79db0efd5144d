"""How often a sentence never seen finds its door: the aims of docs/router.md."""

from collections.abc import Sequence

import pytest

from bot.app import CAPABILITIES
from community.likeness import learn
from community.router.guessing import CHAT, OFFERED, Guess, asks, guess
from storage.said import all_said
from talk.registry import Registry
from talk.words import DEFAULT
from tests.router.sentences import BOTH, COUNT, HELD_OUT, TUNE, Sentence

REGISTRY = Registry(CAPABILITIES, "example_bot")
LABELS = (
    *("反映问题", "邻里调解", "找工作", "社区红娘", "找人帮忙", "社区活动", "议事厅"),
    *("平安问候", "志愿服务", "楼道长", "查进度", "办事指南", "党员报到", "安全隐患"),
)
MODEL = learn({**{code: all_said(code) for code in REGISTRY.doors}, CHAT: all_said(CHAT)})


def guessed(half: str, *, chat: bool) -> list[tuple[Sentence, Guess]]:
    """What is guessed of one half, of the small talk in it or of all else."""
    asked = [one for one in HELD_OUT if one.half == half and (one.meant == (CHAT,)) is chat]
    return [(one, guess(MODEL, one.text)) for one in asked]


def share(told: Sequence[bool]) -> float:
    return sum(told) / len(told)


def test_each_label_has_exactly_one_door() -> None:
    labels = [door.label.to(DEFAULT) for door in REGISTRY.doors.values()]
    assert sorted(label.partition(" ")[2] for label in labels) == sorted(LABELS)


def test_every_door_is_known_by_many_sentences_and_judged_by_many() -> None:
    for door in REGISTRY.doors.values():
        assert len(door.examples["zh"]) >= 40, door.code
        assert door.examples["en"], door.code
        assert sum(door.code in one.meant for one in HELD_OUT) >= 20, door.code
    assert sum(one.meant != (CHAT,) for one in HELD_OUT) >= 300
    assert sum(one.meant == (CHAT,) for one in HELD_OUT) >= 40


def test_sentences_never_seen_find_their_doors() -> None:
    for half in (TUNE, COUNT):
        found = guessed(half, chat=False)
        first = share([g.doors[:1] != () and g.doors[0] in one.meant for one, g in found])
        offered = share([any(door in one.meant for door in g.doors) for one, g in found])
        assert first >= 0.85, half
        assert offered >= 0.95, half
        assert all(len(g.doors) <= OFFERED for _one, g in found)


def test_of_two_things_at_once_both_doors_are_offered() -> None:
    learnt = {text for code in (*REGISTRY.doors, CHAT) for text in all_said(code)}
    for half in (TUNE, COUNT):
        found = [(one, guess(MODEL, one.text)) for one in BOTH if one.half == half]
        two = [set(one.meant) <= set(g.doors) for one, g in found if len(one.meant) > 1]
        alone = [g.doors == one.meant for one, g in found if len(one.meant) == 1]
        assert share(two) >= 0.8, half
        assert share(alone) >= 0.75, half
        assert all(len(g.doors) <= OFFERED for _one, g in found)
        assert learnt.isdisjoint(one.text for one, _g in found)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("招一个保洁，每天上午", ("jobs",)),
        ("面馆要个端盘子的，中午来", ("jobs",)),
        ("想离婚", ("mediation",)),
        ("跟媳妇过不到一块去了", ("mediation",)),
        ("my neighbour plays drums at midnight, can someone talk to him", ("mediation",)),
        ("楼上又在半夜打麻将，吵得睡不着", ("mediation", "report")),
        ("楼上夜里总挪家具", ("mediation", "report")),
        ("楼上漏水没人管", ("mediation", "report")),
        ("隔壁吵死了", ("mediation", "report")),
    ],
)
def test_who_hires_parts_or_is_kept_awake_is_led_right(text: str, meant: Sequence[str]) -> None:
    offered = guess(MODEL, text).doors
    assert offered[0] in meant
    assert set(meant) <= set(offered)


def test_small_talk_is_left_alone() -> None:
    for half in (TUNE, COUNT):
        assert share([not g.doors for _one, g in guessed(half, chat=True)]) >= 0.9, half


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("你好，我想找工作，谢谢", "jobs"),
        ("辛苦了，帮我问问哪里有保洁的活，谢谢", "jobs"),
        ("您好！给我儿子介绍个对象吧。祝您身体健康", "matchmaking"),
    ],
)
def test_who_wants_something_politely_wants_it(text: str, door: str) -> None:
    assert guess(MODEL, text).doors[:1] == (door,)


@pytest.mark.parametrize(
    "text",
    ["早上好，今天怎么样", "吃了吗？在哪儿呢", "再见，有事再找你", "哈哈，真有意思，你几岁了"],
)
def test_politeness_that_only_sounds_like_a_wish_is_left_alone(text: str) -> None:
    assert not guess(MODEL, text).doors


@pytest.mark.parametrize(
    "text",
    [
        *("有什么活动", "我想找个对象", "想看看有没有保洁的活儿", "取消报名", "在哪报名"),
        *("I need a job", "what is on this weekend?"),
    ],
)
def test_who_wants_something_else_in_a_form_is_heard(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "我儿子",
            "老伴",
            "两个人",
            "老年活动室门口",
            "志愿者服务站",
            "党群服务中心",
            "就业站门口",
        ),
        *("明天上午九点", "修车铺", "13800001111", "楼上老孙家", "my husband", "Building 3"),
    ],
)
def test_an_answer_in_other_words_is_no_other_matter(text: str) -> None:
    assert not asks(text)
