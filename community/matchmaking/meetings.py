"""联谊: a meeting of single people, and a round of pairs among all who are there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from community.matchmaking import Sex
from community.matchmaking.fit import Numbers, Side, Someone, score
from community.matchmaking.matchmakers import is_matchmaker
from community.matchmaking.suggesting import may_be_introduced, someone
from community.refused import Refused
from community.roles import Role
from community.tells import tell
from storage import introductions, meetings, places, singles
from storage.meetings import Meeting, Pair
from storage.moments import local
from storage.people import Person
from storage.tx import Tx

ROUND = "matchmaking.round"  # the chore
AT_ONCE = 128  # rows of the table of scores that are reckoned together


@dataclass(frozen=True, slots=True)
class Present:
    """All who are there, and who of them has met whom before, by their places in the lists."""

    women: Sequence[Someone]
    men: Sequence[Someone]
    apart: frozenset[tuple[int, int]]


def plan(tx: Tx, who: Person, name: str, day: date, now: int) -> Meeting:
    """A matchmaker prepares a meeting."""
    held = next((role for role in who.roles if role.role == Role.MATCHMAKER), None)
    if held is None:
        raise Refused("matchmaking.not_found")
    if day < today(tx, now):
        raise Refused("matchmaking.meeting_over")
    return meetings.add(tx, who.id, held.place_id, name, day.isoformat(), now)


def today(tx: Tx, now: int) -> date:
    return local(now, places.roots(tx)[0].zone).date()


def may_see(who: Person, meeting: Meeting) -> bool:
    """Whether somebody is the matchmaker who prepares a meeting: nobody else sees who is there."""
    return is_matchmaker(who) and meeting.matchmaker_id == who.id


def come(tx: Tx, who: Person, meeting_id: int, now: int) -> None:
    """我到了: whoever is registered, verified and looking may be paired at a meeting."""
    meeting, single = meetings.get(tx, meeting_id), singles.of(tx, who.id)
    if meeting is None or meeting.matchmaker_id is None:
        raise Refused("matchmaking.not_found")
    if date.fromisoformat(meeting.day) < today(tx, now):
        raise Refused("matchmaking.meeting_over")
    if single is None or not may_be_introduced(tx, single):
        raise Refused("matchmaking.register_first")
    meetings.come(tx, meeting.id, who.id, now)
    tx.touched.add(("meeting", meeting.id))


def go(tx: Tx, who: Person, meeting_id: int) -> None:
    if not meetings.go(tx, meeting_id, who.id):
        raise Refused("cases.moved_on")
    tx.touched.add(("meeting", meeting_id))


def gather(tx: Tx, meeting_id: int, now: int) -> Present:
    """Read everybody who is there and still looks for somebody."""
    numbers, day = Numbers(), today(tx, now)
    found: dict[str, list[Someone]] = {Sex.WOMAN: [], Sex.MAN: []}
    for person_id in meetings.guests(tx, meeting_id):
        single = singles.of(tx, person_id)
        if single is not None and may_be_introduced(tx, single):
            found[single.sex].append(someone(tx, single, numbers, day))
    women, men = found[Sex.WOMAN], found[Sex.MAN]
    return Present(women, men, _apart(tx, women, men))


def _apart(tx: Tx, women: Sequence[Someone], men: Sequence[Someone]) -> frozenset[tuple[int, int]]:
    """Who has met before, and who has named whom among those to avoid; several may be called so."""
    at = {man.person_id: nth for nth, man in enumerate(men)}
    his, hers = _called(men), _called(women)
    found: set[tuple[int, int]] = set()
    for row, woman in enumerate(women):
        met = introductions.met(tx, woman.person_id)
        found |= {(row, at[person_id]) for person_id in met & at.keys()}
        found |= {(row, column) for name in woman.shunned for column in his.get(name, ())}
    for column, man in enumerate(men):
        found |= {(row, column) for name in man.shunned for row in hers.get(name, ())}
    return frozenset(found)


def _called(people: Sequence[Someone]) -> Mapping[str, list[int]]:
    """The places in a list of those who are called so."""
    found = defaultdict[str, list[int]](list)
    for nth, one in enumerate(people):
        found[one.name].append(nth)
    return found


def assign(present: Present) -> list[Pair]:
    """The pairs by which all together fit best; nobody who does not fit is paired.

    The library is large and wanted a few times a year: whoever calls this does so in a process of
    its own.
    """
    if not present.women or not present.men:
        return []
    from scipy.optimize import linear_sum_assignment

    scores = table(present)
    rows, columns = linear_sum_assignment(scores, maximize=True)
    found = [(int(row), int(column)) for row, column in zip(rows, columns, strict=True)]
    return [
        Pair(
            present.women[row].person_id,
            present.men[column].person_id,
            round(float(scores[row, column]) * 1000),
        )
        for row, column in found
        if scores[row, column] > 0
    ]


def table(present: Present) -> Any:
    """How well each woman and each man fit, by the same rule as a suggestion."""
    import numpy as np

    def columns(people: Sequence[Someone]) -> Mapping[str, Any]:
        return {
            each.name: np.array([getattr(one.side, each.name) for one in people])
            for each in fields(Side)
        }

    hers, his = columns(present.women), columns(present.men)
    men = Side(**{name: values[np.newaxis, :] for name, values in his.items()})
    scores = np.empty((len(present.women), len(present.men)))
    for start in range(0, len(present.women), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        women = Side(**{name: values[part, np.newaxis] for name, values in hers.items()})
        scores[part] = score(women, men)
    for row, column in present.apart:
        scores[row, column] = 0
    return scores


def keep(tx: Tx, meeting_id: int, pairs: Sequence[Pair], now: int) -> None:
    """Keep the pairs of those who are still there, and tell the matchmaker about them."""
    meeting = meetings.known(tx, meeting_id)
    there = _still_there(tx, meeting.id)
    standing = [pair for pair in pairs if {pair.her_id, pair.his_id} <= there]
    meetings.draw(tx, meeting.id, standing, now)
    tx.touched.add(("meeting", meeting.id))
    if meeting.matchmaker_id is not None:
        tell(tx, meeting.matchmaker_id, "matchmaking.round", meeting.id)


def _still_there(tx: Tx, meeting_id: int) -> set[int]:
    """Who is there and may be paired, held so that nobody leaves before the pairs are kept."""
    found = singles.hold_of(tx, *meetings.guests(tx, meeting_id))
    there = set(meetings.guests(tx, meeting_id))
    return {one.person_id for one in found if one.person_id in there and may_be_introduced(tx, one)}
