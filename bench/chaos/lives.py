"""What the file says of who looks for work or to marry, held against what they did."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bench.chaos import messages
from bench.chaos.course import Record
from bench.chaos.findings import Finding, finding
from bench.chaos.someone import Ledger
from community.activities.kinds import Coming
from community.activities.line import OFFER
from community.matchmaking import PURPOSE, Stage
from community.matchmaking.ending import AFTER, SILENT
from community.matchmaking.introducing import FOLLOW_UPS
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
INTRODUCTIONS = (
    "SELECT i.id, w.telegram_id, m.telegram_id, i.stage, i.her_answer, i.his_answer, i.ending,"
    " i.contact FROM introductions i JOIN people w ON w.id = i.her_id"
    " JOIN people m ON m.id = i.his_id"
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
    singles = {one.telegram_id for one in record.town.all("single")}
    consents = tx.all(CONSENTS, purpose=PURPOSE)
    consented = Counter((one, int(over)) for one, over in consents if one in singles)
    apart = _apart(registered, consented)
    yield finding("each registration once, and withdrawn", apart, people.total())
    emptied = Counter((one, Stage.WITHDRAWN, 1) for one in people)
    kept = Counter((one, stage, int(empty)) for one, stage, empty in _singles(tx, singles))
    yield finding("nothing is kept of who has withdrawn", _apart(emptied, kept), len(people))
    yield finding("no timer of a registration that is over", _timers(tx, UNSEEN), people.total())


def _singles(tx: Tx, of: set[int]) -> list[tuple[int, str, int]]:
    return [(who, stage, int(empty)) for who, stage, empty in tx.all(SINGLES) if who in of]


def couples(tx: Tx, record: Record) -> Iterator[Finding]:
    """Each introduction once, with what each of the two said, and what must come of that."""
    ledger, found = record.ledger, tx.all(INTRODUCTIONS)
    ids = {
        one.name: one.telegram_id for kind in ("bride", "groom") for one in record.town.all(kind)
    }
    couple = {one.her: (ids[one.her], ids[one.his]) for one in record.town.couples}
    meant = Counter(couple[her] for her in ledger.introduced)
    apart = _apart(meant, Counter((her, his) for _id, her, his, *_rest in found))
    yield finding("each couple introduced once", apart, meant.total())
    wrong = [
        f"{her} and {his}" for _id, her, his, *kept in found if not _true(ledger, her, his, kept)
    ]
    yield finding("each introduction as both have answered alone", wrong, len(found))
    waiting = Counter(subject for kind in (SILENT, AFTER) for subject in _subjects(tx, kind))
    due = {"asked": 1, "contact": len(FOLLOW_UPS)}
    late = [
        f"{one} {stage}" for one, _a, _b, stage, *_r in found if waiting[one] != due.get(stage, 0)
    ]
    yield finding("of an introduction wait the timers of its stage", late, len(found))
    emptied = Counter((one, Stage.WITHDRAWN, 1) for one in ledger.left)
    apart = _apart(emptied, Counter(_singles(tx, ledger.left)))
    yield finding("nothing is kept of who leaves while being introduced", apart, len(ledger.left))


def _true(ledger: Ledger, her: int, his: int, kept: Sequence[Any]) -> bool:
    """Whether stage, answers and who has read a number go together with what both did."""
    stage, hers, his_answer, ending, contact = kept
    two, answers = {her, his}, (hers, his_answer)
    left, read = two & ledger.left, two & ledger.met
    said = [ledger.said.get(her), ledger.said.get(his)]
    if stage != "ended":  # what is said after the end is refused
        expected = "contact" if said == ["yes", "yes"] else "asked"
        whole = stage == expected and (stage == "contact" or None in said)
        return whole and [*answers] == said and not left and (stage == "asked" or read == two)
    heard = all(one in (None, meant) for one, meant in zip(answers, said, strict=True))
    both = answers == ("yes", "yes")
    over = {"withdrawn": bool(left), "declined": "no" in answers, "over": both}
    return heard and over.get(ending, False) and (both if contact is not None else not read)


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


def _subjects(tx: Tx, kind: str) -> list[int]:
    return [row for (row,) in tx.all("SELECT subject FROM timers WHERE kind = :kind", kind=kind)]


def _timers(tx: Tx, kind: str) -> list[str]:
    rows = tx.all("SELECT subject, occasion FROM timers WHERE kind = :kind", kind=kind)
    return [f"{subject} {occasion}" for subject, occasion in rows]
