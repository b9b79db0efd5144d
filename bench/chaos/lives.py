"""What the file says of who looks for work or to marry, held against what they did."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from bench.chaos import messages
from bench.chaos.course import Record
from bench.chaos.findings import Finding, finding
from community.activities.kinds import Coming
from community.activities.line import OFFER
from community.matchmaking import PURPOSE, Stage
from community.matchmaking.registering import UNSEEN
from community.seekers import stages
from community.seekers.stages import ANSWER, MEETING
from storage.tx import Tx

SEEKERS = "SELECT p.telegram_id FROM seekers s JOIN people p ON p.id = s.person_id"
APPLICATIONS = (
    "SELECT p.telegram_id, a.vacancy_id, a.stage FROM applications a"
    " JOIN people p ON p.id = a.person_id"
)
CONSENTS = (
    "SELECT p.telegram_id, c.withdrawn IS NOT NULL FROM consents c"
    " JOIN people p ON p.id = c.person_id WHERE c.purpose = :purpose"
)
SINGLES = (
    "SELECT p.telegram_id, s.stage, s.profile IS NULL FROM singles s"
    " JOIN people p ON p.id = s.person_id"
)
SIGN_UPS = (
    "SELECT p.telegram_id, s.activity_id, s.stage FROM sign_ups s"
    " JOIN people p ON p.id = s.person_id"
)
INTERVIEWS = (
    "SELECT p.telegram_id, a.vacancy_id, i.agreed IS NOT NULL FROM interviews i"
    " JOIN applications a ON a.id = i.application_id JOIN people p ON p.id = a.person_id"
)
LEFT = "↩️ Somebody who applied as"  # what the employer hears


def work(tx: Tx, record: Record) -> Iterator[Finding]:
    """The cards of those who look for work, what they have applied for, what employers heard."""
    cards = Counter((one,) for one in record.ledger.seekers)
    apart = _apart(cards, Counter(tx.all(SEEKERS)))
    yield finding("each card of a seeker once", apart, cards.total())
    applied = Counter((*one, stages.Stage.WITHDRAWN) for one in record.ledger.applications)
    apart = _apart(applied, Counter(tx.all(APPLICATIONS)))
    yield finding("each application once, and withdrawn", apart, applied.total())
    told = Counter(one for one in record.telegram.sent.values() if one.text.startswith(LEFT))
    kept = Counter(one for one in messages.numbered(tx, record).values() if one in told)
    wrong = [f"{one.text} {times}" for one, times in kept.items() if times > 1]
    wrong += ["missing"] * (applied.total() - len(told))
    yield finding("each employer hears of each withdrawal once", wrong, applied.total())
    meets = {one.id for opened in record.town.openings for one in opened if one.meets}
    meant = Counter((*one, 1) for one in record.ledger.applications if one[1] in meets)
    met = Counter((who, which, int(agreed)) for who, which, agreed in tx.all(INTERVIEWS))
    yield finding("each interview proposed once, and agreed", _apart(meant, met), meant.total())
    left = [*_timers(tx, ANSWER), *_timers(tx, MEETING)]
    yield finding("no timer of an application that is over", left, applied.total())


def matchmaking(tx: Tx, record: Record) -> Iterator[Finding]:
    """Each registration with a consent of its own, each withdrawn; of each one a single row."""
    people = Counter(record.ledger.registrations)
    registered = Counter({(one, 1): times for one, times in people.items()})
    consented = Counter((one, int(over)) for one, over in tx.all(CONSENTS, purpose=PURPOSE))
    apart = _apart(registered, consented)
    yield finding("each registration once, and withdrawn", apart, people.total())
    emptied = Counter((one, Stage.WITHDRAWN, 1) for one in people)
    kept = Counter((one, stage, int(empty)) for one, stage, empty in tx.all(SINGLES))
    yield finding("nothing is kept of who has withdrawn", _apart(emptied, kept), len(people))
    yield finding("no timer of a registration that is over", _timers(tx, UNSEEN), people.total())


def activities(tx: Tx, record: Record) -> Iterator[Finding]:
    """Each sign-up one row that is signed off; nobody holds a place, or is asked to take one."""
    meant = Counter((*one, Coming.OUT) for one in record.ledger.sign_ups)
    apart = _apart(meant, Counter(tx.all(SIGN_UPS)))
    yield finding("each sign-up once, and signed off", apart, meant.total())
    yield finding("no place is kept for anybody", _timers(tx, OFFER), meant.total())


def _apart(meant: Counter[Any], kept: Counter[Any]) -> list[str]:
    """What is missing, and what is there too often or without anybody's doing."""
    return [
        *(f"missing {one}" for one in (meant - kept).elements()),
        *(f"too much {one}" for one in (kept - meant).elements()),
    ]


def _timers(tx: Tx, kind: str) -> list[str]:
    rows = tx.all("SELECT subject, occasion FROM timers WHERE kind = :kind", kind=kind)
    return [f"{subject} {occasion}" for subject, occasion in rows]
