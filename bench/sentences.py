"""Free sentences: how many find their doors in a second, and how that grows with the examples."""

import random
import time
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median

from bot.app import CAPABILITIES
from community.issues.danger import danger_of
from community.likeness import Model, learn
from community.router.guessing import Guesser, guess
from talk.registry import Registry

MOST_MS, LEARN_MOST_MS = 5.0, 1000.0
MADE = 2_000  # sentences to route


async def routed(times: Sequence[int], rounds: int) -> str:
    """Learn so many times the examples that are shipped, and guess."""
    doors = Registry(CAPABILITIES, "linli").doors
    shipped = Guesser({code: door.every for code, door in doors.items()}).shipped
    said = _mixed([text for texts in shipped.values() for text in texts], MADE)
    lines, worst = [], 0.0
    for more in times:
        heaps = {heap: _grown(texts, more) for heap, texts in shipped.items()}
        learning = median(_took(partial(learn, heaps)) for _ in range(rounds))
        guessing = partial(_all, learn(heaps), said)
        each = median(_took(guessing) for _ in range(rounds)) / len(said)
        worst = max(worst, each)
        many = sum(map(len, heaps.values()))
        lines.append(f"| {many} | {learning:.0f} | {each:.3f} | {1000 / each:.0f} |")
    danger_of("")  # learns
    danger = _took(lambda: [danger_of(text) for text in said]) / len(said)
    return (
        "| examples | learning ms | a sentence ms | sentences/s |\n|---:|---:|---:|---:|\n"
        + "\n".join(lines)
        + f"\n\nWhether it is a cry for help, for each sentence before all else: {danger:.3f} ms.\n"
        f"Aim: less than {MOST_MS:.0f} ms a sentence, {_said(worst < MOST_MS)}; learnt in less than"
        f" a second at the start."
    )


def _all(model: Model, said: Sequence[str]) -> None:
    for text in said:
        guess(model, text)


def _took(work: Callable[[], object]) -> float:
    """Processor time in ms."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def _grown(texts: Sequence[str], times: int) -> list[str]:
    """The sentences, and as many again made of the halves of two, so that most runs are new."""
    return [*texts, *_mixed(texts, len(texts) * (times - 1))]


def _mixed(texts: Sequence[str], many: int) -> list[str]:
    chance = random.Random(1)
    pairs = ((chance.choice(texts), chance.choice(texts)) for _ in range(many))
    return [
        one[: len(one) // 2] + chr(0x4E00 + n % 20_000) + other[len(other) // 2 :]
        for n, (one, other) in enumerate(pairs)
    ]


def _said(reached: bool) -> str:
    return "reached" if reached else "missed"
