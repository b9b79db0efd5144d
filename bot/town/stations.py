"""What the stations have done until now, as one documented subdistrict reported it (domain §1).

It is made through the rules, by invented people; every part of it stands in a module of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from community import people as rules
from community.people import Agreed, How
from community.places import Kind
from storage import people, places
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

SURNAMES = "赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施"
GIVEN = (
    *("桂兰", "秀英", "建国", "玉梅", "志强", "丽华", "国庆", "春燕", "文博", "晓彤"),
    *("海涛", "雅琴", "子轩", "淑珍", "立军", "佳怡", "永福", "红霞", "俊杰", "美玲"),
)


@dataclass(frozen=True, slots=True)
class Town:
    """The places and the office of the demonstration, for those who fill it."""

    root: Place
    communities: Sequence[Place]
    estates: Sequence[Place]
    stairwells: Sequence[Place]
    office: Person  # of the subdistrict's staff, who enters the others

    def resident(self, tx: Tx, nth: int, now: int) -> Person:
        """The nth invented resident without a telephone of their own in the demonstration."""
        surname, turn = SURNAMES[nth % len(SURNAMES)], nth // len(SURNAMES)
        again = "" if turn < len(GIVEN) else str(turn // len(GIVEN) + 1)
        name = f"{surname}{GIVEN[(turn + nth) % len(GIVEN)]}{again}"
        home = self.stairwells[nth % len(self.stairwells)]
        agreed = Agreed(How.PAPER)
        return rules.enter(tx, self.office, name, f"1380000{nth:04}", home.id, agreed, now)


Fill = Callable[[Tx, Town, int], None]
FILLS: Sequence[Fill] = ()


def fill(tx: Tx, office_id: int, now: int) -> None:
    """Let every station have done what is known of it."""
    root = places.roots(tx)[0]
    found = {
        kind: places.of_kinds(tx, root.path, (kind,))
        for kind in (Kind.COMMUNITY, Kind.ESTATE, Kind.STAIRWELL)
    }
    town = Town(
        root,
        found[Kind.COMMUNITY],
        found[Kind.ESTATE],
        found[Kind.STAIRWELL],
        people.known(tx, office_id),
    )
    for each in FILLS:
        each(tx, town, now)
