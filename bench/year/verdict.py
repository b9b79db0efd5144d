"""What had to hold over the year, looked up in the database and in the messages sent."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bench.chaos.findings import Finding, finding
from bench.year.course import HOUR_MS, Record, Span
from bench.year.lives import MINUTE_MS, SILENT, days
from bench.year.town import Elder
from community.checkins.kinds import LATEST, USUAL, Outcome, Who
from storage.cipher import Cipher
from storage.moments import local, moment
from storage.opening import open_database
from storage.tx import Row, Tx

BY_A_PERSON = frozenset({Outcome.ANSWERED, Outcome.WELL, Outcome.HELP, Outcome.AMBULANCE})
ENDS = frozenset({"checkins.over", "checkins.needed"})  # what says how an alarm has ended
SLACK_MS = 45 * MINUTE_MS  # what a held ladder may take to go on: who was down is asked once more


@dataclass(frozen=True, slots=True)
class Day:
    """A date of somebody's, as the bot has kept it."""

    id: int
    plan: int
    person: int
    day: date
    state: str
    asked: int | None
    alarmed: int | None
    taken_by: int | None
    outcome: str | None
    ended: int | None
    ended_by: int | None


DAYS = (
    "SELECT id, plan_id, person_id, day, state, asked, alarmed, taken_by, outcome, ended, ended_by"
    " FROM checkin_days"
)


class Book:
    """Everything that was kept, by whom it is about."""

    def __init__(self, record: Record, rows: list[Row], alerts: list[Row]) -> None:
        self.record = record
        found = [replace(Day(*row), day=date.fromisoformat(row[3])) for row in rows]
        self.days = {day.id: day for day in found}
        self.of = {(day.person, day.day): day for day in found}
        self.alerted: dict[int, set[int]] = defaultdict(set)
        for day_id, person_id in alerts:
            self.alerted[day_id].add(person_id)
        self.letters = list(record.letters.values())

    def enrolled(self) -> Iterator[tuple[Elder, date]]:
        """Every date on which somebody alive was to be asked."""
        plan = self.record.plan
        for elder in self.record.town.elders:
            died = self.record.died.get(elder.id)
            for day in days(plan.first, plan.days):
                if died is None or self._judged(self.closing(elder, day)) < died:
                    yield elder, day

    def taken_over(self, elder: Elder, day: date) -> bool:
        """Whether a date took over what still stood before it, or before dates nobody could ask."""
        before = self.of.get((elder.id, day - timedelta(days=1)))
        while before is not None and before.outcome == Outcome.MISSED:
            before = self.of.get((elder.id, before.day - timedelta(days=1)))
        return before is not None and before.outcome == Outcome.DROPPED

    def _judged(self, at: int) -> int:
        """When the bot can look at what was due at a moment."""
        return next((span.until for span in self.record.down if span.holds(at)), at)

    def closing(self, elder: Elder, day: date) -> int:
        """When somebody is asked on a date."""
        return moment(day, elder.closes, elder.zone)

    def mistimed(self, at: int) -> bool:
        """Whether the clock was wrong: a word in the window may not have counted."""
        return any(span.holds(at) for span in self.record.jumps)

    def troubled(self, since: int, until: int) -> list[Span]:
        """When the bot was down or its clock wrong between two moments."""
        spans = (*self.record.down, *self.record.jumps)
        return [span for span in spans if span.since < until and since < span.until]


async def judge(record: Record) -> list[Finding]:
    """Look at everything."""
    database = await open_database(record.url, Cipher.from_secret(record.secret))
    book = await database.run(lambda tx: _read(tx, record))
    await database.close()
    return [
        _accounted(book),
        _once(book),
        _needless(book),
        _stale(book),
        _silent(book),
        _ended(book),
        _cleared(book),
        _dead(book),
        _happened(book),
    ]


def _read(tx: Tx, record: Record) -> Book:
    alerts = tx.all("SELECT day_id, person_id FROM checkin_alerts")
    return Book(record, tx.all(DAYS), alerts)


def _accounted(book: Book) -> Finding:
    looked, wrong = 0, []
    for elder, day in book.enrolled():
        looked += 1
        if (elder.id, day) not in book.of:
            wrong.append(f"{elder.id} on {day}")
    return finding("every date of everybody is accounted for", wrong, looked)


def _once(book: Book) -> Finding:
    """One question where the day says that it was asked, none where it says not."""
    questions = Counter(one.subject for one in book.letters if one.notice == "checkins.question")
    wrong = []
    for day in book.days.values():
        shut = book.record.shut.get(day.person)
        lost = shut is not None and day.asked is not None and shut.holds(day.asked)
        died = book.record.died.get(day.person, day.asked)
        wanted = day.asked is not None and not lost and died == day.asked
        if questions[day.id] > 1 or (wanted and not questions[day.id]):
            wrong.append(f"{day.person} on {day.day}: {questions[day.id]} questions")
        if day.asked is None and questions[day.id]:
            wrong.append(f"{day.person} on {day.day}: asked for {day.outcome}")
    return finding("one question a date, or none where none was needed", wrong, len(book.days))


def _needless(book: Book) -> Finding:
    """Who wrote in the window is not asked; who did not is, or why not is known."""
    looked, wrong = 0, []
    for elder, day in book.enrolled():
        kept = book.of.get((elder.id, day))
        if kept is None:
            continue
        looked += 1
        up = book.record.lives.up.get((elder.id, day))
        closing = book.closing(elder, day)
        goes_on = book.taken_over(elder, day)  # words do not end that
        counted = up is not None and up < closing and not book.mistimed(up) and not goes_on
        if counted and kept.asked is not None:
            wrong.append(f"{elder.id} on {day} was up")
        if kept.outcome == Outcome.MISSED:
            latest = moment(day, LATEST, elder.zone)
            if not any(
                s.since <= closing and latest <= s.until + HOUR_MS for s in book.record.down
            ):
                wrong.append(f"{elder.id} on {day} was missed")
    return finding("who was up is left in peace, and nobody forgotten", wrong, looked)


def _stale(book: Book) -> Finding:
    """Questions come between the end of the window and dark, on their own date, to whom waits."""
    looked, wrong = 0, []
    for letter in book.letters:
        day = book.days.get(letter.subject) if letter.notice.startswith("checkins.") else None
        if day is None or letter.notice in ENDS:
            continue
        looked += 1
        elder = book.record.lives.elders[day.person]
        # One step of the grid may lie between what the bot did and its letter's way.
        late = day.ended is not None and letter.at > day.ended + 5 * MINUTE_MS
        # By a wrong clock it may have ended an hour before.
        if late and not book.troubled(day.ended or 0, letter.at + HOUR_MS):
            wrong.append(f"{letter.notice} of {day.day} after its end")
        if letter.notice == "checkins.question":
            at = local(letter.at, elder.zone)
            in_time = elder.closes <= at.hour * 60 + at.minute <= LATEST + 5
            if at.date() != day.day or not in_time:
                wrong.append(f"question of {day.day} at {at:%m-%d %H:%M}, closes {elder.closes}")
    return finding("no stale prompt", wrong, looked)


def _silent(book: Book) -> Finding:
    """Whoever does not answer is looked for, as soon as their ladder says."""
    looked, wrong = 0, []
    for elder, day in book.enrolled():
        kept = book.of.get((elder.id, day))
        kind = book.record.lives.mornings.get((elder.id, day))
        if kept is None or kept.asked is None or kind not in SILENT:
            continue
        looked += 1
        first = 1 if elder.contacts else 2  # the rung on which a helper hears
        due = (
            kept.asked
            + next(
                rung.after
                for rung in USUAL
                if rung.who == (Who.CONTACT, Who.CONTACT, Who.NEAR)[first]
            )
            * MINUTE_MS
        )
        held = book.troubled(kept.asked - HOUR_MS, due + 4 * HOUR_MS)
        latest = due + sum(span.until - span.since for span in held) + (SLACK_MS if held else 0)
        latest += sum(abs(span.off) for span in held)
        if kept.alarmed is None:
            if kept.ended is None or kept.ended >= latest:
                wrong.append(f"{elder.id} on {day}: nobody alarmed, {kept.outcome}")
        elif kept.alarmed > latest:
            late = (kept.alarmed - latest) // MINUTE_MS
            wrong.append(f"{elder.id} on {day}: alarmed {late} min late")
    return finding("every silence is heard in time", wrong, looked)


def _ended(book: Book) -> Finding:
    """A person ends each alarm; what the next date takes over is ended there."""
    alarmed = [day for day in book.days.values() if day.alarmed is not None]
    last = book.record.plan.first + timedelta(days=book.record.plan.days)
    wrong = []
    for day in alarmed:
        if day.person in book.record.died:
            continue
        goes_on = day.outcome == Outcome.DROPPED and (
            (day.person, day.day + timedelta(days=1)) in book.of
        )
        if day.outcome not in BY_A_PERSON and not goes_on and day.day < last:
            wrong.append(f"{day.person} on {day.day}: {day.state} {day.outcome}")
    return finding("every alarm is ended by a person", wrong, len(alarmed))


def _cleared(book: Book) -> Finding:
    """All who were alarmed hear the end, and nobody else."""
    told: dict[int, set[int]] = defaultdict(set)
    for letter in book.letters:
        if letter.notice in ENDS:
            told[letter.subject].add(letter.to)
    looked, wrong = 0, []
    for day in book.days.values():
        if day.outcome not in BY_A_PERSON:
            continue
        looked += 1
        meant = book.alerted[day.id] - {day.ended_by, day.person}
        if told[day.id] != meant:
            wrong.append(f"{day.person} on {day.day}: {len(told[day.id])} of {len(meant)}")
    return finding("the all-clear reaches exactly those alarmed", wrong, looked)


def _dead(book: Book) -> Finding:
    """To the dead nothing is sent, and of them nobody is asked."""
    wrong = []
    for letter in book.letters:
        died = book.record.died.get(letter.to) or book.record.died.get(letter.elder or 0)
        late = died is not None and letter.at > died + 5 * MINUTE_MS
        if late and not book.troubled(died or 0, letter.at):
            wrong.append(f"{letter.notice} to {letter.to}")
    return finding("silence after a death", wrong, len(book.record.died))


def _happened(book: Book) -> Finding:
    """The faults were real."""
    record = book.record
    outcomes = Counter(day.outcome for day in book.days.values())
    wrong = [
        what
        for what, count in (
            ("kills in the middle of work", record.in_work),
            ("outages", len(record.down)),
            ("wrong clocks", len(record.jumps)),
            ("deaths", len(record.died)),
            ("alarms", sum(day.alarmed is not None for day in book.days.values())),
            *((str(outcome), outcomes[outcome]) for outcome in ("touched", "answered", "well")),
        )
        if not count
    ]
    return finding("every trouble happened", wrong, 8)
