"""True figures (domain §4, docs/figures.md): a year's end counted by hand and by the rules."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from community import figures as periods
from community import issues
from community.figures import Named, Period
from community.issues import callback, detours, figures, known, satisfaction
from community.issues.kinds import Category, Onward, Result
from community.places import Kind
from community.refused import Refused
from storage import cases, people, places
from storage.engine import Database
from storage.figures import By, Sums
from storage.places import Place
from storage.tx import Tx
from tests.community.conftest import Cast, gathered
from tests.conftest import NOW

# Everything is about lighting and ordinary: first contact within a working day, done in seven days.
# In December 2026 every Monday to Friday is worked; of 2027 the calendar knows nothing else yet.
#                                        what the line adds to the figures
STORY = """
A 2026-12-01 10:00 dispatched zhang      accepted
A 2026-12-01 15:00 signed                contact due 12-02, in time
A 2026-12-05 10:00 solved                answered; end due 12-08, in time
A 2026-12-06 10:00 confirmed             called back, solved, closed
A 2026-12-06 10:01 satisfied             satisfied
B 2026-12-28 09:00 dispatched zhang      accepted; open at the year's end, so it is carried over
B 2026-12-30 09:00 signed                contact due 12-29, late
B 2027-01-05 09:00 solved                answered; end due 01-04, late
B 2027-01-09 09:00 phoned                called back, solved, closed
B 2027-01-09 09:01 unsatisfied-by-phone
C 2026-12-07 09:00 dispatched zhang      reopened before it was closed: round 1 is in neither
C 2026-12-07 10:00 signed                contact due 12-08, in time
C 2026-12-10 09:00 explained             answered, explained; end due 12-14, in time
C 2026-12-11 09:00 reopened              called back, not solved; reopened; round 2 is accepted
C 2026-12-17 09:00 solved                answered; end due 12-18, in time
C 2026-12-24 09:00 lapsed                closed, not called back
D 2026-12-14 09:00 dispatched zhang      accepted
D 2026-12-14 10:00 signed                contact due 12-15, in time
D 2026-12-20 09:00 solved                answered; end due 12-21, in time
D 2026-12-21 09:00 confirmed             called back, solved, closed: round 1 keeps that
D 2026-12-21 09:01 satisfied             satisfied
D 2027-01-06 09:00 reopened              reopened; round 2 is accepted
D 2027-01-12 09:00 planned               answered, planned; end due 01-13, in time
D 2027-01-14 09:00 confirmed             called back, solved, closed; they do not say if satisfied
E 2026-12-15 09:00 merged D              merged, never accepted
F 2026-12-16 09:00 dispatched zhang      merged before its contact is due, so it is in neither
F 2026-12-16 18:00 merged D              merged
G 2026-12-03 09:00 declined              in nothing
H 2026-12-21 10:00 dispatched zhang      withdrawn, so it is not accepted; contact due 12-22 …
H 2026-12-23 09:00 withdrawn             … and missed: that stays
I 2026-12-24 09:00 dispatched zhang      accepted; carried over
I 2026-12-24 10:00 signed                contact due 12-25, in time
I 2026-12-30 09:00 paused                end due 12-31: it does not run
I 2027-01-02 09:00 resumed               end due 01-03, three days later
I 2027-01-02 10:00 extended              end due 01-04, a day more
I 2027-01-04 08:00 solved                answered, in time
I 2027-01-11 08:00 lapsed                closed, not called back
J 2026-12-31 09:00 reported              not accepted yet: in nothing
K 2027-01-31 23:00 dispatched li         accepted; contact due 02-02, end due 02-07: nobody moves
M 2026-12-08 09:00 dispatched zhang      accepted; contact due 12-09, missed
M 2026-12-10 09:00 dispatched li         transferred: a contact of its own, due 12-11
M 2026-12-10 12:00 signed                in time
M 2026-12-14 09:00 explained             answered, explained; end due 12-15, in time
M 2026-12-21 09:00 lapsed                closed, not called back
N 2026-12-09 09:00 dispatched zhang      accepted
N 2026-12-09 12:00 returned              before the contact is due: it will not fall due
N 2026-12-11 09:00 dispatched li         Friday: contact due on Monday 12-14 at nine
N 2026-12-14 10:00 signed                an hour late
N 2026-12-18 09:00 solved                answered; end due 12-16 from the first day on, late
N 2026-12-19 09:00 confirmed             called back, solved, closed; they do not say if satisfied
O 2026-12-29 09:00 dispatched zhang      accepted: at the year's end it is open …
O 2026-12-29 10:00 signed                contact due 12-30, in time
O 2027-01-03 09:00 withdrawn             … and in January in neither
P 2026-12-22 10:00 dispatched zhang      reopened before it was closed: round 1 is in neither
P 2026-12-22 11:00 signed                contact due 12-23, in time
P 2026-12-28 10:00 solved                answered; end due 12-29, in time
P 2026-12-30 09:00 reopened              called back, not solved; reopened; round 2: carried over
P 2027-01-05 09:00 solved                answered; end due 01-06, in time
P 2027-01-12 09:00 lapsed                closed, not called back
"""
ELSEWHERE = "K"  # at another estate
EXPECTED = {
    # accepted A B C2 D I M N O P2; closed A C2 D M N; reopened C P; contacts A B C D H I M M N O P,
    # in time A C D I M O P; ends A C C2 D M N P, in time all but N; answered A C C2 D M N P; called
    # back A C D N P, solved A D N; satisfied A D
    "December": (
        Period(date(2026, 12, 1), date(2026, 12, 31)),
        Sums(9, 5, 2, 11, 7, 7, 6, 7, 5, 3, 2, explained=2, planned=0, merged=2),
    ),
    "all of 2026": (
        Period(date(2026, 1, 1), date(2026, 12, 31)),
        Sums(9, 5, 2, 11, 7, 7, 6, 7, 5, 3, 2, explained=2, planned=0, merged=2),
    ),
    # carried over B I P2, accepted D2 K; closed B D2 I P2; ends B D2 I P2, in time all but B;
    # answered B D2 I P2; called back and solved B D2; no first contact falls due
    "January": (
        Period(date(2027, 1, 1), date(2027, 1, 31)),
        Sums(5, 4, 1, 0, 0, 4, 3, 4, 2, 2, 0, planned=1),
    ),
    # carried over K, of which both deadlines pass
    "February": (
        Period(date(2027, 2, 1), date(2027, 2, 28)),
        Sums(accepted=1, contacts=1, ends=1),
    ),
    # B, I, P2 are one round in both years, and O ends otherwise: it is no sum of shorter periods
    "over the year's end": (
        Period(date(2026, 12, 1), date(2027, 2, 28)),
        Sums(10, 9, 3, 12, 7, 12, 9, 11, 7, 5, 2, explained=2, planned=1, merged=2),
    ),
    "before it all": (Period(date(2026, 2, 1), date(2026, 11, 30)), Sums()),
}

Step = Callable[[Tx, Cast, int, str, int], object]


def at(text: str) -> int:
    local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    return int(local.timestamp() * 1000)


def _dispatched(tx: Tx, cast: Cast, case: int, to: str, now: int) -> object:
    whom = {"zhang": cast.responsible, "li": cast.staff}[to]
    return issues.dispatch(tx, cast.staff, case, whom.id, now)


def _hands(tx: Tx, cast: Cast, case: int) -> people.Person:
    """Who has it."""
    held = cases.known(tx, case).responsible_id
    return cast.staff if held == cast.staff.id else cast.responsible


def _answers(result: Result, onward: Onward = Onward()) -> Step:  # noqa: B008 - it is frozen
    return lambda tx, cast, case, _what, now: issues.answer(
        tx, _hands(tx, cast, case), case, result, "说清楚了", (), now, onward
    )


def _rates(tx: Tx, cast: Cast, case: int, how: str, now: int) -> object:
    if how:
        return satisfaction.rate_by_phone(tx, cast.staff, case, now, satisfied=False)
    return satisfaction.rate(tx, cast.reporter, case, now, satisfied=True)


STEPS: dict[str, Step] = {
    "reported": lambda _tx, _cast, case, _what, _now: case,
    "dispatched": _dispatched,
    "signed": lambda tx, cast, case, _what, now: issues.sign(tx, _hands(tx, cast, case), case, now),
    "solved": _answers(Result.SOLVED),
    "explained": _answers(Result.EXPLAINED),
    "planned": _answers(Result.PLANNED, Onward(date(2027, 3, 1))),
    "confirmed": lambda tx, cast, case, _what, now: issues.confirm(tx, cast.reporter, case, now),
    "phoned": lambda tx, cast, case, _what, now: callback.called(
        tx, cast.staff, case, callback.Call.SOLVED, now
    ),
    "satisfied": _rates,
    "unsatisfied-by-phone": lambda tx, cast, case, _what, now: _rates(tx, cast, case, "phone", now),
    "reopened": lambda tx, cast, case, _what, now: issues.reopen(tx, cast.reporter, case, now),
    "lapsed": lambda tx, _cast, case, _what, now: callback.unanswered(tx, case, issues.LAPSE, now),
    "declined": lambda tx, cast, case, _what, now: detours.decline(
        tx, cast.staff, case, "不归社区管", "交警队 122", now
    ),
    "withdrawn": lambda tx, cast, case, _what, now: detours.withdraw(tx, cast.reporter, case, now),
    "paused": lambda tx, cast, case, _what, now: detours.pause(
        tx, cast.responsible, case, "等配件", now
    ),
    "resumed": lambda tx, cast, case, _what, now: detours.resume(tx, cast.responsible, case, now),
    "extended": lambda tx, cast, case, _what, now: detours.extend(
        tx, cast.responsible, case, 1, "缺人手", now
    ),
    "returned": lambda tx, cast, case, _what, now: detours.give_back(
        tx, cast.responsible, case, "不归我管", now
    ),
}


def lived(tx: Tx, opened: dict[str, int], since: str, until: str) -> None:
    """Let happen what happens in between, one step after the other."""
    cast = gathered(tx)
    community, estate = _community(tx), _other_estate(tx)
    lines = [line.split() for line in STORY.strip().splitlines()]
    for name, day, hour, step, *rest in sorted(lines, key=lambda line: line[1:3]):
        when, now = f"{day} {hour}", at(f"{day} {hour}")
        if not since <= when < until:
            continue
        if name not in opened:
            place = estate.id if name == ELSEWHERE else cast.reporter.home_id or community.id
            about = Category.NOISE if name == ELSEWHERE else Category.LIGHTING
            opened[name] = issues.report(tx, cast.reporter, about, place, name, (), now).id
        if step == "merged":
            known.merge(tx, cast.staff, opened[name], opened[rest[0]], now)
        else:
            what = rest[0] if step == "dispatched" else ""
            STEPS[step](tx, cast, opened[name], what, now)


def _community(tx: Tx) -> Place:
    home = places.get(tx, gathered(tx).reporter.home_id or 0)
    assert home is not None
    return next(at for at in places.upwards(tx, home) if at.kind == Kind.COMMUNITY)


def _other_estate(tx: Tx) -> Place:
    home = places.get(tx, gathered(tx).reporter.home_id or 0)
    assert home is not None
    below = places.below(tx, _community(tx).id)
    return next(at for at in below if not home.path.startswith(at.path))


def counted(tx: Tx, period: Period, by: By, now: str) -> figures.Figures:
    place = _community(tx)
    return figures.of(tx, gathered(tx).staff, place, periods.span(place, period, at(now)), by)


LATER = "2027-03-01 09:00"


async def test_a_years_end_is_counted_as_by_hand(settled: Database) -> None:
    opened: dict[str, int] = {}
    await settled.run(partial(lived, opened=opened, since="2026", until="2028"))
    for name, (period, expected) in EXPECTED.items():
        found = await settled.run(partial(counted, period=period, by=By.ALL, now=LATER))
        assert asdict(found.total) == asdict(expected), name
        assert found.settled == (name not in ("February", "over the year's end"))
    for by in (By.CATEGORY, By.PLACE):
        period, expected = EXPECTED["over the year's end"]
        found = await settled.run(partial(counted, period=period, by=by, now=LATER))
        alone = Sums(accepted=1, contacts=1, ends=1)
        estate = await settled.run(_other_estate)
        key = estate.path if by is By.PLACE else Category.NOISE
        assert (found.total, found.parts[key], len(found.parts)) == (expected, alone, 2)


async def test_a_missed_contact_stays_with_who_had_it_then(settled: Database) -> None:
    def had(tx: Tx, case_id: int) -> list[tuple[str, bool]]:
        rows = tx.all(
            "SELECT responsible_id, met FROM dues WHERE case_id = :case AND part = 'contact'"
            " ORDER BY due",
            case=case_id,
        )
        return [(people.name(tx, people.known(tx, who)), met is not None) for who, met in rows]

    opened: dict[str, int] = {}
    await settled.run(partial(lived, opened=opened, since="2026", until="2027"))
    assert await settled.run(partial(had, case_id=opened["M"])) == [
        ("张师傅", False),
        ("小李", True),
    ]
    assert await settled.run(partial(had, case_id=opened["N"])) == [("小李", True)]


async def test_a_past_figure_stays_what_it_was_and_a_running_one_counts_what_is_over(
    settled: Database,
) -> None:
    opened: dict[str, int] = {}
    await settled.run(partial(lived, opened=opened, since="2026", until="2026-12-05 11"))
    december, expected = EXPECTED["December"]
    count = partial(counted, period=december, by=By.ALL)
    running = await settled.run(partial(count, now="2026-12-05 12:00"))
    assert not running.settled
    # A's first contact has fallen due, its end has not.
    assert running.total == Sums(accepted=1, contacts=1, signed=1, answered=1)
    await settled.run(partial(lived, opened=opened, since="2026-12-05 11", until="2027"))
    assert (await settled.run(partial(count, now="2027-01-01 00:00"))).total == expected
    await settled.run(partial(lived, opened=opened, since="2027", until="2028"))
    assert (await settled.run(partial(count, now=LATER))).total == expected


async def test_figures_are_for_the_staff_of_the_place_and_of_a_period_that_has_begun(
    settled: Database,
) -> None:
    def asked(tx: Tx, whose: str, first: date, last: date, above: bool = False) -> None:
        who = dict(gathered(tx).everybody())[whose]
        place = places.roots(tx)[0] if above else _community(tx)
        span = periods.span(place, Period(first, last), NOW)
        figures.of(tx, who, place, span, By.ALL)

    day = date(2026, 1, 1)
    await settled.run(partial(asked, whose="staff", first=day, last=day))
    await settled.run(partial(asked, whose="staff", first=day, last=date.max))
    for whose in ("reporter", "responsible", "stranger"):
        with pytest.raises(Refused, match=r"cases\.not_found"):
            await settled.run(partial(asked, whose=whose, first=day, last=day))
    with pytest.raises(Refused, match=r"cases\.not_found"):
        await settled.run(partial(asked, whose="staff", first=day, last=day, above=True))
    for first, last, why in (
        (day, date(2025, 12, 31), "ends_first"),
        (date(2026, 1, 2), date(2026, 1, 3), "not_begun"),
        (date(1999, 12, 31), day, "too_early"),
    ):
        with pytest.raises(Refused, match=rf"figures\.{why}"):
            await settled.run(partial(asked, whose="staff", first=first, last=last))


@pytest.mark.parametrize(
    ("name", "today", "first", "last"),
    [
        (Named.MONTH, "2026-12-31", "2026-12-01", "2026-12-31"),
        (Named.MONTH, "2028-02-01", "2028-02-01", "2028-02-29"),
        (Named.LAST_MONTH, "2027-01-31", "2026-12-01", "2026-12-31"),
        (Named.LAST_MONTH, "2027-03-31", "2027-02-01", "2027-02-28"),
        (Named.QUARTER, "2026-11-23", "2026-10-01", "2026-12-31"),
        (Named.QUARTER, "2027-01-01", "2027-01-01", "2027-03-31"),
        (Named.YEAR, "2027-01-01", "2027-01-01", "2027-12-31"),
    ],
)
def test_periods_with_a_name(name: Named, today: str, first: str, last: str) -> None:
    days = Period(date.fromisoformat(first), date.fromisoformat(last))
    assert periods.named(name, date.fromisoformat(today)) == days
