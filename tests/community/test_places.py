"""Places as people call them: 森林公园三栋2单元 is found, a story is no address."""

import pytest

from community.places import label, named
from storage import places
from storage.engine import Database
from storage.tx import Tx
from talk.numerals import digits
from tests.community.conftest import gathered

PARK = "广安社区 森林公园小区"
CALLED = {
    "森林公园3号楼2单元": f"{PARK} 3号楼 2单元",
    "森林公园小区三号楼二单元": f"{PARK} 3号楼 2单元",
    "广安社区 森林公园 3栋 2单元": f"{PARK} 3号楼 2单元",
    "我家在森林公园６号楼": f"{PARK} 6号楼",
    "3号门口": f"{PARK} 3号楼",  # one's own estate goes without saying
    "11号楼": None,  # there is none at home
    "金域华府11号楼": "广安社区 金域华府小区 11号楼",
    "金域华府一号楼4单元": "广安社区 金域华府小区 1号楼",  # as far as it is there
    "向阳": "向阳社区",  # its estate is called so, too: one chooses on
    "向阳小区": "向阳社区 向阳小区",
    "向阳社区": "向阳社区",
    "新华里": "新华社区 新华里",
    "河畔人家 2幢": "河畔社区 河畔人家 2号楼",
    "森林公园的路灯坏了好几天了没人管": None,
    "楼上漏水": None,
    "": None,
    "(((*": None,
}


@pytest.mark.parametrize(("words", "place"), CALLED.items())
async def test_a_place_is_found_by_what_people_call_it(
    settled: Database, words: str, place: str | None
) -> None:
    def job(tx: Tx) -> str | None:
        who = gathered(tx).reporter
        found = named(tx, who, places.roots(tx)[0], words, digits)
        return label(tx, found) if found else None

    assert await settled.run(job) == place


async def test_below_a_place_only_what_is_there_is_found(settled: Database) -> None:
    def job(tx: Tx) -> None:
        who = gathered(tx).reporter
        root = places.roots(tx)[0]
        estate = named(tx, who, root, "金域华府", digits)
        assert estate is not None
        inside = named(tx, who, estate, "十一号楼4单元", digits)
        assert inside is not None
        assert label(tx, inside) == "广安社区 金域华府小区 11号楼 4单元"
        assert named(tx, who, estate, "森林公园", digits) is None

    await settled.run(job)
