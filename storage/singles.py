"""Single people who let a matchmaker look for them: what they say, hope for and avoid, sealed."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from storage.paths import beyond
from storage.tx import Tx, columns_of, in_list

COLUMNS = (
    "id, person_id, place_id, sex, born, stage, matchmaker_id, profile, hopes, avoid, photo_id,"
    " photo_shown, papers_seen, frozen, rests_until, revision, made"
)
SEALED = ("profile", "hopes", "avoid")
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Single:
    id: int
    person_id: int
    place_id: int
    sex: str
    born: int  # the year
    stage: str
    matchmaker_id: int | None
    sealed_profile: bytes | None
    sealed_hopes: bytes | None
    sealed_avoid: bytes | None
    photo_id: int | None
    photo_shown: str | None
    papers_seen: int | None
    frozen: int | None
    rests_until: int | None
    revision: int
    made: int


def add(
    tx: Tx,
    person_id: int,
    place_id: int,
    sex: str,
    born: int,
    stage: str,
    matchmaker_id: int | None,
    profile: Mapping[str, Any],
    now: int,
) -> Single:
    """Enter somebody; who has been here before and withdrew begins anew in the same row."""
    row = tx.one("SELECT id FROM singles WHERE person_id = :person", person=person_id)
    single_id = row[0] if row else tx.new_id(now)
    tx.do(
        "INSERT INTO singles (id, person_id, place_id, sex, born, stage, matchmaker_id, profile,"
        " revision, made) VALUES (:id, :person, :place, :sex, :born, :stage, :matchmaker, :profile,"
        " 1, :now) ON CONFLICT (person_id) DO UPDATE SET place_id = :place, sex = :sex,"
        " born = :born, stage = :stage, matchmaker_id = :matchmaker, profile = :profile,"
        " papers_seen = NULL, papers_by = NULL, rests_until = NULL, ended = NULL,"
        " revision = singles.revision + 1",
        id=single_id,
        person=person_id,
        place=place_id,
        sex=sex,
        born=born,
        stage=stage,
        matchmaker=matchmaker_id,
        profile=_sealed(tx, single_id, "profile", profile),
        now=now,
    )
    return known(tx, single_id)


def get(tx: Tx, single_id: int) -> Single | None:
    row = tx.one(f"SELECT {COLUMNS} FROM singles WHERE id = :id", id=single_id)
    return Single(*row) if row else None


def known(tx: Tx, single_id: int) -> Single:
    """Return the single, which must be there."""
    single = get(tx, single_id)
    assert single is not None, "single people are never deleted"
    return single


def hold(tx: Tx, single_id: int) -> Single | None:
    """The single, whose row nobody else changes until this unit ends."""
    row = tx.one(f"SELECT {COLUMNS} FROM singles WHERE id = :id /*lock*/", id=single_id)
    return Single(*row) if row else None


def hold_of(tx: Tx, *person_ids: int) -> list[Single]:
    """The same for people, in the order in which everybody takes several of them."""
    names, named = in_list("person", person_ids)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM singles WHERE person_id IN ({names}) ORDER BY id /*lock*/", **named
    )
    return [Single(*row) for row in rows]


def of(tx: Tx, person_id: int) -> Single | None:
    """What there is of a person, withdrawn or not."""
    row = tx.one(f"SELECT {COLUMNS} FROM singles WHERE person_id = :person", person=person_id)
    return Single(*row) if row else None


def profile(tx: Tx, single: Single) -> Mapping[str, Any]:
    """What somebody says of themselves."""
    return _opened(tx, single.id, "profile", single.sealed_profile)


def hopes(tx: Tx, single: Single) -> Mapping[str, Any]:
    """What they hope for in the other one."""
    return _opened(tx, single.id, "hopes", single.sealed_hopes)


def avoid(tx: Tx, single: Single) -> Mapping[str, Any]:
    """To whom they are never introduced."""
    return _opened(tx, single.id, "avoid", single.sealed_avoid)


def say(tx: Tx, single_id: int, column: str, content: Mapping[str, Any]) -> None:
    """Keep a profile, hopes, or whom to avoid."""
    assert column in SEALED
    tx.do(
        f"UPDATE singles SET {column} = :content, revision = revision + 1 WHERE id = :id",
        content=_sealed(tx, single_id, column, content),
        id=single_id,
    )


def set_stage(tx: Tx, single_id: int, stage: str) -> None:
    tx.do(
        "UPDATE singles SET stage = :stage, revision = revision + 1 WHERE id = :id",
        stage=stage,
        id=single_id,
    )


def take(tx: Tx, single_id: int, matchmaker_id: int) -> bool:
    """Let a matchmaker look after somebody whom nobody does; False when another one does."""
    return bool(
        tx.do(
            "UPDATE singles SET matchmaker_id = :matchmaker, revision = revision + 1"
            " WHERE id = :id AND matchmaker_id IS NULL",
            matchmaker=matchmaker_id,
            id=single_id,
        )
    )


def hand_on(tx: Tx, single_id: int, matchmaker_id: int | None) -> None:
    """Let another matchmaker look after somebody, or nobody for now."""
    tx.do(
        "UPDATE singles SET matchmaker_id = :matchmaker, revision = revision + 1 WHERE id = :id",
        matchmaker=matchmaker_id,
        id=single_id,
    )


def see_papers(tx: Tx, single_id: int, by_id: int, now: int) -> None:
    """Note that the papers were seen, and by whom."""
    tx.do(
        "UPDATE singles SET papers_seen = :now, papers_by = :by, revision = revision + 1"
        " WHERE id = :id",
        now=now,
        by=by_id,
        id=single_id,
    )


def show(tx: Tx, single_id: int, photo_id: int | None, shown: str | None) -> None:
    """Keep which photo there is, and at which step it is shown."""
    tx.do(
        "UPDATE singles SET photo_id = :photo, photo_shown = :shown, revision = revision + 1"
        " WHERE id = :id",
        photo=photo_id,
        shown=shown,
        id=single_id,
    )


def freeze(tx: Tx, single_id: int, at: int | None) -> None:
    """Let nothing happen about somebody until it is decided, or let it again."""
    tx.do(
        "UPDATE singles SET frozen = :at, revision = revision + 1 WHERE id = :id",
        at=at,
        id=single_id,
    )


def rest(tx: Tx, person_ids: Collection[int], until: int | None) -> None:
    """Let people rest for a while after an introduction."""
    names, named = in_list("person", person_ids)
    tx.do(
        "UPDATE singles SET rests_until = :until, revision = revision + 1"
        f" WHERE person_id IN ({names})",
        until=until,
        **named,
    )


def empty(tx: Tx, single_id: int, stage: str, now: int) -> None:
    """Take everything personal out of the row; that there was one, the figures count."""
    tx.do(
        "UPDATE singles SET stage = :stage, sex = '', born = 0, matchmaker_id = NULL,"
        " profile = NULL, hopes = NULL, avoid = NULL, photo_id = NULL, photo_shown = NULL,"
        " papers_seen = NULL, papers_by = NULL, rests_until = NULL, ended = :now,"
        " revision = revision + 1 WHERE id = :id",
        stage=stage,
        now=now,
        id=single_id,
    )


def in_hand(tx: Tx, matchmaker_id: int, stages: Collection[str], limit: int) -> list[Single]:
    """Whom a matchmaker looks after, in these stages, the longest waiting first."""
    names, named = in_list("stage", sorted(stages))
    rows = tx.all(
        f"SELECT {COLUMNS} FROM singles WHERE matchmaker_id = :matchmaker AND stage IN ({names})"
        " ORDER BY id LIMIT :limit",
        matchmaker=matchmaker_id,
        limit=limit,
        **named,
    )
    return [Single(*row) for row in rows]


def unclaimed(tx: Tx, path: str, limit: int) -> list[Single]:
    """Those at a place and below it whom nobody looks after yet, the longest waiting first."""
    columns = columns_of("s", COLUMNS)
    rows = tx.all(
        f"SELECT {columns} FROM places p JOIN singles s ON s.place_id = p.id"
        " AND s.matchmaker_id IS NULL AND s.stage <> 'withdrawn'"
        " WHERE p.path >= :start AND p.path < :end ORDER BY s.id LIMIT :limit",
        start=path,
        end=beyond(path),
        limit=limit,
    )
    return [Single(*row) for row in rows]


def fitting(tx: Tx, sex: str, first: int, last: int) -> list[Single]:
    """Everybody of this sex, born in these years, who looks for somebody now."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM singles WHERE sex = :sex AND born >= :first AND born <= :last"
        " AND stage = 'open' AND frozen IS NULL",
        sex=sex,
        first=first,
        last=last,
    )
    return [Single(*row) for row in rows]


def introduced(tx: Tx, sex: str, first: int, last: int) -> frozenset[int]:
    """Those among them who are being introduced to somebody already."""
    found: set[int] = set()
    for whose in ("her_id", "his_id"):
        rows = tx.all(
            f"SELECT s.person_id FROM singles s JOIN introductions i ON i.{whose} = s.person_id"
            " AND i.ended IS NULL WHERE s.sex = :sex AND s.born >= :first AND s.born <= :last"
            " AND s.stage = 'open' AND s.frozen IS NULL",
            sex=sex,
            first=first,
            last=last,
        )
        found |= {row[0] for row in rows}
    return frozenset(found)


def counted(tx: Tx, path: str, since: int, until: int) -> int:
    """How many registered at a place and below it in a time, whatever became of them."""
    row = tx.one(
        "SELECT count(*) FROM places p JOIN singles s ON s.place_id = p.id"
        " AND s.made >= :since AND s.made < :until WHERE p.path >= :start AND p.path < :end",
        since=since,
        until=until,
        start=path,
        end=beyond(path),
    )
    assert row is not None
    return int(row[0])


def _sealed(tx: Tx, single_id: int, column: str, content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return tx.cipher.seal(text, "singles", column, single_id)


def _opened(tx: Tx, single_id: int, column: str, sealed: bytes | None) -> Mapping[str, Any]:
    if sealed is None:
        return NOTHING
    content: Mapping[str, Any] = json.loads(tx.cipher.open(sealed, "singles", column, single_id))
    return content
