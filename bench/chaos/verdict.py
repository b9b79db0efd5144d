"""What the file says after everything, held against what the people did."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.chaos.course import Record
from bench.chaos.remains import SENT
from bench.chaos.watched import Sent
from bot.app import CAPABILITIES
from community.cases import Stage
from storage import cases, people, timers, updates
from storage.cases import Case
from storage.cipher import Cipher
from storage.engine import open_database
from storage.shown import COLUMNS, Shown
from storage.tx import Tx
from talk.bodies import body_of
from talk.registry import Registry

FAR = 1 << 62  # later than every timer
SCAN_MS = 3_000  # a timer that came due so shortly before the end may not have been seen
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that had to hold, how often it was looked at, and where it did not."""

    what: str
    looked: int
    wrong: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The finding for the table."""
        if not self.wrong:
            return f"ok    {self.looked:>7}  {self.what}"
        examples = "; ".join(self.wrong[:EXAMPLES])
        return f"WRONG {len(self.wrong):>7}  {self.what} (of {self.looked}): {examples}"


async def judge(record: Record) -> list[Finding]:
    """Open the file the bot has left and hold everything against the ledger."""
    cipher = Cipher.from_secret(record.secret)
    database = await open_database(f"sqlite:///{record.database}", cipher)
    try:
        kept = await database.run(lambda tx: list(_kept(tx, record)))
    finally:
        await database.close()
    return [*_seen_from_outside(record), *kept]


def _seen_from_outside(record: Record) -> Iterator[Finding]:
    plan = record.plan
    yield _finding("the run came to its end", [record.ended] if record.ended else [], 1)
    codes = [f"code {death.code}" for death in record.deaths if death.code != -9]
    missing = ["missing"] * (plan.kills - len(record.deaths))
    yield _finding("every kill was a kill: code -9", codes + missing, plan.kills)
    broken = [f"death {number}" for number, death in enumerate(record.deaths) if not death.sound]
    yield _finding("the file is whole after every kill", broken, len(record.deaths))
    impolite = [f"{end}" for end in record.endings if end.code or end.unwritten]
    yield _finding("SIGTERM: ended in time, code 0, all written back", impolite, 2)
    quiet = [f"{kind} on {target}" for (kind, target), hits in record.faults.items() if not hits]
    yield _finding("every fault has happened", quiet, len(record.faults))
    yield _finding("every conversation came to its end", ["stuck"] * record.stuck, plan.residents)
    lines = record.log.read_text("utf-8", "replace").splitlines()
    errors = [line[:160] for line in lines if " ERROR " in line or line.startswith("Traceback")]
    yield _finding("the bot logged no error", errors, len(lines))


def _kept(tx: Tx, record: Record) -> Iterator[Finding]:
    intact = [str(row) for row in tx.all("PRAGMA integrity_check") if row != ("ok",)]
    intact += [str(row) for row in tx.all("PRAGMA foreign_key_check")]
    yield _finding("the file is whole at the end", intact, 1)
    found = [Case(*row) for row in tx.all(f"SELECT {cases.COLUMNS} FROM cases ORDER BY id")]
    yield from _cases(tx, record, found)
    yield from _updates(tx, record)
    yield from _timers(tx, record)
    yield from _messages(tx, record)
    stale, dead = list(_stale_cards(tx, record)), list(_dead_buttons(tx, record))
    yield _finding("every card shows how its case stands", stale, len(found))
    yield _finding("no buttons under what is over", dead, len(found))


def _cases(tx: Tx, record: Record, found: list[Case]) -> Iterator[Finding]:
    neglected = {one.case_id for one in record.town.overdue}
    of_story: dict[str, list[Case]] = {}
    for case in found:
        if case.id not in neglected:
            of_story.setdefault(cases.story(tx, case), []).append(case)
    submitted = record.ledger.submissions
    lost = [one.story for one in submitted if one.story not in of_story]
    yield _finding("no report is lost", lost, len(submitted))
    twice = [story for story, several in of_story.items() if len(several) > 1]
    yield _finding("no report is a case twice", twice, len(submitted))
    strange = of_story.keys() - {one.story for one in submitted}
    yield _finding("no case without a report", sorted(strange), len(found))
    wrong, odd = [], []
    for one in submitted:
        for case in of_story.get(one.story, []):
            reporter = people.known(tx, case.reporter_id).telegram_id
            photos = len(cases.media(tx, case.id))
            kept = (reporter, case.place_id, case.number, photos, case.round, case.stage)
            meant = (one.reporter, one.home_id, one.number, one.photos, one.rounds, Stage.CLOSED)
            if kept != meant:
                wrong.append(f"{kept} instead of {meant}")
            steps = [entry.step for entry in cases.timeline(tx, case.id)]
            if steps != _steps(one.rounds):
                odd.append(f"{case.number} {steps}")
    yield _finding("each case as its reporter sent and was told it", wrong, len(submitted))
    yield _finding("each step once, in its order", odd, len(submitted))
    numbers = Counter(case.number.partition("-")[0] for case in found)
    wanted = {f"{month}-{n}" for month, most in numbers.items() for n in range(1, most + 1)}
    gaps = sorted(wanted ^ {case.number for case in found})
    yield _finding("case numbers unique and without gaps", gaps, len(found))


def _steps(rounds: int) -> list[str]:
    again = ["reopen", "answer"] * (rounds - 1)
    return ["report", "dispatch", "sign", "answer", *again, "confirm"]


def _updates(tx: Tx, record: Record) -> Iterator[Finding]:
    made = record.telegram.recorded.made
    seen = {update_id for (update_id,) in tx.all("SELECT update_id FROM seen")}
    yield _finding("every update is seen once", [str(one) for one in made ^ seen], len(made))
    aside = [f"{one.origin}: {one.error}" for one in updates.all_set_aside(tx)]
    yield _finding("nothing is set aside", aside, len(made))
    drafts = tx.all("SELECT form FROM drafts")
    yield _finding("no form is left open", [str(form) for (form,) in drafts], len(drafts))


def _timers(tx: Tx, record: Record) -> Iterator[Finding]:
    waiting = Counter(timer.subject for timer in timers.due(tx, FAR, 10_000))
    missed, twice = [], []
    for one in record.town.overdue:
        fired = sum(entry.step == "overdue" for entry in cases.timeline(tx, one.case_id))
        if fired + waiting.pop(one.case_id, 0) != 1:
            twice.append(f"{one.number} fired {fired} times")
        elif not fired and one.due < record.last_alive - SCAN_MS:
            missed.append(one.number)
    timed = len(record.town.overdue)
    yield _finding("each timer waits or has fired once", twice, timed)
    yield _finding("each timer that was due has fired", missed, timed)
    yield _finding("no timer of a case that is done", [str(one) for one in waiting], timed)
    yield _finding("each reminder came to each once", list(_reminders(tx, record)), timed)


def _reminders(tx: Tx, record: Record) -> Iterator[str]:
    kept = _numbered(tx, record)
    said = Counter(
        (sent.chat_id, number)
        for sent in kept.values()
        if "Nobody has signed" in sent.text
        for number in re.findall(r"^(\d{4}-\d+) ·", sent.text, re.MULTILINE)
    )
    for one in record.town.overdue:
        fired = any(entry.step == "overdue" for entry in cases.timeline(tx, one.case_id))
        for chat_id in one.told:
            if said[chat_id, one.number] != fired:
                yield f"{one.number} to {chat_id}: {said[chat_id, one.number]}"


def _messages(tx: Tx, record: Record) -> Iterator[Finding]:
    telegram = record.telegram
    states: dict[str, int] = dict(tx.all("SELECT state, count(*) FROM outbox GROUP BY state"))
    undone = [
        f"{count} {state}" for state, count in states.items() if state in ("waiting", "failed")
    ]
    yield _finding("nothing waits in the outbox, nothing failed", undone, sum(states.values()))
    rows = [number for (number,) in tx.all(SENT)]
    phantom = [str(one) for one in rows if one not in telegram.sent]
    phantom += [str(one) for one, times in Counter(rows).items() if times > 1]
    yield _finding("every letter marked as sent came, as one message", phantom, len(rows))
    kept = _numbered(tx, record)
    twice = Counter(sent for sent in kept.values() if sent.about_a_case)
    again = [f"{sent.text[:60]!r}" for sent, times in twice.items() if times > 1]
    yield _finding("no notice is told twice", again, len(kept))
    repeats = telegram.sent.keys() - kept.keys()
    unexplained = repeats - record.excused - telegram.unanswered
    strange = [repr(telegram.sent[one].text[:60]) for one in unexplained]
    yield _finding("repeats only of what was in flight at a kill or a reset", strange, len(repeats))


def _numbered(tx: Tx, record: Record) -> dict[int, Sent]:
    """The messages that letters stand for; all others are repeats."""
    sent = record.telegram.sent
    return {number: sent[number] for (number,) in tx.all(SENT) if number in sent}


def _stale_cards(tx: Tx, record: Record) -> Iterator[str]:
    """The messages that do not show what the file says they show."""
    registry = Registry(CAPABILITIES, "chaos")
    for one in _shown(tx):
        card = registry.cards.get(one.kind)
        screen = card.draw(tx, people.known(tx, one.person_id), one.subject) if card else None
        if card is None:
            continue
        message = _message(record, one)
        body = body_of(screen) if screen else {"text": ""}
        text = message.get("text", "")
        stands = text.endswith(body["text"])
        if not stands or message.get("reply_markup") != body.get("reply_markup"):
            yield f"{one.message_id} shows {text[-60:]!r}, not {body['text'][-60:]!r}"


def _dead_buttons(tx: Tx, record: Record) -> Iterator[str]:
    """The messages that show nothing current and still have buttons, though nobody revived them."""
    shown = _shown(tx)
    alive = {one.message_id for one in shown if one.kind != "retired"}
    for one in shown:
        spared = one.message_id in alive or one.message_id in record.ledger.tapped_again
        if not spared and _message(record, one).get("reply_markup"):
            yield f"{one.message_id}"


def _shown(tx: Tx) -> list[Shown]:
    return [Shown(*row) for row in tx.all(f"SELECT {COLUMNS} FROM shown ORDER BY id")]


def _message(record: Record, shown: Shown) -> dict[str, Any]:
    messages = record.telegram.chats[shown.chat_id].messages
    return messages.get(shown.message_id or 0, {})


def _finding(what: str, wrong: list[str], looked: int) -> Finding:
    return Finding(what, looked, tuple(wrong))
