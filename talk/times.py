"""The questions for a day and for a moment: buttons for the next ones, and typed words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from talk import dates
from talk.answers import Answer, Said, Tap, number
from talk.drafts import Draft
from talk.questions import NOW, Facts, Given, Need, Question, Reading, Still
from talk.screens import Button, Rows, in_rows
from talk.words import Word, _, pgettext

NEAREST = {
    -2: _("The day before"),
    -1: _("Yesterday"),
    0: _("Today"),
    1: _("Tomorrow"),
    2: _("The day after"),
}
MONTHS = 3  # whose first or last days are offered
WEEKDAYS = (
    pgettext("weekday", "Mon"),
    pgettext("weekday", "Tue"),
    pgettext("weekday", "Wed"),
    pgettext("weekday", "Thu"),
    pgettext("weekday", "Fri"),
    pgettext("weekday", "Sat"),
    pgettext("weekday", "Sun"),
)
OTHER_DAY = _("📅 Another day")
OVER = _("That is over already. Please choose a time to come.")
TO_COME = _("That day is still to come. For one of last year please write the year, too.")
WHICH_HALF = _("In the morning or in the afternoon? Please write e.g. 3 pm.")
WHICH_DAY = _("Please choose the day first, or write both, e.g. tomorrow 3 pm.")
WHEN = _("Please choose below, or write it, e.g. tomorrow 3 pm or 2026-12-08 15:00.")
WHICH = _("Please choose below, or write the date, e.g. 2026-12-08.")
WRITE = _("Please write the year, the month and the day, e.g. 1995-05-08.")


@dataclass(frozen=True, slots=True)
class Day(Question):
    """A date; the nearest have buttons, and `past` and `future` say whether such will do."""

    past: bool
    days: int
    future: bool
    since: str | None

    def needs(self, draft: Draft) -> tuple[Need, ...]:  # noqa: ARG002
        """Name the time it is."""
        return (NOW,)

    def read(self, draft: Draft, answer: Answer, facts: Facts) -> Reading:
        """Take a date that is tapped or typed."""
        today = now_of(facts).date()
        match answer:
            case Tap(action="day"):
                day = _day(answer.value)
                return self._settled(draft, day, today) if day else None
            case Tap():
                return None
            case Said():
                day = dates.read_date(answer.text, today, ahead=not self.past)
                if day is not None:
                    return self._settled(draft, day, today)
                return Still(draft, self._unread(answer.text, today))
        return Still(draft, WHICH if self.days else WRITE)

    def rows(self, draft: Draft, facts: Facts, language: str, prefix: str) -> Rows:
        """Return the next days, or the last ones."""
        today = now_of(facts).date()
        days = self._ahead(today) if self.future else self._behind(draft, today)
        return in_rows(
            (
                Button(_label(day, today).to(language), f"{prefix}day:{day.toordinal()}")
                for day in days
            ),
            2,
        )

    def words(self, value: Any, facts: Facts) -> Word | str:  # noqa: ARG002
        """Return the date with its weekday."""
        return dated(date.fromisoformat(value))

    def _unread(self, text: str, today: date) -> Word:
        """What is missing in words that are no date."""
        year = None if self.days else dates.read_year(text, today)
        if year is not None:
            return _("Please write the month and the day, too, e.g. {year}-05-08.", year=year)
        return WHICH if self.days else WRITE

    def _settled(self, draft: Draft, day: date, today: date) -> Reading:
        refused = self._refused(draft, day, today)
        return Still(draft, refused) if refused else Given(day.isoformat())

    def _refused(self, draft: Draft, day: date, today: date) -> Word | None:
        first = self._first(draft)
        if day < today and not self.past:
            return OVER
        if day > today and not self.future:
            return TO_COME
        if first is not None and day < first:
            return _("It cannot end before it begins: {day}.", day=dated(first))
        return None

    def _first(self, draft: Draft) -> date | None:
        """Return the day before which it cannot be."""
        given = draft.answers.get(self.since) if self.since else None
        return None if given is None else date.fromisoformat(given)

    def _ahead(self, today: date) -> list[date]:
        return [today + timedelta(days=ahead) for ahead in range(self.days)]

    def _behind(self, draft: Draft, today: date) -> list[date]:
        """Return the last days, and before them those on which a month begins or ends."""
        last = [today - timedelta(days=back) for back in range(self.days)]
        turns = []
        month = today.replace(day=1)
        for _each in range(MONTHS):
            turns.append(month - timedelta(days=1) if self.since else month)
            month = (month - timedelta(days=1)).replace(day=1)
        first = self._first(draft) or date.min
        return [day for day in dict.fromkeys((*last, *turns)) if day >= first]


@dataclass(frozen=True, slots=True)
class Moment(Day):
    """A date and a time: first the day, where the draft then stands, then the hour."""

    hours: Sequence[int]

    def read(self, draft: Draft, answer: Answer, facts: Facts) -> Reading:
        """Take a day, an hour of it, or both at once."""
        now = now_of(facts)
        match answer:
            case Tap(action="day"):
                day = _day(answer.value)
                return self._on(draft, day, now) if day else None
            case Tap(action="days"):
                return Still(replace(draft, node=None))
            case Tap(action="hour") if draft.node is not None:
                hour = number(answer.value)
                known = hour is not None and hour in self.hours
                return self._at(draft, _stood(draft), time(hour or 0), now) if known else None
            case Tap():
                return None
            case Said():
                return self._said(draft, answer.text, now)
        return Still(draft, WHEN)

    def rows(self, draft: Draft, facts: Facts, language: str, prefix: str) -> Rows:
        """Return the next days, or the hours of the day that was chosen."""
        day = _stood(draft)
        if day is None:
            return Day.rows(self, draft, facts, language, prefix)
        now = now_of(facts)
        hours = [
            Button(f"{hour}:00", f"{prefix}hour:{hour}")
            for hour in self.hours
            if self.past or dates.at(day, time(hour), now) > now
        ]
        other = Button(OTHER_DAY.to(language), f"{prefix}days:")
        return (*in_rows(hours, 4), (other,))

    def note(self, draft: Draft, facts: Facts) -> Word | None:
        """Say which day was chosen."""
        day = _stood(draft)
        if day is None:
            return Question.note(self, draft, facts)
        return _("📅 {day} – at what time?", day=dated(day))

    def words(self, value: Any, facts: Facts) -> Word | str:  # noqa: ARG002
        """Return the moment with its weekday, as its own zone has it."""
        moment = datetime.fromisoformat(value)
        return _("{day} {time}", day=dated(moment.date()), time=f"{moment:%H:%M}")

    def _said(self, draft: Draft, text: str, now: datetime) -> Reading:
        found = dates.read_moment(text, now.date(), ahead=not self.past)
        if found is None:
            return Still(draft, WHEN)
        if found.vague:
            return Still(draft if found.day is None else _standing(draft, found.day), WHICH_HALF)
        if found.hour is None:
            return self._on(draft, found.day, now)
        day = found.day or _stood(draft)
        return Still(draft, WHICH_DAY) if day is None else self._at(draft, day, found.hour, now)

    def _on(self, draft: Draft, day: date | None, now: datetime) -> Reading:
        refused = OVER if day is None else self._refused(draft, day, now.date())
        if refused or day is None:
            return Still(draft, refused)
        return Still(_standing(draft, day))

    def _at(self, draft: Draft, day: date | None, hour: time, now: datetime) -> Reading:
        if day is None:
            return Still(draft, WHICH_DAY)
        moment = dates.at(day, hour, now)
        if moment <= now and not self.past:
            return Still(draft, OVER)
        return Given(moment.isoformat())


def now_of(facts: Facts) -> datetime:
    """Return what time it is for the person."""
    now: datetime = facts[NOW]
    return now


def dated(day: date) -> Word:
    """Return a date as it is said."""
    return _(
        "{year}-{month:02}-{day:02} ({weekday})",
        year=day.year,
        month=day.month,
        day=day.day,
        weekday=WEEKDAYS[day.weekday()],
    )


def during(starts: datetime, ends: datetime) -> Word:
    """Return from when to when, as it is said; the day once where it is one."""
    start, end = f"{starts:%H:%M}", f"{ends:%H:%M}"
    day, last = dated(starts.date()), dated(ends.date())
    if starts.date() == ends.date():
        return _("{day} {start}–{end}", day=day, start=start, end=end)
    return _("{day} {start} to {last} {end}", day=day, start=start, last=last, end=end)


def _label(day: date, today: date) -> Word:
    name = NEAREST.get((day - today).days, WEEKDAYS[day.weekday()])
    return _("{name} {month}/{day}", name=name, month=day.month, day=day.day)


def _day(value: str) -> date | None:
    ordinal = number(value)
    if ordinal is None or not 0 < ordinal <= date.max.toordinal():
        return None
    return date.fromordinal(ordinal)


def _stood(draft: Draft) -> date | None:
    return None if draft.node is None else _day(str(draft.node))


def _standing(draft: Draft, day: date) -> Draft:
    return replace(draft, node=day.toordinal())
