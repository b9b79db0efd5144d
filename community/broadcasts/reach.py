"""Whom a broadcast would reach if it were sent now, and how it stands with its recipients."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from community.broadcasts.kinds import State
from storage import audiences, broadcasts, recipients
from storage.audiences import Audience
from storage.broadcasts import Broadcast
from storage.tx import Tx

A_SECOND = 30  # messages that the platform lets through (docs/decisions)


@dataclass(frozen=True, slots=True)
class Reach:
    """How many are meant; can be reached now; have quiet hours; cannot be reached, by why."""

    people: int
    now: int
    resting: int
    without: Mapping[str, int]

    @property
    def seconds(self) -> int:
        """How long it takes until all of those have it who can be reached now."""
        return -(-self.now // A_SECOND)


def reach(tx: Tx, audience: Audience, quiet: Callable[[int | None, int | None], bool]) -> Reach:
    """Count them; `quiet` tells whether quiet hours, own or the usual ones, hold now."""
    people = now = resting = 0
    without: dict[str, int] = {}
    for part in audiences.count(tx, audience):
        people += part.people
        if part.state != State.WAITING:
            without[part.state] = without.get(part.state, 0) + part.people
        elif quiet(part.quiet_from, part.quiet_until):
            resting += part.people
        else:
            now += part.people
    return Reach(people, now, resting, without)


def counts(tx: Tx, broadcast: Broadcast) -> Mapping[str, int]:
    """How many there are of each state, also once it is forgotten who they were."""
    if broadcast.outcome is not None:
        kept: dict[str, int] = json.loads(broadcast.outcome)["states"]
        return kept
    return recipients.counts(tx, broadcast.id)


def receipts(tx: Tx, broadcast: Broadcast) -> int:
    """How many have said that they have read it."""
    if broadcast.outcome is not None:
        return int(json.loads(broadcast.outcome)["receipts"])
    return recipients.receipts(tx, broadcast.id)


def forget(tx: Tx, before: int, limit: int) -> None:
    """Of what ended before the time given keep how many, not whom."""
    for old in broadcasts.old(tx, before, limit):
        states, read = recipients.counts(tx, old.id), recipients.receipts(tx, old.id)
        broadcasts.change(tx, old, outcome=json.dumps({"states": states, "receipts": read}))
        recipients.forget(tx, old.id)
