"""/privacy: one's data to see, to take along, to end; nobody else's."""

import json
from functools import partial
from typing import Any

from simulator.client import Phone
from storage import people, reads, updates
from storage.tx import Tx
from tests.talks.test_invitations import joins
from tests.talks.test_rights import CANNOT, data_of, forges
from tests.town import NEWCOMER, Town, answers, dispatches, reports

TABLES = ("people", "consents", "roles", "drafts", "shown", "outbox", "cases", "timeline", "media")


async def test_what_is_kept_is_shown_and_handed_out(town: Town, wang: Phone, li: Phone) -> None:
    await reports(wang, "canary 路灯坏了")
    await wang.taps("📢 反映问题")
    await wang.says("/privacy")
    said = await wang.sees("🔒 我们记录了您的这些信息")
    assert "姓名：王阿姨" in said["text"]
    assert "反映过的问题：1 件" in said["text"]
    await wang.taps("📄 全部导出成文件")
    await town.quiet()
    await wang.look()
    to_read, sent = [message for message in wang.messages.values() if "document" in message]
    read = content(town, to_read).decode("utf-8-sig")
    assert "\n■ 我的资料 (1)\n" in read
    assert "\n姓名：王阿姨\n" in read
    assert "\n住处：广安社区 森林公园小区 3号楼 2单元\n" in read
    assert "\n说了什么：canary 路灯坏了\n" in read
    assert "\n阶段：已收到\n" in read
    assert "\n步骤：反映\n" in read
    assert "received" not in read
    kept = exported(town, sent)
    assert kept["people"][0]["name"] == "王阿姨"
    assert kept["cases.reporter_id"][0]["story"] == "canary 路灯坏了"
    assert kept["drafts"][0]["form"] == "issues.report"
    card = data_of(said, "📄 全部导出成文件")
    await forges(li, card, CANNOT)
    who, now = await town.person(wang.id), town.clock.now()
    firm = await town.run(partial(people.add, telegram_id=None, language="zh", now=now))
    reads_it = partial(reads.note, reader=firm, about=who.id, case_id=None, why="card", now=now)
    await town.run(reads_it)
    await wang.taps("👀 谁看过")
    readers = await wang.sees("没有职务的人（比如招工单位） · 打开看过")
    assert "社区工作者" in readers["text"]


def exported(town: Town, message: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """What stands in the file of a message."""
    found: dict[str, list[dict[str, Any]]] = json.loads(content(town, message))
    return found


def content(town: Town, message: dict[str, Any]) -> bytes:
    file = town.telegram.files.by_unique_id(message["document"]["file_unique_id"])
    assert file is not None
    return file.data


async def test_a_consent_is_withdrawn_and_given_again(town: Town, wang: Phone) -> None:
    await reports(wang, "路灯坏了")
    await wang.says("/privacy")
    await wang.taps("撤回同意")
    await wang.sees("就不能再用这个助手")
    await wang.taps("是，撤回")
    await wang.sees("已撤回您的同意")
    assert (await town.person(wang.id)).consented is None
    assert await town.count("consents", "withdrawn IS NOT NULL") == 1
    await wang.says("/report")
    await wang.sees("您同意吗？")
    assert await town.count("cases") == 1
    await wang.taps("同意")
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    await wang.sees("谢谢，记下了")


async def test_erasing_leaves_only_answered_cases_and_nobodys(
    town: Town, newcomer: Phone, li: Phone, zhang: Phone
) -> None:
    await joins(newcomer)
    await newcomer.sees("好了")
    for story in ("第一件", "第二件"):
        await newcomer.taps("📢 反映问题")
        await newcomer.taps("🔧 公共设施")
        for place in ("广安社区", "森林公园小区"):
            await newcomer.taps(place)
            await newcomer.sees(f"📍 广安社区{' 森林公园小区' if place != '广安社区' else ''}")
        await newcomer.taps("就填到")
        await newcomer.says(story)
        await newcomer.taps("⏭ 跳过")
        await newcomer.taps("✅ 提交")
        await newcomer.sees("✅ 已收到")
        if story == "第一件":
            await dispatches(li)
            await zhang.taps("签收")
            await answers(zhang, "换好了")
            await newcomer.sees("解决了吗")
    await li.sees("第二件")
    await newcomer.taps("📢 反映问题")
    await set_aside(town)
    who = await town.person(NEWCOMER)
    await newcomer.says("/privacy")
    await newcomer.sees("🔒")
    await town.quiet()  # the numbers of the messages are written back
    await newcomer.taps("🗑 全部删除")
    said = await newcomer.sees("马上永久删除")
    assert "还有 1 件没有回单" in said["text"]
    assert "依法保留 1 件" in said["text"]
    await newcomer.taps("🗑 是，全部删除")
    await newcomer.sees("您的信息已全部删除")
    await li.sees("这件事已经不在您这里了")
    await town.quiet()
    await newcomer.look()
    asked = newcomer.messages[said["message_id"]]
    assert "reply_markup" not in asked, "what is done can be neither done nor undone"
    assert await town.count("cases", f"reporter_id = {who.id}") == 1
    await town.quiet()
    await newcomer.look()
    assert "接着填" not in str(newcomer.messages), "what was being filled in is gone, too"
    assert await town.count("people", f"id = {who.id} AND erased IS NOT NULL") == 1
    for table in ("consents", "roles", "drafts", "shown", "outbox"):
        assert await town.count(table, f"person_id = {who.id}") == 0, table
    assert await town.count("timers", f"subject = {who.id}") == 0
    assert await town.count("set_aside") == 0
    for table in TABLES:
        rows = await town.run(partial(everything, table=table))
        assert str(NEWCOMER) not in str(rows), table
    await forges(newcomer, data_of(said, "🗑 是，全部删除"), CANNOT)
    await newcomer.says("/start")
    await newcomer.sees("您同意吗？")


def everything(tx: Tx, table: str) -> list[Any]:
    return tx.all(f"SELECT * FROM {table}")


async def set_aside(town: Town) -> None:
    body = json.dumps({"message": {"from": {"id": NEWCOMER}}})
    now = town.clock.now()
    await town.run(lambda tx: updates.set_aside(tx, "update", 1, "KeyError", body, now))


async def test_what_somebody_had_in_hand_waits_for_the_staff(
    wang: Phone, li: Phone, zhang: Phone
) -> None:
    number = await reports(wang, "路灯坏了")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await zhang.says("/privacy")
    await zhang.taps("🗑 全部删除")
    said = await zhang.sees("马上永久删除")
    assert "您手上的 1 件事" in said["text"]
    assert "依法保留" not in said["text"]
    await zhang.taps("🗑 是，全部删除")
    await zhang.sees("您的信息已全部删除")
    told = await li.sees("↩️ 原经办人不在了，手上的 1 件已回到待受理。")
    assert "张师傅" not in told["text"]
    await li.taps(f"{number} 路灯坏了 · 待受理")
    await dispatches(li, "小李 · 社区工作者")
    await wang.sees("👉 已交给小李")


async def test_nobody_erases_somebody_else(town: Town, wang: Phone, li: Phone) -> None:
    await wang.says("/privacy")
    await wang.taps("🗑 全部删除")
    asked = await wang.sees("马上永久删除")
    await forges(li, data_of(asked, "🗑 是，全部删除"), CANNOT)
    assert (await town.person(wang.id)).consented is not None
