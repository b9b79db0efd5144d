"""Canaries in every door: in no log, in no chat but their readers', in no column in plain."""

import json
import logging
from collections.abc import Iterator
from functools import partial

import pytest

from simulator.client import Phone
from storage import people, places
from storage.tx import Tx
from tests.storage.test_migrate import tables
from tests.talks import mornings
from tests.talks import test_activities as activities
from tests.talks import test_agreement as agreement
from tests.talks import test_broadcasts as broadcasts
from tests.talks import test_jobs as jobs
from tests.talks import test_mediation as mediation
from tests.talks import test_tasks as tasks
from tests.talks.singles import MEI, PHONES, QIANG, registers, singles, verifies
from tests.talks.test_introductions import introduces
from tests.talks.test_rights import data_of, forges
from tests.town import LI, ZHANG, Town

SIMULATED = ("simulator", "aiohttp.access")
PLANTED = "金丝雀"
Readers = dict[str, set[str]]

zhou = mediation.zhou


class Undone(Exception):
    """What was planted goes again."""


@pytest.fixture(autouse=True)
def listening(caplog: pytest.LogCaptureFixture) -> None:
    """Every logger says all it has to say."""
    caplog.set_level(logging.DEBUG)


def plain(word: str) -> tuple[bytes, bytes]:
    """How a word stands in text, and how it stands in JSON."""
    return word.encode(), json.dumps(word)[1:-1].encode()


def in_plain(tx: Tx, word: str) -> Iterator[str]:
    """The columns of the whole database in which a word can be read."""
    for table in sorted(tables(tx)):
        for row in tx.all(f"SELECT * FROM {table}"):
            for nth, value in enumerate(row):
                kept = bytes(value) if isinstance(value, bytes) else str(value).encode()
                if any(way in kept for way in plain(word)):
                    yield f"{table}[{nth}]"


def planted(tx: Tx) -> None:
    """A word in plain, as text and as bytes, is found; then it goes again."""
    assert list(in_plain(tx, PLANTED)) == []
    tx.do("UPDATE places SET name = :word", word=f"{PLANTED}社区")
    tx.do("UPDATE people SET name = :word", word=json.dumps([PLANTED]).encode())
    assert {where.partition("[")[0] for where in in_plain(tx, PLANTED)} == {"people", "places"}
    raise Undone


async def readers(town: Town, word: str, *cast: Phone) -> set[str]:
    """Who was ever sent a word, by whichever call; nobody's name for what is in no chat."""
    names = {phone.id: phone.view.name for phone in cast}
    await town.quiet()
    return {
        names.get(int(call.params.get("chat_id", 0)), "?")
        for call in town.telegram.journal.after()
        if any(way in str(call.params).encode() for way in plain(word))
    }


async def sings_nowhere(
    town: Town, expected: Readers, cast: tuple[Phone, ...], caplog: pytest.LogCaptureFixture
) -> None:
    """Each canary was read by exactly those who may, and stands nowhere else."""
    found = {word: await readers(town, word, *cast) for word in expected}
    assert found == expected
    with pytest.raises(Undone):
        await town.run(planted)
    sung = await town.run(lambda tx: {word: list(in_plain(tx, word)) for word in expected})
    assert sung == {word: [] for word in expected}
    records = [*caplog.get_records("setup"), *caplog.records]
    lines = [r.getMessage() for r in records if not r.name.startswith(SIMULATED)]
    said = "\n".join([*lines, *(str(r.exc_text) for r in records)]).encode()
    assert lines, "logging was on"
    assert [word for word in expected if any(way in said for way in plain(word))] == []


async def test_a_dispute(
    town: Town,
    wang: Phone,
    li: Phone,
    zhang: Phone,
    zhou: Phone,
    newcomer: Phone,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await mediation.asks(wang)
    await wang.taps("✅ 提交")
    await zhou.taps("🤝 我来调解")
    await zhou.taps("不是，我来调解")
    await zhou.sees("已听取 0/2 方")
    await mediation.opens_the_link(zhou, newcomer)
    await mediation.agrees_to_all(newcomer)
    await newcomer.taps("愿意调解")
    await zhou.sees("🤝 对方愿意调解")
    await mediation.tells_the_mediator(newcomer, mediation.FROM_B)
    await zhou.sees("💬 对方跟您说了话")
    await zhou.taps("🗣 对对方说")
    await zhou.says(mediation.TO_B)
    await zhou.taps("✅ 提交")
    await newcomer.sees("调解员对您说")
    room = agreement.Room(0, wang, newcomer, zhou, li)
    await agreement.leads(town, room)
    await zhou.taps("📝 约定草稿")
    await agreement.drafts(room)
    await newcomer.sees("📝 约定草稿第 1 稿")
    await agreement.taps(town, newcomer, "想再改改")
    await newcomer.says(agreement.WISH)
    await newcomer.taps("✅ 提交")
    await zhou.sees("✏️ 对方想再改改")
    expected = {
        mediation.STORY: {"王阿姨", "老周"},
        mediation.SETTLE: {"王阿姨", "老周"},
        "楼上孙家": {"王阿姨", "老周"},
        mediation.MAY_TELL: {"王阿姨", "老周", "小周"},
        mediation.FROM_B: {"小周", "老周"},
        mediation.TO_B: {"小周", "老周"},
        agreement.TERMS: {"王阿姨", "老周", "小周"},
        agreement.WISH: {"小周", "老周"},
        "小周": {"小周", "老周"},
        "13700007777": {"王阿姨", "小周"},
    }
    await sings_nowhere(town, expected, (wang, li, zhang, zhou, newcomer), caplog)


async def test_an_application(
    town: Town, wang: Phone, li: Phone, zhang: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    await jobs.fills_in(wang)
    await jobs.opened(town)
    await wang.taps("👀 看看岗位")
    await wang.taps("我想应聘")
    await wang.says(jobs.NUMBER)
    await wang.taps("✅ 可以，我满18岁了")
    await zhang.sees("📨 有人想来您这儿上班。")
    employer = "13900003333"
    assert "王阿姨" not in await readers(town, employer, wang, li, zhang), "not before they invite"
    await zhang.taps("🗓 约面试")
    await zhang.taps("明天")
    await zhang.taps("10:00")
    await zhang.says("店里，找马店长")
    await wang.sees("🎉 好消息：单位想见见您。")
    expected = {
        jobs.SECRET: {"王阿姨"},
        "3000元": {"王阿姨"},
        jobs.NUMBER: {"王阿姨", "张师傅"},
        "王阿姨": {"王阿姨", "张师傅"},
        employer: {"王阿姨"},
        "店里，找马店长": {"王阿姨", "张师傅"},
    }
    await sings_nowhere(town, expected, (wang, li, zhang), caplog)


async def test_a_task(
    town: Town, wang: Phone, li: Phone, zhang: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    await tasks.at_nine(town)
    await tasks.joins(wang, li)
    await tasks.joins(zhang, li)
    await tasks.gives_out(town, li, urgent=True)
    await tasks.passes(town, 0)
    await wang.sees("⏰ 事情急")
    await zhang.sees("⏰ 事情急")
    for word in tasks.SECRETS:
        assert await readers(town, word, wang, li, zhang) == {"小李"}, "not before somebody goes"
    await wang.taps("我来")
    await wang.sees(tasks.DOOR)
    await wang.taps("办完了")
    await wang.taps("半小时")
    await wang.sees("有什么要告诉负责人的吗？")
    await wang.says("老人腿不好")
    await wang.sees("要发几张照片吗？")
    await wang.taps("⏭ 跳过")
    await li.sees("老人腿不好")
    expected = {word: {"小李", "王阿姨"} for word in tasks.SECRETS}
    expected |= {"老人腿不好": {"小李", "王阿姨"}, "买药送上门": {"小李", "王阿姨", "张师傅"}}
    await sings_nowhere(town, expected, (wang, li, zhang), caplog)


async def test_an_introduction(
    town: Town, wang: Phone, li: Phone, zhang: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    he, mei, qiang = await singles(town)
    cast = (wang, li, zhang, he, mei, qiang)
    for single, sex, born in ((mei, "女", "1995-05-08"), (qiang, "男", "1993-02-01")):
        await registers(single, sex, born, "何红娘 · 广安社区")
        await he.sees("📝 已登记，等红娘看证件")
        await verifies(he)
    await says_of_herself(mei)
    await introduces(town, he)
    await qiang.sees("💞 红娘想给您介绍一位")
    for word in ("小梅", PHONES[MEI]):
        assert "阿强" not in await readers(town, word, *cast), "not before both have said yes"
    await mei.taps("愿意认识")
    await town.quiet()  # his card is drawn anew, too
    await qiang.look()
    await qiang.taps("愿意认识")
    await qiang.sees("💞 你们两位都愿意认识！")
    expected = {
        "喜欢安静的日子": {"小梅", "何红娘", "阿强"},
        "第一中学": {"小梅"},
        "王二狗": {"小梅"},
        "1995-05-08": {"何红娘"},
        "都爱看书，人也踏实": {"小梅", "何红娘", "阿强"},
        "小梅": {"何红娘", "阿强"},
        PHONES[MEI]: {"何红娘", "阿强"},
        PHONES[QIANG]: {"何红娘", "小梅"},
    }
    await sings_nowhere(town, expected, cast, caplog)


async def says_of_herself(mei: Phone) -> None:
    """小梅 says who she is and whom she would rather not meet."""
    await mei.taps("🙂 我的情况")
    for _skipped in range(5):
        await mei.taps("⏭ 跳过")
    await mei.says("喜欢安静的日子")
    await mei.taps("✅ 提交")
    await mei.sees("“喜欢安静的日子”")
    await mei.taps("🚫 不介绍给")
    await mei.taps("不要本小区的")
    await mei.says("第一中学")
    await mei.says("王二狗")
    await mei.taps("✅ 提交")
    await mei.sees("🚫 不介绍给：本小区的人")


async def test_a_sentence(
    town: Town, wang: Phone, li: Phone, zhang: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    await wang.says("楼上漏水没人管，我家十七床被子")
    await wang.taps("都不是")
    await wang.sees("没猜对")
    await wang.says("小区的议事会几号开，我想提议题")
    await wang.taps("🗳 议事厅")
    await li.sees("🚪 居民想办，还没开通")
    await li.taps("🗂 工作台")
    await li.taps("📥 待受理 1")
    await li.taps("🚪 小区的议事会")
    await li.taps("💬 回复")
    await li.says("下周三晚上七点，在社区活动室")
    await wang.sees("✅ 社区回复：下周三晚上七点，在社区活动室")
    expected = {
        "我家十七床被子": {"王阿姨"},
        "小区的议事会几号开，我想提议题": {"王阿姨", "小李"},
        "下周三晚上七点，在社区活动室": {"王阿姨", "小李"},
        "王阿姨": {"小李"},
    }
    await sings_nowhere(town, expected, (wang, li, zhang), caplog)


async def test_a_silent_morning(
    town: Town,
    wang: Phone,
    li: Phone,
    zhang: Phone,
    daughter: Phone,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for minutes in (30, 30, 60, 60):
        await mornings.passes(town, minutes * mornings.MINUTE_MS)
    await daughter.sees(mornings.SAYS)
    await daughter.taps("我过去看看")
    await daughter.sees("您在照看")
    card = await zhang.sees("🚶 小王在照看。")
    late = data_of(card, "打通了，平安").replace(":well:", ":take:")
    await forges(zhang, late, "已经有人过去了")
    await daughter.taps("需要帮忙")
    await li.sees("🧡 王阿姨需要帮忙")
    expected = {
        mornings.KEY: {"小王"},
        mornings.ILLNESS: {"小王"},
        mornings.PHONE: {"小王", "张师傅", "小李"},
    }
    await sings_nowhere(town, expected, (wang, li, zhang, daughter), caplog)


async def test_an_activity(
    town: Town, wang: Phone, li: Phone, zhang: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    await activities.to_hour(town, 10)
    await activities.publishes(li, "20")
    await activities.signs_up(wang)
    await wang.sees("✅ 您已报名")
    await li.taps("❌ 取消活动")
    await li.says("猜灯谜的老师住院了")
    await li.taps("✅ 提交")
    await wang.sees("😔 您报名的活动取消了")
    await activities.publishes(li, "20")
    await li.taps("➕ 代报名")
    await li.says("赵金凤，坐轮椅来")
    await li.says("1")
    await li.sees("✅ 已报名：赵金凤，坐轮椅来")
    for phone in (wang, zhang):
        await activities.signs_up(phone)
        await phone.sees("✅ 您已报名")
    await activities.to_hour(town, 15, days=2)
    await li.taps("▫️ 王阿姨")
    await li.sees("✅ 到场 1")
    await activities.to_hour(town, 10, days=1)
    await wang.sees("🌸 谢谢您来参加")
    await wang.taps("👎 不太好")
    await wang.taps("先不了")
    await wang.sees("谢谢您告诉我们")
    await activities.opens_own(li)
    counted = await li.sees("👎 不太好：1")
    assert "王阿姨" not in counted["text"], "it is counted, and nobody's"
    expected = {
        "猜灯谜的老师住院了": {"小李", "王阿姨"},
        "赵金凤，坐轮椅来": {"小李"},
        "王阿姨": {"小李"},
        "张师傅": {"小李"},
        "带上孩子来": {"小李", "王阿姨", "张师傅"},
    }
    await sings_nowhere(town, expected, (wang, li, zhang), caplog)


def _lives_elsewhere(number: int, tx: Tx) -> None:
    """Somebody has moved to the next community."""
    who = people.by_telegram(tx, number)
    assert who is not None
    people.set_home(tx, who.id, places.below(tx, places.roots(tx)[0].id)[1].id)


async def test_an_announcement(
    town: Town, wang: Phone, li: Phone, zhang: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    await town.run(partial(_lives_elsewhere, ZHANG))
    await broadcasts.writes(li, "老年食堂月底关门，先别外传。")
    await broadcasts.writes(li)
    await broadcasts.aims(li)
    await li.taps("📨 发送…")
    await li.taps("✅ 现在就发")
    await wang.sees(broadcasts.WORDS)
    await li.sees("📊 您的通知发完了")
    for number in (LI, ZHANG):
        await town.run(partial(broadcasts._to_the_office, number))
    await broadcasts.writes(li, "全街道下周体检，人人都来。")
    await li.taps("📨 发送…")
    await li.taps("📤 送审")
    await zhang.taps("↩️ 退回修改")
    await zhang.says("医院还没答应呢")
    await zhang.taps("✅ 提交")
    await li.sees("退回来了：医院还没答应呢")
    expected = {
        "老年食堂月底关门": {"小李"},
        broadcasts.WORDS: {"小李", "王阿姨"},
        "全街道下周体检": {"小李", "张师傅"},
        "医院还没答应呢": {"小李", "张师傅"},
    }
    await sings_nowhere(town, expected, (wang, li, zhang), caplog)
