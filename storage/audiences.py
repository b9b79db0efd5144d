"""Who is meant: people by place, roles, teams, interests and language; groups and channels."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from storage import places
from storage.paths import beyond
from storage.tx import Tx, Value, in_list


@dataclass(frozen=True, slots=True)
class Audience:
    """At one of the places or below it, and in each further respect one of those named, if any.

    Who has one of the roles counts where they have it; everybody else where they live. Beside them
    some groups and channels; if `alone`, only these and nobody singly.
    """

    places: tuple[int, ...]
    roles: tuple[str, ...] = ()
    teams: tuple[int, ...] = ()
    interests: tuple[str, ...] = ()
    language: str | None = None
    groups: tuple[int, ...] = ()
    alone: bool = False

    @classmethod
    def read(cls, text: str) -> "Audience":
        """The audience that was kept as JSON."""
        found: dict[str, Any] = json.loads(text)
        return cls(**{name: _frozen(one) for name, one in found.items()})

    def __str__(self) -> str:
        """Return it as JSON; what is not narrowed is left out."""
        return json.dumps({name: value for name, value in asdict(self).items() if value})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class Standing:
    """How many are to be reached in one way: waiting, absent, unreachable, stopped."""

    state: str
    quiet_from: int | None  # minutes of the day; none: the usual quiet hours
    quiet_until: int | None
    people: int


STATE = (
    "CASE WHEN p.chat_id IS NULL THEN 'absent' WHEN p.unreachable IS NOT NULL THEN 'unreachable'"
    " WHEN p.stopped IS NOT NULL THEN 'stopped' ELSE 'waiting' END"
)


def count(tx: Tx, audience: Audience) -> list[Standing]:
    """How many are meant, by how they can be reached and by their quiet hours."""
    if audience.alone:
        return []
    meant, values = _meant(tx, audience)
    rows = tx.all(
        "SELECT state, quiet_from, quiet_until, count(*)"
        f" FROM ({meant}) meant GROUP BY state, quiet_from, quiet_until",
        **values,
    )
    return [Standing(*row) for row in rows]


def anybody(tx: Tx, path: str) -> bool:
    """Whether somebody who may be told something lives at the place with this path or below."""
    row = tx.one(
        "SELECT 1 FROM places at JOIN people p ON p.home_id = at.id"
        " WHERE at.path >= :path AND at.path < :after AND p.consented IS NOT NULL"
        " AND p.died IS NULL LIMIT 1",
        path=path,
        after=beyond(path),
    )
    return row is not None


def fan_out(tx: Tx, broadcast_id: int, audience: Audience, now: int) -> int:
    """Note everybody who is meant as a recipient, in one statement; returns how many."""
    if audience.alone:
        return 0
    meant, values = _meant(tx, audience)
    first = tx.new_id(now)
    noted = tx.do(
        "INSERT INTO recipients (id, broadcast_id, person_id, state)"
        " SELECT CAST(:first AS BIGINT) + row_number() OVER (ORDER BY meant.id),"
        f" CAST(:broadcast AS BIGINT), meant.id, meant.state FROM ({meant}) meant",
        first=first,
        broadcast=broadcast_id,
        **values,
    )
    tx.ids_go_on_from(first + noted)
    return noted


def _meant(tx: Tx, audience: Audience) -> tuple[str, Mapping[str, Value]]:
    """The people who are meant, each once, with the state each begins in."""
    values: dict[str, Value] = {}
    here = []
    for order, place_id in enumerate(audience.places):
        place = places.get(tx, place_id)
        path = place.path if place else "-"
        here.append(f"at.path >= :from{order} AND at.path < :to{order}")
        values |= {f"from{order}": path, f"to{order}": f"{path}:"}
    where = [f"({' OR '.join(here)})", "p.consented IS NOT NULL", "p.died IS NULL"]
    joined = "JOIN people p ON p.home_id = at.id"
    if audience.roles:
        names, named = in_list("role", audience.roles)
        joined = (
            "JOIN roles r ON r.place_id = at.id AND r.until IS NULL"
            " JOIN people p ON p.id = r.person_id"
        )
        where.append(f"r.role IN ({names})")
        values |= named
    if audience.teams:
        names, numbered = in_list("team", audience.teams)
        where.append(
            "EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id AND m.until IS NULL"
            f" AND m.team_id IN ({names}))"
        )
        values |= numbered
    if audience.interests:
        names, named = in_list("interest", audience.interests)
        where.append(
            "EXISTS (SELECT 1 FROM interests i WHERE i.person_id = p.id"
            f" AND i.interest IN ({names}))"
        )
        values |= named
    if audience.language:
        where.append("p.language = :language")
        values["language"] = audience.language
    once = "DISTINCT " if audience.roles else ""
    return (
        f"SELECT {once}p.id, {STATE} AS state, p.quiet_from, p.quiet_until"
        f" FROM places at {joined} WHERE {' AND '.join(where)}"
    ), values
