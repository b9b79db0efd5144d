"""How much is heard of one person, of strangers together, and what always is."""

from dataclasses import replace

from bot import gate as rules
from bot.gate import Gate, Verdict
from talk.answers import Sent
from talk.events import Event, Sender
from tests.conftest import NOW

MINUTE_MS = 60_000


def _event(number: int, text: str = "在吗") -> Event:
    return Event(1, number, True, Sender(number, "某人", None), 1, text=text)


def _gate() -> Gate:
    return Gate(60, lambda event: event.text == "救命")


def _judged(gate: Gate, count: int, now: int, number: int = 7) -> list[Verdict]:
    return [gate.judge(_event(number), now) for _one in range(count)]


def test_who_sends_too_much_is_told_once_and_heard_again_later() -> None:
    gate = _gate()
    heard = _judged(gate, rules.BURST + 20, NOW)
    assert heard.count(Verdict.PASS) == rules.BURST
    assert heard[rules.BURST :] == [Verdict.SLOW_DOWN] + [Verdict.DROP] * 19
    assert gate.judge(_event(7, "救命"), NOW) is Verdict.PASS
    assert gate.judge(_event(8), NOW) is Verdict.PASS
    assert _judged(gate, 2, NOW + 1_000) == [Verdict.PASS, Verdict.DROP]
    later = _judged(gate, rules.BURST + 1, NOW + 2 * MINUTE_MS)
    assert later.count(Verdict.PASS) == rules.BURST
    assert later[-1] is Verdict.SLOW_DOWN, "another flood is another word"


def test_a_voice_is_heard_whatever_was_written_before_it() -> None:
    gate = _gate()
    voice = replace(_event(7, ""), text=None, sent=Sent("voice"))
    assert _judged(gate, rules.BURST + 2, NOW)[-1] is Verdict.DROP
    heard = [gate.judge(voice, NOW) for _one in range(rules.BURST + 1)]
    assert heard == [Verdict.PASS] * rules.BURST + [Verdict.SLOW_DOWN], "but not without end"


def test_many_fresh_accounts_shut_out_nobody_whom_the_bot_knows() -> None:
    gate = _gate()
    crowd = range(1, rules.STRANGERS_BURST + 101)
    heard = [gate.judge(_event(number), NOW) for number in crowd]
    assert heard.count(Verdict.KNOWN_ONLY) == 100
    assert gate.judge(_event(5_000, "救命"), NOW) is Verdict.PASS
    assert gate.judge(_event(5_000), NOW + 60_000) is Verdict.PASS


def test_its_memory_is_bounded_whoever_comes() -> None:
    gate = _gate()
    for number in range(rules.REMEMBERED + 1_000):
        gate.judge(_event(number), NOW)
    assert len(gate._buckets) == rules.REMEMBERED


def test_the_clock_going_back_gives_nothing_and_takes_nothing() -> None:
    gate = _gate()
    assert _judged(gate, 5, NOW) == [Verdict.PASS] * 5
    assert _judged(gate, rules.BURST - 5, NOW - MINUTE_MS) == [Verdict.PASS] * (rules.BURST - 5)
    assert gate.judge(_event(7), NOW - MINUTE_MS) is Verdict.SLOW_DOWN


def test_no_limit_where_none_is_set() -> None:
    gate = Gate(0, lambda _event: False)
    assert set(_judged(gate, 500, NOW)) == {Verdict.PASS}
