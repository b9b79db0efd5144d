"""Ids are unique, positive, ordered by time, and readable back."""

import pytest

from storage.ids import COUNTER_BITS, EPOCH_MS, LARGEST, Ids, from_short, short
from tests.conftest import NOW


def test_ids_grow_within_a_millisecond_and_when_the_clock_goes_back() -> None:
    ids = Ids()
    made = [ids.new(now) for now in (NOW, NOW, NOW + 1, NOW - 3_600_000, NOW, NOW + 1, NOW + 2)]
    assert made == sorted(set(made))


def test_ids_go_on_from_those_of_a_process_whose_clock_was_ahead() -> None:
    ids, last = Ids(), Ids().new(NOW + 3_600_000)
    ids.go_on_from(last)
    made = [last, *(ids.new(now) for now in (NOW, NOW + 1, NOW + 3_600_000, NOW + 3_600_001))]
    assert made == sorted(set(made))


def test_an_id_tells_its_millisecond() -> None:
    assert Ids().new(NOW) >> COUNTER_BITS == NOW - EPOCH_MS


def test_a_crowded_millisecond_runs_into_the_next_without_a_repeat() -> None:
    starts = iter([(1 << COUNTER_BITS - 1) - 1, 0, 0])
    ids = Ids(random_bits=lambda _: next(starts))
    crowd = [ids.new(NOW) for _ in range((1 << COUNTER_BITS - 1) + 2)]
    assert crowd[-1] >> COUNTER_BITS == NOW - EPOCH_MS + 1
    assert ids.new(NOW + 1) > crowd[-1]
    assert ids.new(NOW + 2) > crowd[-1] + 1


def test_two_processes_in_one_millisecond_start_apart() -> None:
    assert Ids(lambda _: 5).new(NOW) != Ids(lambda _: 6).new(NOW)


@pytest.mark.parametrize("now", [0, EPOCH_MS, EPOCH_MS + (1 << 42) - 1])
def test_ids_fit_a_positive_bigint(now: int) -> None:
    ids = Ids(lambda _: 0)
    ids.new(now)
    assert 0 < ids.new(now) <= LARGEST


@pytest.mark.parametrize("row_id", [1, 35, 36, 1 << 62, LARGEST])
def test_short_ids_read_back(row_id: int) -> None:
    assert from_short(short(row_id)) == row_id
    assert len(short(row_id)) <= 13


@pytest.mark.parametrize(
    "text",
    ["", "0", "-1", "+1", "1_0", " 1", "1\n", "A", "１", "路灯", "z" * 13, "1" * 14, "'; --"],
)
def test_rubbish_is_no_id(text: str) -> None:
    assert from_short(text) is None


@pytest.mark.parametrize("row_id", [0, -1])
def test_only_ids_have_a_short_form(row_id: int) -> None:
    with pytest.raises(ValueError, match="positive"):
        short(row_id)
