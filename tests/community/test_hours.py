"""The hours of a week: written down, shared, at night."""

import pytest

from community.jobs.hours import EVERY_DAY, Hours

SCHOOL = Hours.of(range(1, 6), 8 * 60, 15 * 60)


def test_they_are_kept_as_text_and_read_again() -> None:
    both = Hours.read("12345 08:00-15:00;6 09:00-12:30")
    assert both.text == "12345 08:00-15:00;6 09:00-12:30"
    assert (both.week, both.longest_day) == (5 * 420 + 210, 420)


def test_an_end_before_the_start_is_the_next_morning() -> None:
    assert Hours.read("5 22:00-06:00") == Hours.read("5 22:00-30:00")
    assert Hours.read("5 22:00-06:00").at_night


@pytest.mark.parametrize(
    ("other", "minutes"),
    [
        (Hours.of(range(1, 6), 8 * 60, 15 * 60), 5 * 420),
        (Hours.of([6, 7], 8 * 60, 15 * 60), 0),
        (Hours.of(EVERY_DAY, 14 * 60, 18 * 60), 5 * 60),
        (Hours.of(EVERY_DAY, 22 * 60, 9 * 60), 5 * 60),  # the next morning, Sunday night's too
    ],
)
def test_what_two_share(other: Hours, minutes: int) -> None:
    assert SCHOOL.shared(other) == other.shared(SCHOOL) == minutes


def test_the_night_begins_at_ten_and_ends_at_six() -> None:
    assert not SCHOOL.at_night
    assert Hours.of([3], 18 * 60, 22 * 60 + 1).at_night
    assert Hours.of([3], 5 * 60, 12 * 60).at_night
