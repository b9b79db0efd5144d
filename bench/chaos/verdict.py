"""What the file says after everything, held against what the people did."""

import re
from collections import Counter
from collections.abc import Iterator

from bench.chaos import duties, lives, messages, pacts
from bench.chaos.child import GRACE
from bench.chaos.course import Death, Record
from bench.chaos.findings import Finding, finding
from bench.chaos.someone import Submission
from bot.delivery import UNWRITTEN
from community.cases import Stage
from community.issues.kinds import KIND
from storage import cases, media, people, timers, updates
from storage.cases import Case
from storage.cipher import Cipher
from storage.opening import open_database
from storage.tx import Tx

FAR = 1 << 62  # later than every timer
FIRST_CONTACT = ("issues.contact", "due")
SCAN_MS = 3_000  # a timer that came due so shortly before the end may not have been seen
ENDINGS = 2
IN_TROUBLE = 2 * UNWRITTEN  # of two processes each has its own


async def judge(record: Record) -> list[Finding]:
    """Open the file the bot has left and hold everything against the ledger."""
    cipher = Cipher.from_secret(record.secret)
    database = await open_database(record.ground.url, cipher)
    try:
        kept = await database.run(lambda tx: list(_kept(tx, record)))
    finally:
        await database.close()
    return [*_course(record), *kept]


def _course(record: Record) -> Iterator[Finding]:
    plan, deaths = record.plan, record.deaths
    yield finding("the run came to its end", [record.ended] if record.ended else [], 1)
    codes = [f"code {death.code}" for death in deaths if death.code != -9]
    missing = ["missing"] * (plan.kills - len(deaths))
    yield finding("every kill was a kill: code -9", codes + missing, plan.kills)
    broken = [f"death {number}" for number, death in enumerate(deaths) if not death.sound]
    yield finding("the database is whole after every kill", broken, len(deaths))
    harm = [f"death {number}: {one}" for number, death in enumerate(deaths) for one in death.harm]
    if record.ground.engine == "sqlite":
        what = "had the power failed too: whole, and no acknowledged update missing"
        yield finding(what, harm, len(deaths))
    many = [f"{death.unwritten}" for death in deaths if death.unwritten > _bound(death)]
    what = f"at most {UNWRITTEN} sent and not written back at a kill, {IN_TROUBLE} in trouble"
    yield finding(what, many, len(deaths))
    impolite = [f"{end}" for end in record.endings if end.code or end.unwritten]
    impolite += ["missing"] * (ENDINGS - len(record.endings))
    what = f"SIGTERM: code 0 within {GRACE:.0f} s, all written back"
    yield finding(what, impolite, ENDINGS)
    quiet = [f"{kind} on {target}" for (kind, target), hits in record.faults.items() if not hits]
    yield finding("every fault has happened", quiet, len(record.faults))
    yield finding("every conversation came to its end", record.stuck, plan.residents)
    lines = record.log.read_text("utf-8", "replace").splitlines()
    errors = [line[:160] for line in lines if " ERROR " in line or line.startswith("Traceback")]
    yield finding("the bot logged no error", errors, len(lines))


def _bound(death: Death) -> int:
    return IN_TROUBLE if death.troubled else UNWRITTEN


def _kept(tx: Tx, record: Record) -> Iterator[Finding]:
    if tx.dialect == "sqlite":
        damage = [str(row) for row in tx.all("PRAGMA integrity_check") if row != ("ok",)]
        damage += [str(row) for row in tx.all("PRAGMA foreign_key_check")]
        yield finding("the file is whole at the end", damage, 1)
    yield from _cases(tx, record)
    yield from lives.work(tx, record)
    yield from lives.matchmaking(tx, record)
    yield from lives.couples(tx, record)
    yield from lives.activities(tx, record)
    yield from duties.mornings(tx, record)
    yield from duties.tasks(tx, record)
    yield from duties.announcements(tx, record)
    yield from _updates(tx, record)
    yield from _timers(tx, record)
    yield from messages.letters(tx, record)
    yield from messages.cards(tx, record)


def _cases(tx: Tx, record: Record) -> Iterator[Finding]:
    every = [Case(*row) for row in tx.all(f"SELECT {cases.COLUMNS} FROM cases ORDER BY id")]
    found = [case for case in every if case.kind == KIND]
    yield from pacts.disputes(tx, record, [case for case in every if case.kind != KIND])
    neglected = {one.case_id for one in record.town.overdue}
    stories = Counter(cases.story(tx, case) for case in found if case.id not in neglected)
    submitted = {one.story: one for one in record.ledger.submissions}
    yield finding("no report is lost", sorted(submitted.keys() - stories.keys()), len(submitted))
    twice = [story for story, times in stories.items() if times > 1]
    yield finding("no report is a case twice", twice, len(submitted))
    strange = sorted(stories.keys() - submitted.keys())
    yield finding("no case without a report", strange, len(found))
    pairs = [(case, submitted.get(cases.story(tx, case))) for case in found]
    known = [(case, one) for case, one in pairs if one]
    wrong = [bad for case, one in known for bad in _differences(tx, case, one)]
    yield finding("each case as its reporter sent and was told it", wrong, len(known))
    odd = [bad for case, one in known for bad in _missteps(tx, case, one)]
    yield finding("each step once, in its order", odd, len(known))
    months = Counter(case.number.partition("-")[0] for case in every)
    wanted = {f"{month}-{n}" for month, most in months.items() for n in range(1, most + 1)}
    gaps = sorted(wanted ^ {case.number for case in every})
    yield finding("case numbers unique and without gaps", gaps, len(every))


def _differences(tx: Tx, case: Case, one: Submission) -> Iterator[str]:
    reporter = people.known(tx, case.reporter_id).telegram_id
    photos = len(media.of(tx, case.id))
    kept = (reporter, case.place_id, case.number, photos, case.round, case.stage)
    meant = (one.reporter, one.home_id, one.number, one.photos, one.rounds, Stage.CLOSED.value)
    if kept != meant:
        yield f"{kept} instead of {meant}"


def _missteps(tx: Tx, case: Case, one: Submission) -> Iterator[str]:
    again = ["reopen", "answer"] * (one.rounds - 1)
    meant = ["report", "dispatch", "sign", "answer", *again, "confirm"]
    steps = [entry.step for entry in cases.timeline(tx, case.id)]
    if steps != meant:
        yield f"{case.number} {steps}"


def _updates(tx: Tx, record: Record) -> Iterator[Finding]:
    made = record.telegram.recorded.made
    seen = {update_id for (update_id,) in tx.all("SELECT update_id FROM seen")}
    yield finding("every update is seen once", [f"{one}" for one in made ^ seen], len(made))
    aside = [f"{one.origin}: {one.error}" for one in updates.all_set_aside(tx)]
    yield finding("nothing is set aside", aside, len(made))
    forms = [form for (form,) in tx.all("SELECT form FROM drafts")]
    yield finding("no form is left open", forms, len(record.ledger.submissions))


def _timers(tx: Tx, record: Record) -> Iterator[Finding]:
    overdue = record.town.overdue
    done = {number for (number,) in tx.all("SELECT id FROM cases")}
    rows = timers.due(tx, FAR, 10_000)
    waiting = Counter(row.subject for row in rows if (row.kind, row.occasion) == FIRST_CONTACT)
    fired = {one.case_id: _fired(tx, one.case_id) for one in overdue}
    twice = [one.number for one in overdue if fired[one.case_id] + waiting[one.case_id] != 1]
    yield finding("each timer waits or has fired once", twice, len(overdue))
    late = record.last_alive - SCAN_MS
    missed = [one.number for one in overdue if not fired[one.case_id] and one.due < late]
    yield finding("each timer that was due has fired", missed, len(overdue))
    left = [f"{row.kind} {row.occasion}" for row in rows if row.subject in done - fired.keys()]
    yield finding("no timer of a case that is done", left, len(overdue))
    said = _reminded(tx, record)
    wrong = [
        f"{one.number} to {chat_id}: {said[chat_id, one.number]}"
        for one in overdue
        for chat_id in one.told
        if said[chat_id, one.number] != fired[one.case_id]
    ]
    yield finding("each reminder came to each once", wrong, len(overdue))


def _fired(tx: Tx, case_id: int) -> int:
    return sum(entry.step == "overdue" for entry in cases.timeline(tx, case_id))


def _reminded(tx: Tx, record: Record) -> Counter[tuple[int, str]]:
    """How often whom was reminded of which case."""
    return Counter(
        (sent.chat_id, number)
        for sent in messages.numbered(tx, record).values()
        if "Nobody has signed" in sent.text
        for number in re.findall(r"^(\d{4}-\d+) ·", sent.text, re.MULTILINE)
    )
