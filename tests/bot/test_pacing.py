"""When the platform may be asked again, on a clock of numbers."""

import heapq
from random import Random

import pytest

from bot.pacing import AT_ONCE, CHAT_BURST, GROUP, OVERALL, Pacing


def sends(pacing: Pacing, chat: int, now: float, count: int) -> None:
    for _ in range(count):
        assert pacing.wait(chat, now) == 0
        pacing.sending(chat, now)


def test_a_chat_gets_a_burst_and_then_one_a_second() -> None:
    pacing = Pacing(limits=True)
    sends(pacing, 1, 0.0, CHAT_BURST)
    assert pacing.wait(1, 0.0) > 0
    assert pacing.wait(2, 0.0) == 0
    sent, now = CHAT_BURST, 0.0
    while now < 60:
        now += pacing.wait(1, now) or 0.0
        pacing.sending(1, now)
        sent += 1
    assert sent <= 60 + CHAT_BURST + 1


def test_a_group_gets_twenty_a_minute() -> None:
    pacing = Pacing(limits=True)
    sends(pacing, -1, 0.0, GROUP)
    assert pacing.wait(-1, 0.0) == 60
    assert pacing.wait(-1, 60.0) == 0


def test_all_chats_together_get_thirty_a_second() -> None:
    pacing = Pacing(limits=True)
    for chat in range(1, OVERALL + 1):
        assert pacing.wait_overall(5.0) == 0
        pacing.sending(chat, 5.0)
    assert pacing.wait_overall(6.5) > 0, "nothing is answered: all may be counted only now"
    for _ in range(OVERALL):
        pacing.answered(7.0)
    assert pacing.wait_overall(7.25) == pytest.approx(0.75)
    assert pacing.wait_overall(8.0) == 0


def test_notices_go_evenly_and_catch_up_by_few() -> None:
    pacing, now = Pacing(limits=True), 100.0
    began: list[float] = []
    while len(began) < 10 * OVERALL:
        now += pacing.wait_for_notice(now) + (0.4 if len(began) == OVERALL else 0.001)
        pacing.sending_notice(now)
        began.append(now)
    assert 9.9 < began[-1] - began[0] < 10.5, "thirty a second all the same"
    busiest = max(sum(at <= other < at + 0.1 for other in began) for at in began)
    assert busiest <= 0.1 * OVERALL + AT_ONCE + 1


@pytest.mark.parametrize("seed", range(5))
def test_whenever_the_platform_counts_it_never_sees_more_than_thirty_within_a_second(
    seed: int,
) -> None:
    """Each request takes its time, and is counted at some moment of it."""
    chance, pacing, now = Random(seed), Pacing(limits=True), 0.0
    counted: list[float] = []
    under_way: list[float] = []
    for chat in range(300):
        while (wait := pacing.wait_overall(now)) > 0:
            now = max(now + 1e-6, min([now + wait, *under_way]))
            while under_way and under_way[0] <= now:
                heapq.heappop(under_way)
                pacing.answered(now)
        pacing.sending(chat, now)
        takes = chance.choice((0.0, 0.01, 0.2, 1.5)) * chance.random()
        counted.append(now + takes * chance.random())
        heapq.heappush(under_way, now + takes)
    counted.sort()
    for first, after in zip(counted, counted[OVERALL:], strict=False):
        assert after - first >= 1.0 - 1e-9


def test_a_refusal_is_obeyed_for_exactly_its_chat() -> None:
    pacing = Pacing(limits=False)
    pacing.refused(1, 7.0, 100.0)
    assert pacing.wait(1, 101.0) == 6
    assert pacing.wait(1, 107.0) == 0
    assert pacing.wait(2, 100.0) == 0
    assert pacing.wait_overall(100.0) == 0
    pacing.refused(1, 7.0, 102.0)
    assert pacing.wait_overall(102.0) == 0, "the same chat again says nothing about others"


def test_two_chats_refused_shortly_after_each_other_hold_nobody_else() -> None:
    pacing = Pacing(limits=False)
    pacing.refused(1, 60.0, 100.0)
    pacing.refused(2, 30.0, 101.0)
    assert pacing.wait_overall(101.0) == 0


def test_three_chats_refused_shortly_after_each_other_mean_all_as_long_as_the_shortest() -> None:
    pacing = Pacing(limits=False)
    pacing.refused(1, 60.0, 100.0)
    pacing.refused(2, 7.0, 101.0)
    pacing.refused(3, 30.0, 102.0)
    assert pacing.wait_overall(102.0) == 6
    assert pacing.wait_overall(108.0) == 0
    assert pacing.wait(1, 108.0) == 52


def test_two_refusals_far_apart_stay_their_own() -> None:
    pacing = Pacing(limits=False)
    pacing.refused(1, 3.0, 100.0)
    pacing.refused(2, 30.0, 106.0)
    assert pacing.wait_overall(106.0) == 0


def test_without_limits_nothing_waits() -> None:
    pacing = Pacing(limits=False)
    sends(pacing, 1, 0.0, 1_000)
    assert pacing.wait_overall(0.0) == 0


def test_ten_thousand_chats_are_not_remembered_for_ever() -> None:
    pacing = Pacing(limits=True)
    for chat in range(1, 25_000):
        pacing.sending(chat, chat / 10)
    assert len(pacing._chats) <= 10_001
