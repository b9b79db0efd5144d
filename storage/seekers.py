"""Seekers: what work somebody looks for, and where a new vacancy finds them."""

import json
from dataclasses import dataclass

from storage.tx import Tx, columns_of

COLUMNS = (
    "id, person_id, trades, hours, reach, pay, skills, needs, told, paused, by_id, revision, made"
)
ANY = "any"  # the trade of who takes any work
TOLD = (  # of people p: who can be told of new work, be it by telephone
    "p.stopped IS NULL AND (p.chat_id IS NOT NULL OR p.telegram_id IS NULL)"
    " AND p.unreachable IS NULL"
    " AND p.died IS NULL AND p.consented IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class Seeker:
    id: int
    person_id: int
    trades_text: str
    hours: str
    reach_text: str
    pay: int | None
    sealed_skills: bytes | None
    sealed_needs: bytes | None
    told: int | None
    paused: int | None
    by_id: int | None  # the officer who entered them, who have no Telegram
    revision: int
    made: int

    @property
    def trades(self) -> tuple[str, ...]:
        """What they can do; nothing named is any work."""
        return tuple(part for part in self.trades_text.split(",") if part)

    @property
    def reach(self) -> tuple[int, ...]:
        """The places they can reach, each with everything below it."""
        return tuple(int(part) for part in self.reach_text.split(",") if part)


@dataclass(frozen=True, slots=True)
class Sought:
    """Everything that somebody says of the work they look for."""

    trades: tuple[str, ...]
    hours: str
    reach: tuple[int, ...]
    pay: int | None
    skills: str | None
    needs: tuple[str, ...]
    told: bool


def of(tx: Tx, person_id: int) -> Seeker | None:
    row = tx.one(f"SELECT {COLUMNS} FROM seekers WHERE person_id = :person", person=person_id)
    return Seeker(*row) if row else None


def hold(tx: Tx, person_id: int) -> Seeker | None:
    """The seeker, kept from others until the transaction ends."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM seekers WHERE person_id = :person /*lock*/", person=person_id
    )
    return Seeker(*row) if row else None


def sought(tx: Tx, seeker: Seeker) -> Sought:
    """What they say, to be read."""
    return Sought(
        trades=seeker.trades,
        hours=seeker.hours,
        reach=seeker.reach,
        pay=seeker.pay,
        skills=tx.cipher.open_or_none(seeker.sealed_skills, "seekers", "skills", seeker.id),
        needs=needs(tx, seeker.id, seeker.sealed_needs),
        told=seeker.told is not None,
    )


def needs(tx: Tx, seeker_id: int, sealed: bytes | None) -> tuple[str, ...]:
    """What they must look after beside the work, by code."""
    text = tx.cipher.open_or_none(sealed, "seekers", "needs", seeker_id)
    return tuple(json.loads(text)) if text else ()


def put(tx: Tx, person_id: int, said: Sought, now: int, by_id: int | None = None) -> Seeker:
    """Keep what somebody says of the work they look for, in place of what they said before."""
    before = hold(tx, person_id)
    seeker_id = before.id if before else tx.new_id(now)
    values = {
        "trades": ",".join(said.trades),
        "hours": said.hours,
        "reach": ",".join(map(str, said.reach)),
        "pay": said.pay,
        "skills": tx.cipher.seal_or_none(said.skills, "seekers", "skills", seeker_id),
        "needs": tx.cipher.seal_or_none(
            json.dumps(said.needs) if said.needs else None, "seekers", "needs", seeker_id
        ),
        "told": (before.told if before and before.told else now) if said.told else None,
    }
    tx.do(
        "INSERT INTO seekers (id, person_id, trades, hours, reach, pay, skills, needs, told, by_id,"
        " revision, made) VALUES (:id, :person, :trades, :hours, :reach, :pay, :skills, :needs,"
        " :told, :by, 1, :now) ON CONFLICT (person_id) DO UPDATE SET trades = excluded.trades,"
        " hours = excluded.hours, reach = excluded.reach, pay = excluded.pay,"
        " skills = excluded.skills, needs = excluded.needs, told = excluded.told,"
        " by_id = COALESCE(excluded.by_id, seekers.by_id), revision = seekers.revision + 1",
        id=seeker_id,
        person=person_id,
        by=by_id,
        now=now,
        **values,
    )
    return _wanting(tx, person_id, now)


def pause(tx: Tx, person_id: int, since: int | None, now: int) -> Seeker:
    """Let nothing be proposed for a while, or again."""
    tx.do(
        "UPDATE seekers SET paused = :since, revision = revision + 1 WHERE person_id = :person",
        since=since,
        person=person_id,
    )
    return _wanting(tx, person_id, now)


def _wanting(tx: Tx, person_id: int, now: int) -> Seeker:
    """Let new vacancies find them by what they want now, if they want to hear of any."""
    seeker = of(tx, person_id)
    assert seeker is not None, "the seeker was just written"
    tx.do("DELETE FROM wants WHERE person_id = :person", person=person_id)
    if seeker.told is not None and seeker.paused is None:
        tx.many(
            "INSERT INTO wants (id, person_id, trade, place_id)"
            " VALUES (:id, :person, :trade, :place)",
            [
                {"id": tx.new_id(now), "person": person_id, "trade": trade, "place": place}
                for trade in seeker.trades or (ANY,)
                for place in seeker.reach
            ],
        )
    return seeker


def entered(tx: Tx, limit: int) -> list[Seeker]:
    """Those whom officers have entered, officer by officer, the newest first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM seekers WHERE by_id > 0 ORDER BY by_id DESC, id DESC LIMIT :limit",
        limit=limit,
    )
    return [Seeker(*row) for row in rows]


def remove(tx: Tx, person_id: int) -> None:
    for table in ("wants", "looks", "saved", "hints", "seekers"):
        tx.do(f"DELETE FROM {table} WHERE person_id = :person", person=person_id)


@dataclass(frozen=True, slots=True)
class Wanting:
    """Somebody whom a vacancy may suit, with the path of their home."""

    seeker: Seeker
    home: str | None


def wanting(tx: Tx, trade: str, place_id: int, after: int, limit: int) -> list[Wanting]:
    """Who wants to hear of this trade at this place, and can be told, from beyond somebody on."""
    columns = columns_of("s", COLUMNS)
    rows = tx.all(
        f"SELECT {columns}, h.path FROM wants w JOIN seekers s ON s.person_id = w.person_id"
        " JOIN people p ON p.id = w.person_id LEFT JOIN places h ON h.id = p.home_id"
        " WHERE w.trade = :trade AND w.place_id = :place AND w.person_id > :after"
        f" AND {TOLD} ORDER BY w.person_id LIMIT :limit",
        trade=trade,
        place=place_id,
        after=after,
        limit=limit,
    )
    return [Wanting(Seeker(*row[:-1]), row[-1]) for row in rows]


def hears(tx: Tx, person_id: int) -> bool:
    """Whether somebody still wants to hear of new work, and can be told."""
    row = tx.one(
        "SELECT 1 FROM wants w JOIN people p ON p.id = w.person_id WHERE w.person_id = :person"
        f" AND {TOLD} LIMIT 1",
        person=person_id,
    )
    return row is not None
