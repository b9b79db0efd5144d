"""Hours of a week, as a vacancy wants them and somebody has them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)  # Monday is the first
NIGHT = (22 * 60, 30 * 60)  # from ten in the evening until six (labour law)
PATTERN = re.compile(r"([1-7]+) (\d\d):(\d\d)-(\d\d):(\d\d)")


class Span(NamedTuple):
    """Minutes of a day; what ends after midnight has an end beyond it."""

    day: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a week, day by day."""

    spans: tuple[Span, ...]

    @classmethod
    def of(cls, days: Iterable[int], start: int, end: int) -> "Hours":
        """The same hours on some days; an end that is not after the start is the next morning."""
        end = end if end > start else end + DAY_MINUTES
        return cls(tuple(Span(day, start, end) for day in sorted(set(days))))

    @classmethod
    @lru_cache(maxsize=4096)
    def read(cls, text: str) -> "Hours":
        """What `text` has written; an end that is not after the start is the next morning."""
        spans: list[Span] = []
        for days, *clock in PATTERN.findall(text):
            from_hour, from_minute, to_hour, to_minute = map(int, clock)
            start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
            spans += cls.of(map(int, days), start, end).spans
        return cls(tuple(sorted(spans)))

    @property
    def text(self) -> str:
        """As it is kept: "12345 08:00-15:00;6 08:00-12:00"."""
        return ";".join(
            f"{''.join(map(str, days))} {_clock(start)}-{_clock(end)}"
            for days, start, end in self.grouped()
        )

    def grouped(self) -> list[tuple[tuple[int, ...], int, int]]:
        """The days that have the same hours together, the first day first."""
        found: dict[tuple[int, int], list[int]] = {}
        for span in self.spans:
            found.setdefault((span.start, span.end), []).append(span.day)
        return [(tuple(days), start, end) for (start, end), days in found.items()]

    @property
    def week(self) -> int:
        """How many minutes a week."""
        return sum(end - start for start, end in self._pieces())

    @property
    def longest_day(self) -> int:
        """How many minutes on the longest day."""
        days: dict[int, int] = {}
        for span in self.spans:
            days[span.day] = days.get(span.day, 0) + span.end - span.start
        return max(days.values(), default=0)

    def shared(self, other: "Hours") -> int:
        """How many minutes of a week lie in both."""
        return _shared(self, other)

    @property
    def at_night(self) -> bool:
        """Whether any of it lies between ten in the evening and six in the morning."""
        return self.shared(Hours.of(EVERY_DAY, *NIGHT)) > 0

    def _pieces(self) -> list[tuple[int, int]]:
        """The hours as stretches of the week's minutes, none of them twice."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted(self._raw()):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined

    def _raw(self) -> Iterator[tuple[int, int]]:
        for day, from_minute, to_minute in self.spans:
            start = (day - 1) * DAY_MINUTES + from_minute
            end = (day - 1) * DAY_MINUTES + to_minute
            yield start, min(end, WEEK_MINUTES)
            if end > WEEK_MINUTES:  # from Sunday night into Monday
                yield 0, end - WEEK_MINUTES


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@lru_cache(maxsize=4096)  # one vacancy is weighed for many who have time at much the same hours
def _shared(one: Hours, other: Hours) -> int:
    return sum(
        max(0, min(end, their_end) - max(start, their_start))
        for start, end in one._pieces()
        for their_start, their_end in other._pieces()
    )
