"""What a free sentence is most likely about: one to three doors, small talk, or nobody can say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from community.likeness import READ_MOST, Model, Shares, learn, spelt
from storage import examples
from storage.said import all_said
from storage.tx import Tx

CHAT = "chat"  # the heap of small talk, which is no door
CHAT_MOST = 20  # letters: who writes more wants something
SHORT, CLEAR = 4, 0.6  # so few letters ask for something only where that is clear,
BETWEEN = 0.95  # or where it is one of two doors
OFFERED = 3
SURE = 0.95  # from here on one door is enough
SLIGHT = 0.02  # what is less likely is not offered
ASKING_LEAST = 4  # letters
WANTS = re.compile(
    r"有什么|有没有|有[^，。]{0,8}[吗么]|想|需要|[我要]要|能不能|可以|怎么|[找帮查]|取消|报名"
    r"|几点|什么时候|在哪|[?？]"
    r"|\b(?:want|need|how|what|where|when|can|could|is there|are there|looking for|like to)\b",
    re.IGNORECASE,
)
JOINED = 0.8  # how sure each part must be where a word says that another thing follows
JOINS = re.compile(
    r"(?:另外|顺便|顺带|以及|除此之外)(?:还有?|也)?|还有(?!没)|还(?=[想要得能])"
    r"|\b(?:also|besides|by the way|and (?=i (?:want|need|would)))",
    re.IGNORECASE,
)
STOPS = re.compile(r"[，。！？；,.!?;\n]|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
KNOWN_LEAST = 0.33  # below it nothing of the sentence was told apart


@dataclass(frozen=True, slots=True)
class Guess:
    """The codes of the likeliest doors, or that it is small talk; the shares explain it.

    `wished` are those of several things said at once, or of the one amid politeness.
    """

    doors: tuple[str, ...]
    chat: bool
    shares: Shares
    wished: tuple[str, ...] = ()

    @property
    def plain(self) -> tuple[str, ...]:
        """The doors it is plainly about: the only one, or those of all that was said."""
        return self.wished or (self.doors if len(self.doors) == 1 else ())


@dataclass(frozen=True, slots=True)
class Learnt:
    """A model, and the revision of the examples it was learnt from."""

    revision: int
    model: Model


class Guesser:
    """Learns what people say at each door; learns anew when an office has taught it more.

    What is learnt lies in memory and follows from the rows alone: each process learns for itself.
    """

    def __init__(self, shipped: Mapping[str, Sequence[str]]) -> None:
        self.shipped = {**shipped, CHAT: all_said(CHAT)}
        self._learnt: Learnt | None = None

    def guess(self, tx: Tx, text: str) -> Guess:
        """Guess with what the office has taught, too."""
        return guess(self.model(tx), text)

    def model(self, tx: Tx) -> Model:
        """What there is to learn now."""
        revision = examples.revision(tx)
        if self._learnt is None or self._learnt.revision != revision:
            self._learnt = Learnt(revision, learn(self._heaps(tx)))
        return self._learnt.model

    def untaught(self) -> Model:
        """What there is to learn from what was shipped alone."""
        return learn(self.shipped)

    def _heaps(self, tx: Tx) -> Mapping[str, Sequence[str]]:
        """Our examples without those struck out, and the office's own."""
        taught = [row for row in examples.every(tx) if row.door in self.shipped]
        struck = {(row.door, spelt(row.words)) for row in taught if row.struck}
        heaps = {
            door: [text for text in texts if (door, spelt(text)) not in struck]
            for door, texts in self.shipped.items()
        }
        for row in taught:
            if not row.struck:
                heaps[row.door].append(row.words)
        return heaps


def asks(text: str) -> bool:
    """Whether words want something: a name, a place or a number at a question of a form do not."""
    return len(spelt(text)) >= ASKING_LEAST and bool(WANTS.search(text))


def guess(model: Model, text: str) -> Guess:
    """Choose what to offer: of two things said at once both doors, amid politeness that of one."""
    whole = _of_one(model, text)
    wished = _wished(model, text)
    if len(wished) < 2 and not (wished and whole.chat):
        return whole
    every = tuple(dict.fromkeys((*whole.doors[:1], *wished, *whole.doors)))
    return replace(whole, doors=every[:OFFERED], chat=False, wished=wished)


def _wished(model: Model, text: str) -> tuple[str, ...]:
    """The doors of the parts of a sentence, where each is plainly about one.

    Behind a mere stop often stands more of the same: there each part must want something.
    """
    read = text[:READ_MOST]
    joined = [_door_of(model, part, JOINED) for part in JOINS.split(read)]
    wants = [part for part in STOPS.split(read) if asks(part) and len(spelt(part)) > SHORT]
    stopped = [_door_of(model, part, SURE) for part in wants]
    return max((tuple(dict.fromkeys(filter(None, each))) for each in (joined, stopped)), key=len)


def _door_of(model: Model, part: str, least: float) -> str | None:
    if len(spelt(part)) < ASKING_LEAST:
        return None
    likeliest, share = next(iter(model.likely(part).items()))
    return likeliest if likeliest != CHAT and share >= least else None


def _of_one(model: Model, text: str) -> Guess:
    """Choose by the shares of likeness, as if one thing had been said."""
    shares, letters = model.likely(text), len(spelt(text))
    likeliest, share = next(iter(shares.items()))
    if not letters:
        return Guess((), False, shares)
    either = sum([shares[heap] for heap in shares if heap != CHAT][:2])
    unclear = letters <= SHORT and share < CLEAR and either < BETWEEN
    if (likeliest == CHAT and letters <= CHAT_MOST) or unclear:
        return Guess((), True, shares)
    if share < KNOWN_LEAST:
        return Guess((), False, shares)
    most = 1 if likeliest != CHAT and share >= SURE else OFFERED
    doors = [door for door in shares if door != CHAT]
    offered = [door for door in doors if shares[door] >= SLIGHT] or doors
    return Guess(tuple(offered[:most]), False, shares)
