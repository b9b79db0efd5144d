"""Flats: brought in by a table, told to those who must come to the door and to nobody else."""

from functools import partial

from simulator.client import Phone
from storage import people, places
from storage.tx import Tx
from tests.talks.tables import HOME, both
from tests.talks.test_imports import NUMBER, at_rest, promoted, sends
from tests.town import WANG, Town, dispatches, reports

FLAT = "canary501"
GRANNY = ("赵奶奶", NUMBER, f"{HOME}/{FLAT}", "", "", "口头", "小孙")


def _moves_in(tx: Tx, person_id: int) -> None:
    """王阿姨 lives there, too."""
    [granny] = people.by_phone(tx, NUMBER)
    home = places.get(tx, granny.home_id or 0)
    assert home is not None
    people.set_home(tx, person_id, home.id)


async def test_a_flat_is_known_where_somebody_must_come_to_the_door(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await town.run(promoted)
    await sends(li, both([(None, *HOME.split("/"), FLAT)], [GRANNY]))
    await at_rest(town)
    await li.sees("新增地点：1")
    await li.taps("✅ 录入")
    await at_rest(town)
    await li.sees("✅ 表格录入好了")
    await li.says("/find")
    await li.says(NUMBER)
    await li.sees(f"2单元 {FLAT}")
    who = await town.person(WANG)
    await town.run(partial(_moves_in, person_id=who.id))

    await reports(wang, "路灯坏了")
    card = await li.sees("📢 新的反映")
    assert "📍 广安社区 森林公园小区 3号楼 2单元\n" in card["text"], "of a flat the stairwell"
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await wang.says("楼道灯不亮了，快来修")
    await wang.says("/cancel")
    await wang.says("/privacy")
    await wang.sees(f"住处：广安社区 森林公园小区 3号楼 2单元 {FLAT}")
    await wang.taps("📢 反映问题")
    await wang.taps("🆘 有人有危险")
    await li.sees(f"2单元 {FLAT}")
    assert not await zhang.shows(FLAT)
