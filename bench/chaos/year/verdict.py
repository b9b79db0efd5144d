"""What had to hold in the year, looked at afterwards in the database."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from bench.chaos.findings import Finding, finding
from bench.chaos.year.lived import Year
from bench.chaos.year.people import SILENT
from community.checkins.kinds import Outcome
from storage.moments import local
from storage.tx import Row, Tx

QUESTIONS = frozenset({"checkins.question", "checkins.again"})
BY_THEMSELVES = frozenset({Outcome.ANSWERED, Outcome.TOUCHED, Outcome.PAUSED})
EXCUSED = frozenset({Outcome.PAUSED, Outcome.MISSED})
LATEST = 19  # the hour from which on it would be dark
DAYS = (
    "SELECT id, plan_id, person_id, day, asked, alarmed, outcome, ended, ended_by, state"
    " FROM checkin_days ORDER BY plan_id, day"
)


def judge(tx: Tx, year: Year, days: int) -> list[Finding]:
    """Each thing that had to hold, and where it did not."""
    rows = tx.all(DAYS)
    alerts = tx.one("SELECT count(*) FROM checkin_alerts")
    year.happened["alerts"] = alerts[0] if alerts else 0
    enrolled = _enrolled(rows, days)
    year.happened.update(f"ended: {row[6]}" for row in enrolled)
    ids = {row[0]: row for row in rows}
    return [
        finding(
            "every enrolled day is accounted for once",
            _lacking(year, enrolled, days),
            days * len(year.elders),
        ),
        finding(
            "exactly one question, or a reason for none",
            list(_questions(year, enrolled)),
            len(enrolled),
        ),
        finding(
            "no question comes on another day, or at night",
            list(_stale(year, ids)),
            len(year.arrived),
        ),
        finding("every true silence is alarmed", list(_unheard(year, enrolled)), len(enrolled)),
        finding("every alarm is ended by a person", list(_open(enrolled)), len(enrolled)),
        finding(
            "every ladder has ended",
            [str(row[0]) for row in enrolled if row[7] is None],
            len(enrolled),
        ),
    ]


def _enrolled(rows: list[Row], days: int) -> list[Row]:
    """The first so many days of each."""
    by_plan = defaultdict(list)
    for row in rows:
        by_plan[row[1]].append(row)
    return [row for found in by_plan.values() for row in found[:days]]


def _lacking(year: Year, rows: list[Row], days: int) -> list[str]:
    by_plan = defaultdict(list)
    for row in rows:
        by_plan[row[1]].append(date.fromisoformat(row[3]))
    wrong = []
    for elder in year.elders:
        found = by_plan[elder.plan_id]
        whole = len(found) == days and (found[-1] - found[0]).days == days - 1
        if not whole:
            wrong.append(f"{elder.plan_id}: {len(found)}")
    return wrong


def _questions(year: Year, rows: list[Row]) -> Iterator[str]:
    came = Counter(one.day_id for one in year.arrived if one.notice == "checkins.question")
    for day_id, _plan, _person, day, asked, alarmed, outcome, *_rest in rows:
        questions = came[day_id]
        excused = outcome in {Outcome.TOUCHED, *EXCUSED} or (asked is None and alarmed)
        if questions != (0 if asked is None else 1) or (not asked and not excused):
            yield f"{day} {outcome}: {questions}"


def _stale(year: Year, ids: dict[int, Row]) -> Iterator[str]:
    zones = {elder.person.id: elder.zone for elder in year.elders}
    for one in year.arrived:
        if one.notice in QUESTIONS:
            row = ids.get(one.day_id)
            there = local(one.at, zones[row[2] if row else one.person_id])
            if row is None or there.date().isoformat() != row[3] or there.hour >= LATEST:
                yield f"{one.notice} of {row and row[3]} at {there:%m-%d %H:%M}"


def _unheard(year: Year, rows: list[Row]) -> Iterator[str]:
    elders = {elder.plan_id: elder for elder in year.elders}
    for _id, plan_id, _person, day, _asked, alarmed, outcome, *_rest in rows:
        silent = year.ways.mood(elders[plan_id], date.fromisoformat(day)) == SILENT
        year.happened["true silences"] += silent
        if (
            silent
            and alarmed is None
            and outcome not in (*EXCUSED, Outcome.TOUCHED, Outcome.DROPPED)
        ):
            yield f"{plan_id} {day}: {outcome}"


def _open(rows: list[Row]) -> Iterator[str]:
    for _id, plan_id, _person, day, _asked, alarmed, outcome, _ended, by, _state in rows:
        if alarmed is not None and by is None and outcome not in (*BY_THEMSELVES, Outcome.DROPPED):
            yield f"{plan_id} {day}: {outcome}"
