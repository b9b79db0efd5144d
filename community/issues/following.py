"""Residents who hear of a case: who reported it, and all who follow it."""

from community.cases import voices
from community.issues.kinds import Result
from community.tells import tell
from storage import followers
from storage.cases import Case
from storage.tx import Tx


def tell_residents(tx: Tx, case: Case, notice: str) -> None:
    """Tell the reporter, and everybody who follows the case that something has changed."""
    for person_id in voices(case):
        tell(tx, person_id, notice, case.id)
    tell_followers(tx, case, "issues.followed")


def tell_followers(tx: Tx, case: Case, notice: str) -> None:
    for person_id in followers.of(tx, case.id):
        tell(tx, person_id, notice, case.id)


def tell_answered(tx: Tx, case: Case) -> None:
    """Ask the reporter; everybody else hears that it is over, if it is."""
    for person_id in voices(case):
        tell(tx, person_id, "issues.answered", case.id)
    over = case.result == Result.SOLVED
    tell_followers(tx, case, "issues.over" if over else "issues.followed")
