"""People and their roles."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.paths import beyond
from storage.places import Place, upwards
from storage.tx import Row, Tx, in_list

MENU = "menu"  # touched when the commands offered to somebody may be others now
COLUMNS = (
    "id, telegram_id, chat_id, name, phone, language, home_id, consented, unreachable,"
    " stopped, simple, quiet_from, quiet_until, died, verified, away_until, heard"
)
TABLES = "people roles places"  # from which a person with their roles is read
ROLE = 3  # columns of a role, after those of the person
WITH_ROLES = (
    f"SELECT {', '.join(f'people.{column.strip()}' for column in COLUMNS.split(','))},"
    " r.role, r.place_id, at.path FROM people"
    " LEFT JOIN roles r ON r.person_id = people.id AND r.until IS NULL"
    " LEFT JOIN places at ON at.id = r.place_id"
)


@dataclass(frozen=True, slots=True)
class Role:
    """A role held now; it counts at its place and everywhere below."""

    role: str
    place_id: int
    path: str


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    telegram_id: int | None
    chat_id: int | None
    sealed_name: bytes | None
    sealed_phone: bytes | None
    language: str
    home_id: int | None
    consented: int | None
    unreachable: int | None
    stopped: int | None = None  # since when they want no pushes
    simple: int | None = None  # since when they have the simple menu
    quiet_from: int | None = None  # minutes of the day; none: the usual quiet hours
    quiet_until: int | None = None
    died: int | None = None  # when it was noted; since then nothing is sent
    verified: int | None = None  # since when the platform vouches for the phone
    away_until: int | None = None
    heard: int | None = None  # when they last wrote; none: nobody asks after them each day
    roles: tuple[Role, ...] = ()

    @property
    def reachable(self) -> bool:
        """Whether messages reach the person, as far as is known."""
        return self.chat_id is not None and self.unreachable is None and self.died is None

    @property
    def answers(self) -> bool:
        """Whether they can also answer here: who has withdrawn their consent cannot."""
        return self.reachable and self.consented is not None

    def holds(self, roles: frozenset[str], path: str) -> bool:
        """Whether one of these roles is held at the place with this path or above it."""
        return any(held.role in roles and path.startswith(held.path) for held in self.roles)


def add(
    tx: Tx, telegram_id: int | None, language: str, now: int, entered_by: int | None = None
) -> Person:
    """Add somebody of whom nothing else is kept yet."""
    person_id = tx.new_id(now)
    tx.do(
        "INSERT INTO people (id, telegram_id, chat_id, language, entered_by, made)"
        " VALUES (:id, :telegram, :telegram, :language, :by, :now)",
        id=person_id,
        telegram=telegram_id,
        language=language,
        by=entered_by,
        now=now,
    )
    return known(tx, person_id)


def by_telegram(tx: Tx, telegram_id: int) -> Person | None:
    """The person with the roles held now."""
    return _one(tx.all(f"{WITH_ROLES} WHERE people.telegram_id = :id", id=telegram_id))


def get(tx: Tx, person_id: int) -> Person | None:
    """The person with the roles held now."""
    return tx.foreseen(
        TABLES, person_id, lambda: _one(tx.all(f"{WITH_ROLES} WHERE people.id = :id", id=person_id))
    )


def foresee(tx: Tx, person_ids: Sequence[int]) -> None:
    """Look up many people at once."""
    unknown = [person_id for person_id in person_ids if not tx.knows(TABLES, person_id)]
    names, named = in_list("id", unknown)
    rows: dict[int, list[Row]] = {person_id: [] for person_id in unknown}
    for row in tx.all(f"{WITH_ROLES} WHERE people.id IN ({names})", **named) if unknown else ():
        rows[row[0]].append(row)
    tx.foresee(TABLES, {person_id: _one(found) for person_id, found in rows.items()})


def _one(rows: list[Row]) -> Person | None:
    """The person of rows that hold the same one with a role each, or with none."""
    if not rows:
        return None
    roles = tuple(Role(*row[-ROLE:]) for row in rows if row[-1] is not None)
    return Person(*(*rows[0][:-ROLE], roles))


def entered_by(tx: Tx, person_id: int) -> int | None:
    """Who entered somebody that did not come themselves."""
    row = tx.one("SELECT entered_by FROM people WHERE id = :id", id=person_id)
    return row[0] if row else None


def by_phone(tx: Tx, number: str) -> list[Person]:
    """Everybody who has this number, the first entered first; it may be a family's."""
    found = []
    for digest in tx.cipher.digests(number, "phone"):  # until rotate-key, under an older key
        rows = tx.all(
            f"SELECT {COLUMNS} FROM people WHERE phone_digest = :digest ORDER BY id", digest=digest
        )
        found += [Person(*(*row, _roles(tx, row[0]))) for row in rows]
    return found


def is_erased(tx: Tx, person_id: int) -> bool:
    row = tx.one("SELECT erased FROM people WHERE id = :id", id=person_id)
    return row is not None and row[0] is not None


def known(tx: Tx, person_id: int) -> Person:
    person = get(tx, person_id)
    assert person is not None, "the person was just written or is referred to by a row"
    return person


def admins_by_setting(tx: Tx, role: str) -> list[Person]:
    """Those who hold a role that nobody gave them: it came from the settings."""
    rows = tx.all(
        "SELECT person_id FROM roles WHERE role = :role AND until IS NULL AND given_by IS NULL"
        " ORDER BY person_id",
        role=role,
    )
    return [known(tx, person_id) for (person_id,) in rows]


def _roles(tx: Tx, person_id: int) -> tuple[Role, ...]:
    rows = tx.all(
        "SELECT r.role, r.place_id, p.path FROM roles r JOIN places p ON p.id = r.place_id"
        " WHERE r.person_id = :person AND r.until IS NULL",
        person=person_id,
    )
    return tuple(Role(*row) for row in rows)


def name(tx: Tx, person: Person) -> str:
    return tx.cipher.open_or_none(person.sealed_name, "people", "name", person.id) or ""


def phone(tx: Tx, person: Person) -> str | None:
    return tx.cipher.open_or_none(person.sealed_phone, "people", "phone", person.id)


def set_name(tx: Tx, person_id: int, text: str) -> None:
    tx.do(
        "UPDATE people SET name = :name WHERE id = :id",
        id=person_id,
        name=tx.cipher.seal(text, "people", "name", person_id),
    )


def set_phone(tx: Tx, person_id: int, number: str, verified: int | None = None) -> None:
    tx.do(
        "UPDATE people SET phone = :phone, phone_digest = :digest, verified = :verified"
        " WHERE id = :id",
        id=person_id,
        verified=verified,
        phone=tx.cipher.seal(number, "people", "phone", person_id),
        digest=tx.cipher.digest(number, "phone"),
    )


def set_home(tx: Tx, person_id: int, place_id: int) -> None:
    tx.do("UPDATE people SET home_id = :place WHERE id = :id", id=person_id, place=place_id)


def set_consented(tx: Tx, person_id: int, since: int | None) -> None:
    tx.do("UPDATE people SET consented = :since WHERE id = :id", id=person_id, since=since)


def set_well(tx: Tx, person_id: int, at: int) -> None:
    tx.do("UPDATE people SET well = :at WHERE id = :id", id=person_id, at=at)


def set_away(tx: Tx, person_id: int, until: int | None) -> None:
    tx.do("UPDATE people SET away_until = :until WHERE id = :id", id=person_id, until=until)


def set_heard(tx: Tx, person_id: int, at: int | None) -> None:
    tx.do("UPDATE people SET heard = :at WHERE id = :id", id=person_id, at=at)


def strangers(tx: Tx, before: int, limit: int) -> list[Person]:
    """Those who wrote so long ago and have agreed to nothing since."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM people WHERE consented IS NULL AND telegram_id IS NOT NULL"
        " AND made < :before ORDER BY made LIMIT :limit",
        before=before,
        limit=limit,
    )
    return [Person(*(*row, _roles(tx, row[0]))) for row in rows]


def set_died(tx: Tx, person_id: int, at: int | None) -> None:
    tx.do("UPDATE people SET died = :at WHERE id = :id", id=person_id, at=at)


def grant(tx: Tx, person_id: int, role: str, place_id: int, given_by: int | None, now: int) -> bool:
    """Give a role from now on; False when it is held already."""
    tx.touched.add((MENU, person_id))
    return bool(
        tx.do(
            "INSERT INTO roles (id, person_id, role, place_id, since, given_by)"
            " VALUES (:id, :person, :role, :place, :now, :by)"
            " ON CONFLICT (person_id, role, place_id) WHERE until IS NULL DO NOTHING",
            id=tx.new_id(now),
            person=person_id,
            role=role,
            place=place_id,
            now=now,
            by=given_by,
        )
    )


def keep_roles(tx: Tx, person_id: int) -> None:
    """Let nobody end a role of theirs before the transaction ends, which goes by them."""
    tx.all(
        "SELECT id FROM roles WHERE person_id = :person AND until IS NULL ORDER BY id /*lock*/",
        person=person_id,
    )


def end_role(tx: Tx, person_id: int, role: str, place_id: int, now: int) -> bool:
    tx.touched.add((MENU, person_id))
    return bool(
        tx.do(
            "UPDATE roles SET until = :now WHERE person_id = :person AND role = :role"
            " AND place_id = :place AND until IS NULL",
            person=person_id,
            role=role,
            place=place_id,
            now=now,
        )
    )


def holders(tx: Tx, place: Place, roles: Sequence[str]) -> list[Person]:
    """Everybody who holds one of the roles at the place or above it, the nearest first."""
    here, above = in_list("place", (at.id for at in reversed(upwards(tx, place))))
    wanted, sought = in_list("role", roles)
    rows = tx.all(
        f"SELECT place_id, role, person_id FROM roles WHERE place_id IN ({here})"
        f" AND role IN ({wanted}) AND until IS NULL ORDER BY id",
        **above,
        **sought,
    )
    nearest, first = list(above.values()), list(sought.values())
    rows.sort(key=lambda row: (nearest.index(row[0]), first.index(row[1])))
    every = {person_id: get(tx, person_id) for _place, _role, person_id in rows}
    return [person for person in every.values() if person]


def holders_below(tx: Tx, place: Place, roles: Sequence[str]) -> list[Person]:
    """Everybody who holds one of the roles at the place or below it, the widest first."""
    found: dict[int, Person] = {}
    names, sought = in_list("role", roles)
    rows = tx.all(
        "SELECT r.person_id FROM places p JOIN roles r ON r.place_id = p.id AND r.until IS NULL"
        f" WHERE p.path >= :start AND p.path < :end AND r.role IN ({names}) ORDER BY p.path, r.id",
        start=place.path,
        end=beyond(place.path),
        **sought,
    )
    for (person_id,) in rows:
        if person_id not in found and (person := get(tx, person_id)):
            found[person_id] = person
    return list(found.values())
