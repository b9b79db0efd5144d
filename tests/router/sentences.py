"""The sentences by which the router is judged: none of them is among those it learns from."""

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
TUNE, COUNT = (
    "tune",
    "count",
)  # by the first half rules and examples were put right, never by the other
CALM = "calm"


class Sentence(NamedTuple):
    """One sentence, and the doors that are right for it, or the danger it speaks of."""

    half: str
    meant: tuple[str, ...]
    text: str


def read(name: str) -> list[Sentence]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    parts = (line.split("\t") for line in lines)
    return [Sentence(half, tuple(meant.split(",")), text) for half, meant, text in parts]


HELD_OUT = read("held_out.tsv")
BOTH = read("both.tsv")  # two things said at once, and one thing that only sounds like two
EMERGENCIES = [one for one in read("emergencies.tsv") if one.meant != (CALM,)]
LOOKALIKES = [one for one in read("emergencies.tsv") if one.meant == (CALM,)]
