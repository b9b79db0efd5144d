"""Sheets for the stairwells: drawn as a PDF, their codes read back, a home offered and no right."""

import asyncio
import re
import struct
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from community.roles import Role
from community.sheets import Sheet
from handlers.sheets import words_above, words_below
from simulator.client import Phone
from storage import duty_rooms, people, places
from storage.ids import short
from storage.tx import Tx
from talk import fonts
from talk.paper import HEIGHT, MARGIN
from talk.sheet import laid_out
from talk.words import LANGUAGES
from tests.town import LI, ZHANG, Town, cast

PAGE = re.compile(rb"/Columns (\d+)\n/Rows (\d+)\n.*?/Length (\d+)\n>>stream\r?\n", re.DOTALL)
LINK = re.compile(r"https://t\.me/(\w+)\?start=(home_[0-9a-z]+)")

needs_font = pytest.mark.skipif(fonts.found() is None, reason="no Chinese font on this machine")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without any font."""
    monkeypatch.setattr(fonts, "PLACES", ())
    fonts.found.cache_clear()
    fonts.face.cache_clear()
    yield
    fonts.found.cache_clear()
    fonts.face.cache_clear()


def pages(pdf: bytes) -> Iterator[Image.Image]:
    """The pictures in a PDF, each as fax data, for which TIFF is the usual envelope."""
    for found in PAGE.finditer(pdf):
        width, height, length = map(int, found.groups())
        fax = pdf[found.end() : found.end() + length]
        # Width, height, bits, compression "group 4", white is zero, where, rows, how long.
        tags = {256: width, 257: height, 258: 1, 259: 4, 262: 0, 273: 0, 278: height, 279: length}
        start = 8 + 2 + 12 * len(tags) + 4
        tags[273] = start
        head = b"II*\0" + struct.pack("<IH", 8, len(tags))
        head += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
        yield Image.open(BytesIO(head + bytes(4) + fax)).convert("L")


def links(pdf: bytes) -> list[str]:
    """What a phone's camera reads from each page."""
    read = [zxingcpp.read_barcodes(page) for page in pages(pdf)]
    assert all(len(codes) == 1 for codes in read)
    return [codes[0].text for codes in read]


def grant(tx: Tx, telegram_id: int, role: Role, name: str) -> None:
    who = people.by_telegram(tx, telegram_id)
    row = tx.one("SELECT id FROM places WHERE name = :name", name=name)
    assert who is not None
    assert row is not None
    people.grant(tx, who.id, role, row[0], None, 1)


async def asks(phone: Phone, *way: str, whole: bool = False) -> None:
    """Somebody asks for the sheets of a place."""
    await phone.says("/sheet")
    await phone.sees("做哪个楼道的")
    for step in way if whole else way[:-1]:
        await phone.taps(step)
        await phone.sees(f" {step}")
    await phone.taps("就填到" if whole else way[-1])
    await phone.sees("正在做")


async def received(town: Town, phone: Phone) -> bytes:
    await town.app.chores.all_done()
    message: dict[str, Any] = await phone.sees("请用 A4 纸打印")
    assert message["document"]["file_name"].endswith(".pdf")
    file = town.telegram.files.by_unique_id(message["document"]["file_unique_id"])
    assert file is not None
    return file.data


@needs_font
async def test_from_the_desk_to_the_wall_to_a_newcomers_home(
    town: Town, li: Phone, newcomer: Phone
) -> None:
    await town.run(partial(grant, telegram_id=ZHANG, role=Role.STAIRWELL_HEAD, name="2单元"))
    await asks(li, "森林公园小区", "3号楼", whole=True)
    pdf = await received(town, li)
    read = links(pdf)
    assert len(read) == 3, "a sheet for each stairwell of the building"
    assert len(set(read)) == 3
    link = LINK.fullmatch(read[1])
    assert link is not None
    await newcomer.says(f"/start {link[2]}")
    await newcomer.sees("您同意吗")
    await newcomer.taps("同意")
    summary = await newcomer.sees("森林公园小区 3号楼 2单元")
    assert "✅ 提交" in str(summary["reply_markup"])
    await newcomer.taps("✅ 提交")
    await newcomer.sees("谢谢，记下了")
    who = await town.person(newcomer.id)
    home = await town.run(lambda tx: places.get(tx, who.home_id or 0))
    assert home is not None
    assert home.name == "2单元"
    assert who.roles == ()


@needs_font
async def test_a_whole_estate_in_one_file(rough_town: Town) -> None:
    town = rough_town
    _wang, li, _zhang = await cast(town)
    await asks(li, "金域华府小区", whole=True)
    assert len(links(await received(town, li))) == 38, "the pilot estate has so many stairwells"


async def test_who_lives_here_already_is_asked_before_moving(town: Town, wang: Phone) -> None:
    before = (await town.person(wang.id)).home_id
    other = await town.run(
        lambda tx: tx.one("SELECT id FROM places WHERE name = '1单元' ORDER BY path DESC")
    )
    assert other is not None
    code = f"home_{short(other[0])}"
    await wang.says(f"/start {code}")
    await wang.sees("柳荫小区")
    assert (await town.person(wang.id)).home_id == before
    await wang.taps("✖️ 取消")
    await wang.sees("已取消")
    await wang.says(f"/start {code}")
    await wang.sees("柳荫小区")
    await wang.taps("✅ 提交")
    await wang.sees("记下了")
    assert (await town.person(wang.id)).home_id == other[0]
    for nonsense in ("home_", "home_!!", "home_zzzzzzzzzzzzz", f"home_{short(before or 0)}x"):
        await wang.says(f"/start {nonsense}")
        await wang.sees("请问有什么")


HEAD, GRID = Role.STAIRWELL_HEAD, Role.GRID_WORKER
ROOM = ("广安社区", "0431-85550100")
NEAR = [
    (),
    ((HEAD, "张师傅", "13800138000"),),
    ((HEAD, "欧阳娜娜·买买提江·阿不都热依木", "13800138000"), (HEAD, "王", None)) * 2,
    ((GRID, "李", "0431-85123456"),) * 4,
]


@needs_font
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("near", NEAR, ids=range(len(NEAR)))
def test_however_much_is_to_be_said_all_of_it_fits(
    near: tuple[tuple[Role, str, str | None], ...], language: str
) -> None:
    reached = bool(near) and all(phone for _role, _name, phone in near)
    room = None if reached else ROOM
    sheet = Sheet("广安社区 金域华府国际花园小区南区 11号楼 3单元", "home_1", near, room)
    above, below = words_above(sheet, language), words_below(sheet, language)
    layout = laid_out(above, below)
    assert layout.bottom <= HEIGHT - MARGIN
    written = "".join(line.text for line in layout.written).replace(" ", "")
    assert written == "".join(text for text, *_look in (*above, *below)).replace(" ", "")
    sizes = {line.text: line.size for line in layout.written}
    for number in ("138 0013 8000", "0431-85123456"):
        if number.replace(" ", "") in {phone for _role, _name, phone in near}:
            assert sizes.pop(number) > max(sizes.values()), "whole, and larger than all else"


def test_where_nobody_has_a_number_a_line_is_left_for_a_pen() -> None:
    def says(*near: tuple[Role, str, str | None], room: tuple[str, str] | None = None) -> str:
        return "\n".join(text for text, *_look in words_below(Sheet("", "", near, room), "zh"))

    zhang, li = (HEAD, "张师傅", "13800138000"), (GRID, "小李", None)
    assert "电话：____" in says(li)
    assert "电话：____" in says()
    assert "电话：____" not in says(zhang, li)
    told = says(li, room=ROOM)
    assert "网格员 小李\n广安社区值班室\n0431-85550100" in told
    assert "____" not in told


@needs_font
async def test_sheets_carry_the_duty_rooms_number_or_it_is_said_that_they_have_none(
    town: Town, wang: Phone, li: Phone
) -> None:
    await asks(li, "森林公园小区", "3号楼", "2单元")
    await received(town, li)
    assert "没有电话号码" in li.last["caption"]
    await town.run(partial(_room, number=ROOM[1]))
    await wang.says("☎️ 找社区")
    await wang.sees(f"小李 · ☎️ 广安社区值班室：{ROOM[1]}")
    await asks(li, "森林公园小区", "3号楼", "2单元")
    await received(town, li)
    assert "没有电话号码" not in li.last["caption"]


def _room(tx: Tx, number: str) -> None:
    row = tx.one("SELECT id FROM places WHERE name = :name", name="广安社区")
    assert row is not None
    duty_rooms.put(tx, row[0], number, 1)


async def test_sheets_are_for_those_who_look_after_the_place(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    for phone in (wang, zhang):
        await phone.says("/sheet")
        await phone.sees("这个由工作人员、楼道长和网格员来用")
    await li.says("/sheet")
    await li.taps("森林公园小区")
    await li.sees(" 森林公园小区")
    await li.taps("3号楼")
    await li.sees("3号楼")
    await town.takes_role(LI)
    await li.taps("2单元")
    await town.quiet()
    assert await town.count("chores") == 0


async def test_who_loses_the_role_meanwhile_gets_none(
    town: Town, li: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(town.app.chores, "_looking", asyncio.Lock())
    async with town.app.chores._looking:  # nobody takes up chores meanwhile
        await asks(li, "森林公园小区", "3号楼", "2单元")
        await town.takes_role(LI)
    await town.app.chores.all_done()
    await li.sees("没做成")
    assert await town.count("outbox", "act = 'document'") == 0


async def test_without_a_font_it_is_said(
    town: Town,
    li: Phone,
    bare: None,  # noqa: ARG001
) -> None:
    await asks(li, "森林公园小区", "3号楼", "2单元")
    await town.app.chores.all_done()
    await li.sees("没有中文字体")
