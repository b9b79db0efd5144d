"""What those are given who fill the demonstration town: its places, its office, invented people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from community import people as rules
from community.people import Agreed, How
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

SURNAMES = "赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施"
GIVEN = (
    *("桂兰", "秀英", "建国", "玉梅", "志强", "丽华", "国庆", "春燕", "文博", "晓彤"),
    *("海涛", "雅琴", "子轩", "淑珍", "立军", "佳怡", "永福", "红霞", "俊杰", "美玲"),
)
FEMALE = ("桂兰", "秀英", "玉梅", "丽华", "春燕", "晓彤", "雅琴", "淑珍", "佳怡", "红霞", "美玲")


def given(nth: int) -> str:
    """The given name of the nth invented resident."""
    return GIVEN[(nth // len(SURNAMES) + nth) % len(GIVEN)]


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
        name = f"{surname}{given(nth)}{again}"
        home = self.stairwells[nth % len(self.stairwells)]
        agreed = Agreed(How.PAPER)
        return rules.enter(tx, self.office, name, f"1380000{nth:04}", home.id, agreed, now)


Fill = Callable[[Tx, Town, int], None]
