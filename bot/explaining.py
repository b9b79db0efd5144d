"""Why a sentence leads where it leads, for whoever tends the examples."""

from collections.abc import Iterator, Mapping

from community.issues.danger import danger_of, ruled
from community.likeness import Model
from community.router.guessing import CHAT, guess
from storage.said import all_said
from talk.doors import Door
from talk.words import DEFAULT

LISTED = 4  # heaps
RUNS = 6
NEAR = 2


def explained(model: Model, doors: Mapping[str, Door], sentence: str) -> Iterator[str]:
    """What would be done, and what spoke for it, line by line."""
    yield f"“{sentence}”"
    danger = danger_of(sentence)
    if danger is not None:
        by = "a rule" if ruled(sentence) else "likeness alone"
        yield f"An emergency ({danger}), by {by}: the numbers to call, and duty staff, come first."
    found = guess(model, sentence)
    labels = [doors[code].label.to(DEFAULT) for code in found.doors]
    if found.chat:
        yield "Small talk: a warm word and the menu."
    else:
        yield f"Offered: {', '.join(labels)}." if labels else "Nobody can say: the menu."
    for code, share in list(found.shares.items())[:LISTED]:
        label = doors[code].label.to(DEFAULT) if code in doors else "💬 small talk"
        sentences = doors[code].every if code in doors else all_said(CHAT)
        runs = " ".join(f"“{run}”" for run, _says in model.spoke(sentence, code)[:RUNS])
        near = ", ".join(f"“{one}”" for one in model.nearest(sentence, sentences, NEAR))
        yield f"{share:4.0%} {label}\n     for it spoke {runs}\n     most like {near}"
