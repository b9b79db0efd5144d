"""Faults to order: what goes wrong, for which calls, how often — and how often it really did."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from simulator.refusal import Refusal, too_many

JSON = dict[str, Any]

# Two change only what getUpdates delivers; the others stop or slow any method.
_POLLING = ("duplicate", "shuffle")
KINDS = ("429", "500", "502", "403", "400", "delay", "reset_before", "reset_after", *_POLLING)
_DESCRIPTIONS = {
    "400": "Bad Request: chat not found",
    "403": "Forbidden: bot was blocked by the user",
    "500": "Internal Server Error",
    "502": "Bad Gateway",
}


@dataclass(slots=True)
class Rule:
    """One fault; `times` is how often it may still happen, None without end."""

    id: int
    kind: str
    method: str = "*"
    chat_id: int | str | None = None
    chance: float = 1.0
    times: int | None = None
    retry_after: int = 1
    seconds: float = 1.0
    description: str | None = None
    count: int = 0

    def refusal(self) -> Refusal:
        """The answer of a fault that is an answer."""
        if self.kind == "429":
            return too_many(self.retry_after)
        return Refusal(int(self.kind), self.description or _DESCRIPTIONS[self.kind])

    def described(self) -> JSON:
        """The rule with its count, for people."""
        return {name: getattr(self, name) for name in self.__slots__}


class Faults:
    """The rules in force."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._last_id = 0
        self.rules: list[Rule] = []
        self.past: dict[int, int] = {}

    def add(self, kind: str, **settings: Any) -> Rule:
        """Put a rule in force; ValueError or TypeError for one that makes no sense."""
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        self._last_id += 1
        rule = Rule(self._last_id, kind, **settings)
        if not 0 <= rule.chance <= 1:
            raise ValueError("chance must be between 0 and 1")
        self.rules.append(rule)
        return rule

    def clear(self) -> None:
        """Take all rules out of force; their counts stay readable."""
        self.past |= {rule.id: rule.count for rule in self.rules}
        self.rules.clear()

    def counts(self) -> dict[int, int]:
        """How often each rule, past or present, really happened."""
        return self.past | {rule.id: rule.count for rule in self.rules}

    def strike(self, method: str, chat_id: Any) -> Iterator[Rule]:
        """The faults that hit this call: delays, then at most one that ends it."""
        for rule in self.rules:
            if rule.kind not in _POLLING and self._hits(rule, method, chat_id):
                rule.count += 1
                yield rule
                if rule.kind != "delay":
                    return

    def stir(self, updates: list[JSON], confirmed: list[JSON]) -> list[JSON]:
        """What getUpdates really delivers: some again, some in another order."""
        for rule in self.rules:
            if rule.kind not in _POLLING or not self._hits(rule, "getUpdates", None):
                continue
            if rule.kind == "duplicate" and confirmed:
                again = self._rng.sample(confirmed, min(len(confirmed), 3))
                updates = again + updates
                rule.count += 1
            elif rule.kind == "shuffle" and len(updates) > 1:
                shuffled = self._rng.sample(updates, len(updates))
                rule.count += shuffled != updates
                updates = shuffled
        return updates

    def _hits(self, rule: Rule, method: str, chat_id: Any) -> bool:
        return (
            rule.method in ("*", method)
            and (rule.chat_id is None or str(rule.chat_id) == str(chat_id))
            and (rule.times is None or rule.count < rule.times)
            and (rule.chance >= 1 or self._rng.random() < rule.chance)
        )
