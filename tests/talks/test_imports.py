"""Places and people from a table in the chat: looked over, mended, confirmed, entered once."""

import io
from functools import partial
from typing import Any

import aiohttp

from community.imports import ENTER
from community.imports.entering import STRETCH
from community.roles import Role
from handlers.people.imports import files
from simulator.client import JSON, Phone
from storage import chores, people, places
from storage.tx import Tx
from tests.talks.tables import HOME, PLACES, both, csv, xlsx
from tests.talks.test_rights import CANNOT, data_of, forges
from tests.town import LI, ZHANG, Town

NUMBER, ZHANGS = "13900001111", "13800002222"
PROPERTY = ("张师傅", ZHANGS, "广安社区/森林公园小区/2号楼/1单元", "楼道长", HOME, "书面", "")
NEW = "新社区/新小区/1号楼/1单元"
GRANNY = ("赵奶奶", "139 0000 1111", NEW, "", "", "口头", "小孙")


def promoted(tx: Tx) -> None:
    """小李 works for the subdistrict; the platform vouches for the number of 张师傅."""
    li, zhang = people.by_telegram(tx, LI), people.by_telegram(tx, ZHANG)
    assert li is not None
    assert zhang is not None
    people.grant(tx, li.id, Role.SUBDISTRICT_STAFF, places.roots(tx)[0].id, None, 1)
    people.set_phone(tx, zhang.id, ZHANGS, 1)


async def sends(phone: Phone, content: bytes, name: str = "名单.xlsx") -> None:
    """Send a file, as it is called on the sender's machine."""
    form = aiohttp.FormData({"kind": "document"})
    form.add_field("file", io.BytesIO(content), filename=name)
    await phone._does("sends", form)


async def at_rest(town: Town) -> None:
    await town.quiet()
    await town.app.chores.all_done()
    await town.quiet()


async def documents(phone: Phone) -> list[JSON]:
    """The files that the bot has sent."""
    await phone.look()
    sent = (message for message in phone.messages.values() if "document" in message)
    return [message for message in sent if message["from"]["is_bot"]]


def content_of(town: Town, message: JSON) -> bytes:
    file = town.telegram.files.by_unique_id(message["document"]["file_unique_id"])
    assert file is not None
    return file.data


async def test_from_the_empty_table_to_the_neighbours_in_it(
    town: Town, li: Phone, zhang: Phone
) -> None:
    await town.run(promoted)
    await li.says("/import")
    asked = await li.sees("请把表格作为文件发到这里")
    await li.taps("📄 空白表格")
    await town.quiet()
    [empty] = await documents(li)
    assert empty["document"]["file_name"] == "空白表格.xlsx"
    assert [sheet.name for sheet in files.sheets(content_of(town, empty))] == [
        "地点",
        "人员",
        "招聘",
        "说明",
    ]

    before = await town.count("places"), await town.count("people")
    wrong = both([(None, "新社区", None, "1号楼")], [GRANNY])
    await sends(li, wrong, "../../../../etc/passwd")
    await at_rest(town)
    said = await li.sees("有 1 处不对")
    assert "“地点”第 2 行：这一格不能空着：小区" in said["text"]
    assert "什么都没有录入" in said["text"]
    assert (await town.count("places"), await town.count("people")) == before

    right = both([(None, *NEW.split("/"))], [GRANNY, PROPERTY])
    await sends(li, right)
    await at_rest(town)
    card = await li.sees("每一行都没问题")
    for line in ("新增地点：4", "新增人员：1", "新增角色：1"):
        assert line in card["text"]
    assert (await town.count("places"), await town.count("people")) == before
    assert await town.count("imports", "body IS NOT NULL") == 1
    await forges(zhang, data_of(card, "✅ 录入"), CANNOT)
    await li.taps("✅ 录入")
    await at_rest(town)
    await li.sees("✅ 表格录入好了")
    assert (await town.count("places"), await town.count("people")) == (
        before[0] + 4,
        before[1] + 1,
    )
    told = await zhang.sees("您现在是：楼道长")
    assert "3号楼 2单元" in told["text"]
    assert await town.count("imports", "body IS NOT NULL") == 0

    await li.says("/find")
    await li.says(NUMBER)
    granny = await li.sees("👤 赵奶奶")
    assert "由 小李 登记，见证人：小孙" in granny["text"]
    await sends(li, right)
    await at_rest(town)
    again = await li.sees("原来就有、不再重复录入的行：3")
    assert "没有要录入的" in again["text"]
    assert "reply_markup" not in again
    await forges(zhang, data_of(asked, "📄 空白表格"), CANNOT)


async def test_who_is_here_under_another_name_is_asked(town: Town, li: Phone, zhang: Phone) -> None:
    await town.run(promoted)
    await sends(li, both([], [("张伟", *PROPERTY[1:])]))
    await at_rest(town)
    await li.sees("每一行都没问题")
    await li.taps("✅ 录入")
    await at_rest(town)
    await zhang.sees("张**")
    who = await town.person(ZHANG)
    assert Role.STAIRWELL_HEAD not in {held.role for held in who.roles}
    await zhang.taps("是我")
    await zhang.sees("都接过来了")
    who = await town.person(ZHANG)
    assert {held.role for held in who.roles} == {Role.PROPERTY, Role.STAIRWELL_HEAD}


async def test_a_file_of_anybody_else_is_no_table(town: Town, wang: Phone, li: Phone) -> None:
    await sends(wang, csv(PLACES, ("", "新社区")), "名单.csv")
    await wang.sees("没听明白")
    await sends(li, csv(PLACES, ("", "新社区")), "名单.csv")
    await li.sees("没听明白")
    await wang.says("/import")
    await wang.sees("这个由街道工作人员和管理员来用")
    assert await town.count("imports") == 0


async def test_many_problems_come_as_a_file(town: Town, li: Phone) -> None:
    await town.run(promoted)
    await sends(li, csv(PLACES, *(("", f"{at}社区", "=1") for at in range(30))), "名单.csv")
    await at_rest(town)
    said = await li.sees("有 30 处不对")
    assert said["text"].count("不收公式") == 12
    [listed] = await documents(li)
    assert listed["document"]["file_name"] == "全部问题.txt"
    assert content_of(town, listed).decode("utf-8-sig").count("不收公式") == 30
    await sends(li, b"PK\x03\x04 not really")
    await at_rest(town)
    await li.sees("这个文件读不出表格")
    await sends(li, bytes(files.FILE_MOST + 1))
    await li.sees("表格太大了")


async def test_killed_on_the_way_everything_is_entered_once(town: Town, li: Phone) -> None:
    await town.run(promoted)
    rows: list[Any] = [("", "新社区", f"{n}小区") for n in range(2 * STRETCH)]
    await sends(li, xlsx({"": [PLACES, *rows]}))
    await at_rest(town)
    await li.sees("每一行都没问题")
    before = await town.count("places")
    async with town.app.chores._looking:  # nobody takes up chores meanwhile
        await li.taps("✅ 录入")
        await li.sees("正在录入")
        now = town.clock.now()
        killed = await town.run(partial(chores.claim, now=now, until=now + 600_000))
    assert killed is not None
    assert await town.count("chores", "state = 'doing'") == 1, "as a kill leaves it"
    table = await town.app.chores._units.registry.chores[ENTER].work(town.app.chores._tools, killed)
    await town.restarts()
    town.clock.advance(600_000)  # on PostgreSQL a worker silent for so long counts as gone
    await at_rest(town)
    await town.app.chores.all_done()
    await li.sees("✅ 表格录入好了")
    late = await town.run(town.app.chores._units.apply(killed, table, town.clock.now()))
    assert late.letters == []
    assert await town.count("places") == before + 1 + 2 * STRETCH


async def test_a_file_goes_to_what_asked_for_it_last(town: Town, li: Phone) -> None:
    await town.run(promoted)
    table = csv(PLACES, ("", "新社区"))
    await li.taps("📢 反映问题")
    await li.taps("💡 照明")
    await li.says("/import")
    await li.sees("给您留着")
    await sends(li, table, "名单.csv")
    await at_rest(town)
    await li.sees("每一行都没问题")
    await li.taps("🗑 放弃")
    await li.taps("➡️ 接着填")
    await li.sees("在哪里？")
    await sends(li, table, "名单.csv")  # the form has asked since
    await at_rest(town)
    assert await town.count("imports") == 1
    await li.taps("🏠")
    await li.says("楼道灯不亮")
    await li.sees("有照片吗？")
