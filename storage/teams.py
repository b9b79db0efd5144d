"""Stations, their teams, and who belongs to them since when."""

from dataclasses import dataclass

from storage.tx import Tx, columns_of

STATION = "id, place_id, name, leader_id"
COLUMNS = "id, station_id, place_id, name, charter, skill, leader_id, ended"


@dataclass(frozen=True, slots=True)
class Station:
    id: int
    place_id: int
    name: str
    leader_id: int | None


@dataclass(frozen=True, slots=True)
class Team:
    id: int
    station_id: int
    place_id: int
    name: str
    charter: str
    skill: str | None
    leader_id: int | None
    ended: int | None


def add_station(tx: Tx, place_id: int, name: str, now: int) -> Station:
    station_id = tx.new_id(now)
    tx.do(
        "INSERT INTO stations (id, place_id, name, made) VALUES (:id, :place, :name, :now)",
        id=station_id,
        place=place_id,
        name=name,
        now=now,
    )
    return Station(station_id, place_id, name, None)


def station(tx: Tx, station_id: int) -> Station | None:
    row = tx.one(f"SELECT {STATION} FROM stations WHERE id = :id", id=station_id)
    return Station(*row) if row else None


def stations(tx: Tx) -> list[Station]:
    """All stations, in the order in which they were made; an office has a handful."""
    return [Station(*row) for row in tx.all(f"SELECT {STATION} FROM stations ORDER BY id")]


def stations_led_by(tx: Tx, person_id: int) -> list[Station]:
    return [one for one in stations(tx) if one.leader_id == person_id]


def lead_station(tx: Tx, station_id: int, leader_id: int | None) -> None:
    tx.do("UPDATE stations SET leader_id = :leader WHERE id = :id", id=station_id, leader=leader_id)


def add(tx: Tx, station: Station, name: str, charter: str, skill: str | None, now: int) -> Team:
    team_id = tx.new_id(now)
    tx.do(
        "INSERT INTO teams (id, station_id, place_id, name, charter, skill, made)"
        " VALUES (:id, :station, :place, :name, :charter, :skill, :now)",
        id=team_id,
        station=station.id,
        place=station.place_id,
        name=name,
        charter=charter,
        skill=skill,
        now=now,
    )
    return Team(team_id, station.id, station.place_id, name, charter, skill, None, None)


def get(tx: Tx, team_id: int) -> Team | None:
    row = tx.one(f"SELECT {COLUMNS} FROM teams WHERE id = :id", id=team_id)
    return Team(*row) if row else None


def standing(tx: Tx) -> list[Team]:
    """The teams there are now, station by station; an office has a few dozen at most."""
    rows = tx.all(f"SELECT {COLUMNS} FROM teams WHERE ended IS NULL ORDER BY station_id, id")
    return [Team(*row) for row in rows]


def led_by(tx: Tx, person_id: int) -> list[Team]:
    rows = tx.all(
        f"SELECT {COLUMNS} FROM teams WHERE leader_id = :person AND ended IS NULL ORDER BY id",
        person=person_id,
    )
    return [Team(*row) for row in rows]


def lead(tx: Tx, team_id: int, leader_id: int | None) -> None:
    tx.do("UPDATE teams SET leader_id = :leader WHERE id = :id", id=team_id, leader=leader_id)


def join(tx: Tx, team_id: int, person_id: int, now: int) -> bool:
    """Let somebody belong to a team from now on; False when they do."""
    return bool(
        tx.do(
            "INSERT INTO memberships (id, team_id, person_id, since)"
            " VALUES (:id, :team, :person, :now)"
            " ON CONFLICT (team_id, person_id) WHERE until IS NULL DO NOTHING",
            id=tx.new_id(now),
            team=team_id,
            person=person_id,
            now=now,
        )
    )


def quit(tx: Tx, team_id: int, person_id: int, now: int) -> bool:  # noqa: A001 - the field's word
    """Let somebody belong to a team no more; False when they do not."""
    return bool(
        tx.do(
            "UPDATE memberships SET until = :now"
            " WHERE team_id = :team AND person_id = :person AND until IS NULL",
            team=team_id,
            person=person_id,
            now=now,
        )
    )


def of(tx: Tx, person_id: int) -> list[Team]:
    """The teams somebody belongs to."""
    columns = columns_of("t", COLUMNS)
    rows = tx.all(
        f"SELECT {columns} FROM memberships m JOIN teams t ON t.id = m.team_id"
        " WHERE m.person_id = :person AND m.until IS NULL AND t.ended IS NULL ORDER BY t.id",
        person=person_id,
    )
    return [Team(*row) for row in rows]


def members(tx: Tx, team_id: int) -> list[int]:
    """Who belongs to a team, the longest first."""
    rows = tx.all(
        "SELECT person_id FROM memberships WHERE team_id = :team AND until IS NULL"
        " ORDER BY since, id",
        team=team_id,
    )
    return [person_id for (person_id,) in rows]


def strength(tx: Tx, team_id: int) -> int:
    """How many belong to a team."""
    row = tx.one(
        "SELECT count(*) FROM memberships WHERE team_id = :team AND until IS NULL", team=team_id
    )
    return int(row[0]) if row else 0
