"""The faults of a run: which, how often, and that each of them really happened."""

from collections.abc import Sequence

from simulator.faults import Faults, Rule

REFUSALS = ("429", "500", "502", "reset_before", "reset_after")
# What is asked of the platform, by which methods, and the chance of each fault at each call.
TARGETS: dict[str, tuple[Sequence[str], float]] = {
    "sends": (("sendMessage",), 0.01),
    "edits": (("editMessageText", "editMessageReplyMarkup"), 0.01),
    "tap answers": (("answerCallbackQuery",), 0.01),
    "getUpdates": (("getUpdates",), 0.005),
}
# A chat that must wait costs a whole life between two kills, so these are rarer.
WAIT_CHANCE = 0.002
STIRRED = 0.2
BURST = 4  # sends in a row that are all refused: the whole bot has to wait
LIVES_BETWEEN_BURSTS = 10


class Weather:
    """The rules in force at the simulator, from which the counts are read."""

    def __init__(self, faults: Faults, waiting_chat: int) -> None:
        self._rules: dict[tuple[str, str], list[Rule]] = {}
        for target, (methods, chance) in TARGETS.items():
            for kind in REFUSALS:
                likely = WAIT_CHANCE if kind == "429" and target != "getUpdates" else chance
                self._rules[kind, target] = [
                    faults.add(kind, method=method, chance=likely) for method in methods
                ]
        for kind in ("duplicate", "shuffle"):
            rule = faults.add(kind, method="getUpdates", chance=STIRRED)
            self._rules[kind, "getUpdates"] = [rule]
        one = faults.add("429", method="sendMessage", chat_id=waiting_chat, chance=0.1)
        self._all = faults.add("429", method="sendMessage", times=0)
        self._rules["429", "sends, one chat"] = [one]
        self._rules["429", "sends, all chats"] = [self._all]

    def turn(self, life: int, insisting: bool) -> None:
        """Before each life: now and then a wait for all; what has not happened yet must."""
        if life % LIVES_BETWEEN_BURSTS == 1:
            self._all.times = self._all.count + BURST
        if insisting:
            self._insist()

    def calm(self) -> None:
        """Fair weather from now on, but for what has not happened yet: it does once."""
        self._insist()
        for rules in self._rules.values():
            for rule in rules:
                if rule.count or rule.times is None:
                    rule.times = 0

    def _insist(self) -> None:
        for rules in self._rules.values():
            if not any(rule.count for rule in rules):
                rules[0].chance, rules[0].times = 1.0, 1

    def counts(self) -> dict[tuple[str, str], int]:
        """How often each kind really happened to each target."""
        return {key: sum(rule.count for rule in rules) for key, rules in self._rules.items()}
