"""People by their names, among those of one home or of one number."""

from operator import itemgetter

from storage.tx import Row, Tx


def named_at(tx: Tx, place_id: int) -> dict[str, list[int]]:
    """By name everybody whose home is exactly this place, the first entered first."""
    return _named(tx, tx.all("SELECT id, name FROM people WHERE home_id = :at", at=place_id))


def named_with(tx: Tx, number: str) -> dict[str, list[int]]:
    """By name everybody who has this number, the first entered first."""
    rows: list[Row] = []
    for digest in tx.cipher.digests(number, "phone"):
        rows += tx.all("SELECT id, name FROM people WHERE phone_digest = :digest", digest=digest)
    return _named(tx, rows)


def _named(tx: Tx, rows: list[Row]) -> dict[str, list[int]]:
    named: dict[str, list[int]] = {}
    for person_id, sealed in sorted(rows, key=itemgetter(0)):
        text = tx.cipher.open_or_none(sealed, "people", "name", person_id) or ""
        named.setdefault(text, []).append(person_id)
    return named
