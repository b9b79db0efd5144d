"""To which of several heaps of sentences another one is most alike.

A naive Bayes model over runs of one to three characters, which needs no words to be told apart:
Chinese has no spaces, and people mistype. It learns a thousand sentences in a moment, so nothing
of it is kept (docs/decisions/0006-router.md says what else was measured).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log, sqrt

READ_MOST = 200  # characters: what somebody wants is said by then
RUN_MOST = 3
LONG = 12  # letters, from which on one length is as good as another
LENGTH_COUNTS = 3  # as often as a run that stands so often: small talk is short
SMOOTHING = 0.05
SHARPNESS = 2.0  # by which the shares say how often the first is the right one
LINKS = re.compile(r"https?://[!-~]*")
NO_LETTERS = re.compile(r"[\W_]+")

Shares = dict[str, float]


def spelt(text: str) -> str:
    """The letters of a sentence, whatever their width and case, words apart; links left out."""
    plain = LINKS.sub(" ", unicodedata.normalize("NFKC", text[:READ_MOST]).lower())
    return NO_LETTERS.sub(" ", plain).strip()


def runs(text: str) -> dict[str, int]:
    """How often each run of characters stands in a sentence, and how long it is."""
    words = f" {spelt(text)} "
    found = Counter(
        [
            run
            for length in range(1, RUN_MOST + 1)
            for at in range(len(words) - length + 1)
            if not (run := words[at : at + length]).isspace()
        ]
    )
    if found:
        letters = sum(not letter.isspace() for letter in words)
        found[f"{min(letters, LONG) // 2}…"] = LENGTH_COUNTS
    return found


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt: how telling each run is, and for which heaps it speaks.

    `silence` is what a run says of each heap in which it never stood.
    """

    telling: Mapping[str, float]
    speaks: Mapping[str, tuple[tuple[str, float], ...]]
    silence: Mapping[str, float]

    def weights(self, text: str) -> dict[str, float]:
        """How much each known run of a sentence counts; their squares add up to one."""
        known = {run: often for run, often in runs(text).items() if run in self.telling}
        return _weighed(known, self.telling)

    def likely(self, text: str) -> Shares:
        """The share of each heap in the likeness of a sentence, the greatest first."""
        weights = self.weights(text)
        whole = sum(weights.values())
        sums = {heap: whole * says for heap, says in self.silence.items()}
        for run, weight in weights.items():
            for heap, says in self.speaks[run]:
                sums[heap] += weight * says
        best = max(sums.values())
        shares = {heap: exp(SHARPNESS * (each - best)) for heap, each in sums.items()}
        every = sum(shares.values())
        return {heap: shares[heap] / every for heap in sorted(shares, key=lambda one: -sums[one])}

    def spoke(self, text: str, heap: str) -> list[tuple[str, float]]:
        """Which runs of a sentence spoke for a heap, the most telling first."""
        weights = self.weights(text)
        said = {
            run: weight * dict(self.speaks[run]).get(heap, 0) for run, weight in weights.items()
        }
        return sorted(((r, s) for r, s in said.items() if s), key=lambda one: -one[1])

    def nearest(self, text: str, sentences: Iterable[str], most: int) -> list[str]:
        """The sentences most like one, the likest first; none that shares nothing with it."""
        weights = self.weights(text)
        near = [(self._overlap(weights, sentence), sentence) for sentence in sentences]
        return [sentence for share, sentence in sorted(near, reverse=True)[:most] if share > 0]

    def _overlap(self, weights: Mapping[str, float], sentence: str) -> float:
        other = self.weights(sentence)
        return sum(weight * other[run] for run, weight in weights.items() if run in other)


def learn(heaps: Mapping[str, Iterable[str]]) -> Model:
    """Learn what the sentences of each heap have in common."""
    said = [(heap, runs(text)) for heap, texts in heaps.items() for text in texts]
    spread = Counter(run for _heap, found in said for run in found)
    telling = {run: 1 + log((1 + len(said)) / (1 + many)) for run, many in spread.items()}
    sums: dict[str, dict[str, float]] = {run: {} for run in telling}
    wholes = dict.fromkeys(heaps, SMOOTHING * (1 + len(telling)))
    for heap, found in said:
        for run, weight in _weighed(found, telling).items():
            sums[run][heap] = sums[run].get(heap, 0.0) + weight
            wholes[heap] += weight
    speaks = {
        run: tuple((heap, log(1 + weight / SMOOTHING)) for heap, weight in each.items())
        for run, each in sums.items()
    }
    silence = {heap: log(SMOOTHING) - log(whole) for heap, whole in wholes.items()}
    return Model(telling, speaks, silence)


def _weighed(found: Mapping[str, int], telling: Mapping[str, float]) -> dict[str, float]:
    weights = {run: (1 + log(often)) * telling[run] for run, often in found.items()}
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {run: weight / length for run, weight in weights.items()}
