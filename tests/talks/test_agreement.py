"""From a session to an agreement that holds: both sides' screens, and what each must not see."""

import logging
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from community import mediation
from community import people as rules
from community.agreements.papers import Paper
from community.behalf import Other, Whom
from community.mediation import joining, mediators
from community.mediation.kinds import Matter, Opposite, Request
from community.people import Agreed, How
from community.roles import Role
from handlers.agreements.paper import parts
from handlers.mediation.kinds import SIDE
from simulator.client import Phone
from simulator.files import sample_picture
from simulator.view import inline_buttons
from storage import people, places
from storage.ids import short
from storage.tx import Tx
from talk import fonts
from talk.paper import HEIGHT, MARGIN, laid_out
from talk.words import LANGUAGES
from tests.town import Town, cast, greeted, standing

SUN, ZHOU = 900_061, 900_062
DAY_MS = 24 * 3_600_000
SOON = "kind = 'agreements.sitting'"
STORY, SETTLE = "楼上半夜拖椅子-甲的话", "铺个地毯-甲想要的"
TERMS = "因夜间噪音。一、晚上十点以后不拖椅子。二、铺地毯，各出一半。"
WISH = "地毯我出三分之一-乙的话"

SIMULATED = ("simulator", "aiohttp.access")
needs_font = pytest.mark.skipif(fonts.found() is None, reason="no Chinese font on this machine")


@dataclass(frozen=True, slots=True)
class Room:
    """王阿姨 asks, 孙大爷 lives above, 老周 mediates, 小李 is staff of the place."""

    case: int
    wang: Phone
    sun: Phone
    zhou: Phone
    li: Phone


async def heard(town: Town, wang: Phone, li: Phone, *, telegram: bool = True) -> Room:
    """Both take part, and the mediator has it in hand."""
    case = await town.run(partial(_heard, wang=wang.id, now=town.clock.now(), telegram=telegram))
    sun = await greeted(await town.phone("孙大爷", SUN))
    zhou = await greeted(await town.phone("老周", ZHOU))
    return Room(case, wang, sun, zhou, li)


def _heard(tx: Tx, wang: int, now: int, telegram: bool) -> int:
    one = people.by_telegram(tx, wang)
    home = places.get(tx, one.home_id or 0) if one else None
    assert one is not None
    assert home is not None
    _subdistrict, community, estate, *_rest = places.upwards(tx, home)
    far = places.below(tx, places.below(tx, estate.id)[-1].id)[-1]
    for number, name, lives in ((SUN, "孙大爷", home), (ZHOU, "老周", far)):
        person = rules.meet(tx, number, "zh", frozenset(), now)
        rules.join(tx, person, name, lives.id, now)
    sun, zhou = (people.by_telegram(tx, number) for number in (SUN, ZHOU))
    assert sun is not None
    assert zhou is not None
    people.grant(tx, zhou.id, Role.MEDIATOR, community.id, None, now)
    zhou = people.known(tx, zhou.id)
    wanted = Request(
        *(Matter.NOISE, Opposite.NEIGHBOUR, home.id, STORY),
        name="楼上老孙",
        may_tell="晚上有声音",
        settle=SETTLE,
    )
    case = mediation.request(tx, one, wanted, now)
    mediators.take(tx, zhou, case.id, now)
    if telegram:
        joining.invite(tx, zhou, case.id, "the token", now)
        joining.join(tx, sun, "the token", now)
        joining.agree(tx, people.known(tx, sun.id), case.id, now)
    else:
        granny = Other(Whom.NEIGHBOUR, "赵奶奶", None, Agreed(How.ORAL))
        joining.enter(tx, zhou, case.id, granny, now)
    return case.id


def said_to(town: Town, phone: Phone) -> str:
    """All that was ever sent to somebody, edits included."""
    calls = town.telegram.journal.after()
    return "\n".join(str(call.params) for call in calls if call.params.get("chat_id") == phone.id)


async def leads(town: Town, room: Room) -> None:
    """The mediator opens the way to an agreement."""
    await room.zhou.says("📋 我的事")
    await room.zhou.taps("见面与约定")
    await room.zhou.sees("🤝 调解")
    await town.quiet()
    await room.zhou.look()


async def proposes(zhou: Phone, hour: str = "15:00") -> None:
    """The mediator proposes to meet the day after tomorrow."""
    await zhou.sees("怎么谈？")
    await zhou.taps("当面谈")
    await zhou.taps("后天")
    await zhou.taps(hour)
    await zhou.says("社区一楼调解室")
    await zhou.sees("会分别问两边方不方便")
    await zhou.taps("✅ 提交")
    await zhou.sees("申请人：还没回话")


async def taps(town: Town, phone: Phone, label: str) -> None:
    """Tap a card that what others do has just drawn anew."""
    await town.quiet()
    await phone.look()
    await phone.taps(label)


async def at_once(town: Town, sides: tuple[Phone, ...], label: str) -> None:
    """Both tap the same before either sees what the other did; each tap counts."""
    await town.quiet()
    await town.phones.pause(polling=True)
    for side in sides:
        await side.look()
        await side.taps(label)
    await town.phones.pause(polling=False)


async def passes(town: Town, days: float) -> None:
    """Time goes by, and what is due happens."""
    town.clock.advance(int(days * DAY_MS))
    await town.app.timing.scan()
    await town.quiet()


async def test_each_side_alone_says_when_it_suits_them(town: Town, wang: Phone, li: Phone) -> None:
    room = await heard(town, wang, li)
    sun, zhou = room.sun, room.zhou
    await leads(town, room)
    await zhou.taps("📅 约见面")
    await proposes(zhou)
    for side in (wang, sun):
        asked = await side.sees("📅 调解见面")
        assert "15:00" in asked["text"]
        assert "社区一楼调解室" in asked["text"]
        assert "这个时间您方便吗？" in asked["text"]
    await sun.taps("🕐 换个时间")
    await sun.sees("您什么时候方便？")
    await sun.says("后天晚上7点")
    await sun.sees("您想换个时间，调解员会再约")
    offered = await zhou.sees("🕐 有一方想换个时间")
    assert "对方：想换到" in offered["text"]
    assert "19:00" in offered["text"]
    await taps(town, wang, "✅ 我方便")
    await wang.sees("您方便，正在等对方回话")
    assert "19:00" not in said_to(town, wang), "what the other offers goes to the mediator alone"
    await zhou.sees("申请人：方便")
    await taps(town, zhou, "📅 改时间")
    await proposes(zhou, "19:00")
    for side in (wang, sun):
        moved = await side.sees("原来的时间不算了")
        assert "19:00" in moved["text"]
    await at_once(town, (wang, sun), "✅ 我方便")
    for phone in (wang, sun, zhou):
        await phone.sees("✅ 见面时间定下来了")
    assert await town.count("timers", SOON) == 2
    [(first,)] = await town.run(lambda tx: tx.all(f"SELECT min(due) FROM timers WHERE {SOON}"))
    await passes(town, (first - town.clock.now()) / DAY_MS + 0.01)
    for phone in (wang, sun, zhou):
        await phone.sees("⏰ 见面的时间快到了")
    await taps(town, zhou, "❌ 取消见面")
    for side in (wang, sun):
        await side.sees("❌ 这次见面取消了")
    assert await town.count("timers", SOON) == 0, "nobody is reminded of what is off"
    for word in (STORY, SETTLE):
        assert word not in said_to(town, sun), "not what the other side has told"


async def drafts(room: Room, terms: str = TERMS) -> None:
    """The mediator writes down what both could agree to."""
    await room.zhou.sees("先用一句话写是什么事")
    await room.zhou.says(terms)
    await room.zhou.sees("哪天之前要做到？")
    await room.zhou.says("7天后")
    await room.zhou.sees("两边看到的就是这些原话")
    await room.zhou.taps("✅ 提交")
    await room.zhou.sees("申请人：还没认可")


async def agreed(town: Town, wang: Phone, li: Phone) -> Room:
    """Both have said yes to the second draft."""
    room = await heard(town, wang, li)
    sun, zhou = room.sun, room.zhou
    await leads(town, room)
    await zhou.taps("📝 约定草稿")
    await drafts(room)
    for side in (wang, sun):
        read = await side.sees("📝 约定草稿第 1 稿")
        assert TERMS in read["text"]
    await wang.taps("我认可")
    await wang.sees("您已经认可这一稿，正在等对方")
    await taps(town, sun, "想再改改")
    await sun.sees("哪里想改？")
    await sun.says(WISH)
    await sun.sees("只有调解员看得到")
    await sun.taps("✅ 提交")
    await sun.sees("✅ 只转给了调解员")
    wished = await zhou.sees("✏️ 对方想再改改")
    assert WISH in wished["text"]
    assert "申请人：认可" in wished["text"]
    await taps(town, zhou, "✏️ 重写一稿")
    await drafts(room, TERMS.replace("一半", "自己的份"))
    for side in (wang, sun):
        anew = await side.sees("📝 约定草稿第 2 稿")
        assert "您已经认可" not in anew["text"], "a new draft asks both again"
    await at_once(town, (wang, sun), "我认可")
    for phone in (wang, sun, zhou):
        await phone.sees("✅ 这一稿两边都认可了")
    assert WISH not in said_to(town, wang), "a wish is for the mediator alone"
    assert "孙大爷" not in said_to(town, wang)
    assert "王阿姨" not in said_to(town, sun)
    for word in (STORY, SETTLE):
        assert word not in said_to(town, sun)
    return room


@needs_font
async def test_from_a_draft_to_a_signature_and_to_what_was_kept(
    town: Town, wang: Phone, li: Phone
) -> None:
    room = await agreed(town, wang, li)
    sun, zhou = room.sun, room.zhou
    await zhou.taps("📄 打印签字")
    await town.app.chores.all_done()
    paper: dict[str, Any] = await zhou.sees("请用 A4 纸打印")
    assert paper["document"]["file_name"].endswith(".pdf")
    file = town.telegram.files.by_unique_id(paper["document"]["file_unique_id"])
    assert file is not None
    assert file.data.startswith(b"%PDF")
    await zhou.taps("✍️ 已签")
    await zhou.sees("拍张照片")
    await zhou.sends_photo(data=sample_picture(1).data)
    await zhou.taps("发完了")
    await zhou.taps("✅ 提交")
    await zhou.sees("✍️ 已经签字")
    for side in (wang, sun):
        court = await side.sees("🤝 约定达成了")
        assert "30 天内" in court["text"]
        assert "一起去人民法院" in court["text"]
    await passes(town, 8)
    for side in (wang, sun):
        await side.sees("约定的日子到了")
    await wang.taps("👍 做到了")
    await wang.sees("您说都做到了")
    await taps(town, sun, "👎 没做到")
    broken = await sun.sees("您说没有做到")
    assert "随时可以去法院" in broken["text"]
    await zhou.sees("👎 有一方说没做到")
    await passes(town, 13)
    for phone in (wang, sun, zhou):
        await phone.sees("申请司法确认，还剩十天")
    await sun.look()
    await taps(town, sun, "🔁 再调解一次")
    await zhou.sees("重新开始了")
    await wang.sees("重新开始了")
    assert await town.count("cases", "stage = 'working' AND round = 2") == 1
    await leads(town, room)
    await zhou.taps("📝 约定草稿")
    await drafts(room, TERMS)
    for side in (wang, sun):
        await side.sees("📝 约定草稿第 3 稿")
    plain = b"".join(path.read_bytes() for path in town.settings.media_folder.rglob("*.sealed"))
    assert b"JFIF" not in plain


@needs_font
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("clauses", [1, 12, 60])
def test_the_paper_has_every_word_and_all_who_sign_on_one_page(language: str, clauses: int) -> None:
    text = "\n".join(f"{nth}、{TERMS}" for nth in range(clauses))
    day = date(2026, 12, 15)
    paper = Paper("2611-3", "广安社区", "3号楼 2单元", "王秀英", "赵永福", "老陈", text, day)
    pages = laid_out(list(parts(paper, language)))
    written = ["".join(row.text for row in page).replace(" ", "") for page in pages]
    for words in (*text.split("\n"), "2611-3", "广安社区", "2026"):
        assert words.replace(" ", "") in "".join(written)
    [signed] = [page for page in written if "（老陈）" in page or "(老陈)" in page]
    assert all(name in signed.split("提示")[-1] for name in (paper.one, paper.other))
    assert all(row.top + row.size <= HEIGHT - MARGIN for page in pages for row in page)


async def test_no_word_of_it_in_the_logs_or_in_the_file(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    async with standing(sqlite_url) as town:
        wang, li, _zhang = await cast(town)
        await agreed(town, wang, li)
        kept = b"".join(path.read_bytes() for path in file.parent.rglob("*") if path.is_file())
    secrets = (STORY, SETTLE, TERMS, WISH, "楼上老孙", "孙大爷")
    assert [word for word in secrets if word.encode() in kept] == []
    lines = [r.getMessage() for r in caplog.records if not r.name.startswith(SIMULATED)]
    assert lines, "logging was on"
    assert [word for word in secrets if word in "\n".join(lines)] == []


async def test_who_cannot_agree_hears_of_the_court_and_may_come_back(
    town: Town, wang: Phone, li: Phone
) -> None:
    room = await heard(town, wang, li)
    sun, zhou = room.sun, room.zhou
    await leads(town, room)
    await zhou.taps("⏳ 延长时间")
    await zhou.taps("14天")
    await zhou.taps("✅ 提交")
    await zhou.sees("✅ 已经分别去问两边了")
    for side in (wang, sun):
        await side.sees("一个月可能不够")
    for side in (wang, sun):
        await taps(town, side, "✅ 同意")
    for phone in (wang, sun, zhou):
        await phone.sees("⏳ 两边都同意了")
    await leads(town, room)
    await taps(town, zhou, "🏁 了结")
    await zhou.taps("没谈成")
    await zhou.taps("✅ 提交")
    await zhou.sees("✅ 已了结")
    for side in (wang, sun):
        over = await side.sees("这次没有谈成")
        assert "随时可以去法院" in over["text"]
    await taps(town, wang, "🔁 再调解一次")
    await wang.sees("重新开始了")
    await zhou.sees("重新开始了")
    await sun.sees("重新开始了")
    await sun.says("/privacy")
    await sun.taps("🗑")
    await sun.sees("1 件调解档案要保存到")
    await sun.taps("🗑")
    await wang.sees("对方")
    assert await town.count("cases", "result = 'left' AND kept_until IS NOT NULL") == 1


async def test_who_has_no_telegram_agrees_before_the_mediator(
    town: Town, wang: Phone, li: Phone
) -> None:
    room = await heard(town, wang, li, telegram=False)
    zhou = room.zhou
    await leads(town, room)
    await zhou.taps("📅 约见面")
    await proposes(zhou)
    await zhou.taps("对方电话里说方便")
    await zhou.sees("对方：方便")
    await wang.sees("📅 调解见面")
    await taps(town, wang, "✅ 我方便")
    await wang.sees("✅ 见面时间定下来了")
    await leads(town, room)
    await zhou.taps("📝 约定草稿")
    await drafts(room)
    await zhou.taps("对方当面认可了")
    await wang.sees("📝 约定草稿第 1 稿")
    await taps(town, wang, "我认可")
    await zhou.sees("✅ 这一稿两边都认可了")
    await taps(town, zhou, "🗣 口头约定")
    await zhou.sees("是口头约定吗？")
    assert "约定达成了" not in said_to(town, wang), "one tap does not end it"
    await zhou.taps("对，就这么定")
    agreed = await wang.sees("🤝 约定达成了")
    assert "口头约定" in agreed["text"]
    assert "法院" not in agreed["text"], "what is not written cannot be confirmed there"
    await passes(town, 8)
    await wang.sees("约定的日子到了")
    asked = await zhou.sees("收不到这里的消息，请打个电话问问")
    assert "赵奶奶" not in said_to(town, wang)
    assert "对方：还没回话" in asked["text"]
    await taps(town, zhou, "对方：没做到")
    await taps(town, zhou, "🔁 再调解一次")
    await wang.sees("重新开始了")


async def test_a_draft_of_what_was_left_asks_nobody(town: Town, wang: Phone, li: Phone) -> None:
    room = await heard(town, wang, li)
    sun, zhou = room.sun, room.zhou
    await leads(town, room)
    await zhou.taps("📝 约定草稿")
    await drafts(room)
    for side in (wang, sun):
        await side.sees("📝 约定草稿第 1 稿")
    await wang.taps_data(
        wang.last["message_id"], f"c:{SIDE}:{short(room.case)}:open:0", forged=True
    )
    await wang.taps("🚪 退出调解")
    await wang.taps("是的，我退出")
    for phone in (sun, zhou):
        over = await phone.sees("这件调解刚刚已经结束了")
        assert not inline_buttons(over), "nothing is left to agree to, or to write anew"
    await town.quiet()
    assert not await wang.shows(TERMS), "who has left reads no draft"


async def test_staff_see_the_mark_and_no_story(town: Town, wang: Phone, li: Phone) -> None:
    room = await heard(town, wang, li)
    early = f"c:early:{short(room.case)}"
    for phone in (wang, room.sun, room.zhou):
        for choice in ("open:0", "mark:1"):
            await phone.taps_data(phone.last["message_id"], f"{early}:{choice}", forged=True)
            await phone.hears("没有找到")
    assert await town.count("disputes", "early IS NOT NULL") == 0
    await li.taps_data(li.last["message_id"], f"{early}:open:0", forged=True)
    await li.sees("还没有标记")
    await li.taps("⚠️ 标记")
    await li.sees("标记。请安排人")
    await li.says("📋 我的事")
    await li.taps("可能成访")
    await li.sees("⚠️ 可能成访")
    await li.taps("🕊 已提前化解")
    await li.sees("已提前化解。")
    await li.says("/stats")
    await li.taps("🤝 纠纷调解")
    counted = await li.sees("提前化解信访 1")
    assert counted["text"].count("提前化解信访") == 2, "each origin for itself"
    for word in (STORY, SETTLE, "楼上老孙"):
        assert word not in said_to(town, li)
