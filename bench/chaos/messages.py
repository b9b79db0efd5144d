"""What people were sent: nothing lost, nothing twice but what was in flight, every card true."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bench.chaos.course import Record
from bench.chaos.findings import Finding, finding
from bench.chaos.remains import SENT
from bench.chaos.watched import Sent
from bot.app import CAPABILITIES
from storage import people
from storage.shown import CLOSED, COLUMNS, RETIRED, Shown
from storage.tx import Tx
from talk.bodies import body_of
from talk.registry import Registry

ENDED = (RETIRED, CLOSED)
TWINS = (
    "SELECT s.id, o.message_id FROM shown s JOIN outbox o ON o.shown_id = s.id"
    " WHERE o.message_id <> s.message_id"
)


def letters(tx: Tx, record: Record) -> Iterator[Finding]:
    """The outbox, held against what came at the platform."""
    telegram = record.telegram
    states: dict[str, int] = dict(tx.all("SELECT state, count(*) FROM outbox GROUP BY state"))
    undone = [f"{states[state]} {state}" for state in ("waiting", "failed") if state in states]
    yield finding("nothing waits in the outbox, nothing failed", undone, sum(states.values()))
    rows = Counter(number for (number,) in tx.all(SENT))
    phantom = [f"{one}" for one, times in rows.items() if times > 1 or one not in telegram.sent]
    yield finding("every letter marked as sent came, as one message", phantom, len(rows))
    kept = numbered(tx, record)
    twice = Counter(sent for sent in kept.values() if sent.about_a_case)
    again = [f"{sent.text[:60]!r}" for sent, times in twice.items() if times > 1]
    yield finding("no notice is told twice", again, len(kept))
    repeats = telegram.sent.keys() - kept.keys()
    unexplained = [f"{telegram.sent[one].text[:60]!r}" for one in repeats - record.repeatable]
    yield finding(
        "repeats only of what was in flight at a kill or a reset", unexplained, len(repeats)
    )


def numbered(tx: Tx, record: Record) -> dict[int, Sent]:
    """The messages that letters stand for; all others are repeats."""
    sent = record.telegram.sent
    return {number: sent[number] for (number,) in tx.all(SENT) if number in sent}


def cards(tx: Tx, record: Record) -> Iterator[Finding]:
    """What the messages show now, held against the rows they stand for."""
    shown = [Shown(*row) for row in tx.all(f"SELECT {COLUMNS} FROM shown ORDER BY id")]
    stale = list(_stale(tx, record, shown))
    yield finding("every card shows how its case stands", stale, len(shown))
    dead = list(_dead_buttons(tx, record, shown))
    yield finding("no buttons under what is over", dead, len(shown))


def _stale(tx: Tx, record: Record, shown: Sequence[Shown]) -> Iterator[str]:
    """The cards that do not look as they would if they were drawn now.

    Of one that a kill has left twice on the phone it is the one that was tapped that is drawn.
    """
    twins: dict[int, set[int]] = {}
    for row, number in tx.all(TWINS):
        twins.setdefault(row, set()).add(number)
    registry = Registry(CAPABILITIES, "chaos")
    # A notice in flight at a kill is never repeated, and under which number it came is not known.
    unknown = {row for (row,) in tx.all("SELECT shown_id FROM outbox WHERE state = 'unknown'")}
    for one in shown:
        card = registry.cards.get(one.kind)
        if card is None or one.person_id is None or one.id in unknown:
            continue
        seen = card.seen(tx, people.known(tx, one.person_id), one.subject)
        if seen is None:
            yield f"{one.message_id} is not theirs to see"
            continue
        numbers = (one.message_id, *twins.get(one.id, ()))
        here = [_message(record, replace(one, message_id=number)) for number in numbers]
        if not any(_stands(message, body_of(seen[0])) for message in here):
            yield f"{one.message_id} shows {here[0].get('text', '')[-60:]!r}"


def _stands(message: Mapping[str, Any], body: Mapping[str, Any]) -> bool:
    """Whether a message shows this; a notice has a heading over its card."""
    drawn = message.get("text", "").endswith(body["text"])
    return drawn and message.get("reply_markup") == body.get("reply_markup")


def _dead_buttons(tx: Tx, record: Record, shown: Sequence[Shown]) -> Iterator[str]:
    """The messages that show nothing current and still have buttons.

    Left out are a repeat whose twin was tapped and changed, and one that was tapped itself: a
    question is drawn there again.
    """
    spared = {one.message_id for one in shown if one.kind not in ENDED}
    spared.update(record.ledger.tapped_again)
    twins = {row for row, _number in tx.all(TWINS)}
    spared.update(one.message_id for one in shown if one.id in twins)
    for one in shown:
        if one.message_id not in spared and "reply_markup" in _message(record, one):
            yield f"{one.message_id}"


def _message(record: Record, shown: Shown) -> dict[str, Any]:
    messages = record.telegram.chats[shown.chat_id].messages
    return messages.get(shown.message_id or 0, {})
