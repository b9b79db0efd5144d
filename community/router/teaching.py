"""An office teaches the router what people say at its doors; each change is kept."""

from collections.abc import Sequence

from community.likeness import spelt
from community.refused import Refused
from community.roles import of_office
from storage import changes, examples
from storage.examples import Example
from storage.people import Person
from storage.tx import Tx

TAUGHT_MOST = 200  # of one door: learning stays a moment's work
LEAST = 2  # of our own examples that stay: a door nobody could find is no door


def teach(tx: Tx, who: Person, door: str, words: str, now: int) -> Example:
    """One more sentence that leads to a door."""
    _allow(who)
    taught = examples.of(tx, door)
    if not spelt(words):
        raise Refused("router.no_words")
    if any(spelt(one.words) == spelt(words) and not one.struck for one in taught):
        raise Refused("router.known")
    if len(taught) >= TAUGHT_MOST:
        raise Refused("router.full")
    changes.note(tx, now, who.id, "example.add", door, None, None)
    return examples.add(tx, door, words.strip(), struck=False, by_id=who.id, now=now)


def strike(tx: Tx, who: Person, door: str, shipped: Sequence[str], words: str, now: int) -> Example:
    """Let one of our own sentences lead to its door no more."""
    _allow(who)
    if words not in shipped:
        raise Refused("router.not_found")
    struck = [one for one in examples.of(tx, door) if one.struck]
    if any(one.words == words for one in struck):
        raise Refused("cases.moved_on")
    if len(shipped) - len(struck) <= LEAST:
        raise Refused("router.last")
    changes.note(tx, now, who.id, "example.strike", door, None, None)
    return examples.add(tx, door, words, struck=True, by_id=who.id, now=now)


def undo(tx: Tx, who: Person, door: str, example_id: int, now: int) -> None:
    """Take back what was taught, or learn again what was struck."""
    _allow(who)
    if all(one.id != example_id for one in examples.of(tx, door)):
        raise Refused("cases.moved_on")
    changes.note(tx, now, who.id, "example.undo", door, None, None)
    examples.remove(tx, example_id, now)


def _allow(who: Person) -> None:
    if not of_office(who):
        raise Refused("router.not_found")
