"""Meetings for single people: who is there, and the pairs found among them."""

from storage.tx import Tx


def forget(tx: Tx, person_id: int) -> None:
    """Take somebody out of every meeting and pair."""
    tx.do("DELETE FROM meeting_guests WHERE person_id = :person", person=person_id)
    tx.do("DELETE FROM meeting_pairs WHERE her_id = :person", person=person_id)
    tx.do("DELETE FROM meeting_pairs WHERE his_id = :person", person=person_id)
