"""A new key: every sealed field is sealed anew, and then the old key may go."""

import re
from contextlib import suppress
from functools import partial

import pytest

from bot.rotation import rotate
from storage import drafts, invitations, outbox, people, rotation
from storage.cipher import Cipher, Unreadable
from storage.drafts import Kept
from storage.migrate import schema_text
from storage.opening import open_database
from storage.tx import Tx
from tests.conftest import NOW


def told_apart(count: int) -> list[str]:
    """New keys for one cipher: of two, one pair in 256 is refused."""
    found: list[str] = []
    while len(found) < count:
        with suppress(ValueError):
            one = Cipher.new_secret()
            Cipher.from_secret(",".join([*found, one]))
            found.append(one)
    return found


OLD, NEW, STRANGER = told_apart(3)
PHONE = "+8613900001234"


def _fill(tx: Tx, count: int) -> int:
    for number in range(count):
        person = people.add(tx, number + 1, "zh", NOW)
        people.set_name(tx, person.id, f"第{number}人")
    people.set_phone(tx, person.id, PHONE)
    drafts.put(tx, person.id, Kept(tx.new_id(NOW), "report", "写了一半"), NOW)
    outbox.add(tx, NOW, 1, {"text": "等着"})
    invitations.add(tx, "token", "resident", _place(tx), None, NOW, NOW + 1)
    return person.id


def _place(tx: Tx) -> int:
    place_id = tx.new_id(NOW)
    tx.do(
        "INSERT INTO places (id, kind, name, path, zone, made)"
        " VALUES (:id, 'subdistrict', '街道', '0001', 'Asia/Shanghai', :now)",
        id=place_id,
        now=NOW,
    )
    return place_id


def _reads(tx: Tx, person_id: int) -> tuple[object, ...]:
    person = people.known(tx, person_id)
    draft = drafts.get(tx, person_id)
    digest = tx.cipher.digest(PHONE, "phone")
    found = tx.one("SELECT id FROM people WHERE phone_digest = :digest", digest=digest)
    texts = [letter.body["text"] for letter in outbox.waiting(tx, 9)]
    return people.name(tx, person), people.phone(tx, person), draft, found, texts


async def test_everything_reads_the_same_under_the_new_key_alone(database_url: str) -> None:
    database = await open_database(database_url, Cipher.from_secret(OLD))
    await database.migrate(NOW)
    person_id = await database.run(partial(_fill, count=rotation.BATCH + 3))
    before = await database.run(partial(_reads, person_id=person_id))
    await database.close()

    database = await open_database(database_url, Cipher.from_secret(f"{NEW},{OLD}"))
    found = await database.run(lambda tx: invitations.find(tx, "token"))
    assert found is not None, "a link that is out works as long as the old key is there"
    assert await rotate(database) == (rotation.BATCH + 3 + 3, 0)
    assert await rotate(database) == (0, 0), "once more there is nothing left to do"
    await database.close()

    database = await open_database(database_url, Cipher.from_secret(NEW))
    assert await database.run(partial(_reads, person_id=person_id)) == before
    await database.close()


async def test_what_no_key_opens_is_counted_and_left(sqlite_url: str) -> None:
    database = await open_database(sqlite_url, Cipher.from_secret(OLD))
    await database.migrate(NOW)
    person_id = await database.run(partial(_fill, count=2))
    await database.close()
    database = await open_database(sqlite_url, Cipher.from_secret(f"{NEW},{STRANGER}"))
    changed, unreadable = await rotate(database)
    assert (changed, unreadable) == (0, 6), "two names, a phone twice, a draft, a letter"
    with pytest.raises(Unreadable):
        await database.run(partial(_reads, person_id=person_id))
    await database.close()


def test_every_blob_of_the_schema_is_sealed_or_a_digest() -> None:
    blobs = re.findall(r"\{blob\}", schema_text().partition("CREATE TABLE")[2])
    digests = re.findall(r"digest \{blob\}", schema_text())
    assert len(rotation.columns()) + len(digests) == len(blobs)
    for table in {column.table for column in rotation.columns()}:
        assert re.search(rf"CREATE TABLE {table} \([^;]*\n    id \{{int\}}", schema_text())
