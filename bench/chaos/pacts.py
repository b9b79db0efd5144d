"""What the file says of disputes and of what came of them, held against what both sides did."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bench.chaos import messages
from bench.chaos.agreeing import AGREE, SUITS, TOLD, number_of
from bench.chaos.course import Record
from bench.chaos.findings import Finding, finding
from community.agreements.after import COURT, KEPT
from community.agreements.sessions import SOON
from community.mediation.kinds import Outcome, Side
from simulator.view import inline_buttons, text_of
from storage import cases, parties, people, room_words
from storage.cases import Case
from storage.parties import Party
from storage.tx import Tx

MANY = 50  # of what was said in a room
BEGUN = ["report", "call", "take", "say", "invite", "join", "agree"]
MEANT = {Outcome.ORAL: "end", Outcome.LEFT: "withdraw"}  # how one ends, and its last step
AGREED = "🤝 It is agreed."  # what both hear
WITH = {*BEGUN, "sitting", "sitting_fixed", "draft"} | {
    f"draft_{said}_{side}" for said in ("agreed", "wished") for side in Side
}
PACTS = (
    "SELECT id, case_id, version, agreed_a, agreed_b, signed, replaced IS NULL, way"
    " FROM pacts ORDER BY id"
)


def disputes(tx: Tx, record: Record, found: Sequence[Case]) -> Iterator[Finding]:
    """Each asked for once and taken up, joined by one link, and come to one end."""
    asked = {one.story: one for one in record.ledger.disputes}
    wrong = [story for story in asked if sum(cases.story(tx, one) == story for one in found) != 1]
    for case in found:
        steps = [entry.step for entry in cases.timeline(tx, case.id)]
        one = asked.get(cases.story(tx, case))
        reporter = people.known(tx, case.reporter_id).telegram_id
        theirs = one is not None and reporter == one.reporter
        whole = len(parties.of(tx, case.id)) == len(Side) and set(steps[:-1]) <= WITH
        once = all(steps.count(step) == 1 for step in BEGUN) and steps[: len(BEGUN)] == BEGUN
        if not (theirs and whole and once) or steps[-1] != _last(case):
            wrong.append(f"{case.number} {case.result} {steps}")
    yield finding("each dispute once, each of its steps once", wrong, len(asked))
    yield _words(tx, record, found)
    yield from _sessions(tx, record, found)
    yield from _agreements(tx, record, found)
    yield _asked_in_vain(tx, record, found)


def _outcome(case: Case) -> Outcome | None:
    return Outcome(case.result) if case.result and case.closed is not None else None


def _last(case: Case) -> str | None:
    outcome = _outcome(case)
    return MEANT.get(outcome) if outcome else None


def _words(tx: Tx, record: Record, found: Sequence[Case]) -> Finding:
    """What each side told the mediator alone: the story once, and each wish at most once."""
    told = Counter(
        room_words.text(tx, words)
        for case in found
        for side in Side
        for words in room_words.of(tx, case.id, side, MANY)
    )
    stories = {TOLD + one.story for one in record.ledger.disputes}
    wishes = Counter(record.ledger.wishes)
    wrong = [words for words in stories if told[words] != 1]
    wrong += [words or "" for words in told if words not in stories and told[words] > wishes[words]]
    return finding("each word to the mediator once", wrong, told.total())


def _sessions(tx: Tx, record: Record, found: Sequence[Case]) -> Iterator[Finding]:
    """As many as were proposed; of what is over none stands, and nobody is reminded."""
    numbers = {case.id: case.number for case in found}
    proposed = Counter(number for number, kind, _tap in record.ledger.led if kind == "sitting")
    rows = tx.all("SELECT case_id, ended IS NULL FROM sittings")
    kept = Counter(numbers[case_id] for case_id, _stands in rows)
    over = {case.number: _outcome(case) for case in found}
    wrong = [
        f"{number}: {kept[number]} of {proposed[number]}"
        for number, outcome in over.items()
        if kept[number] > proposed[number]  # one that was left may have refused the last
        or (outcome is Outcome.ORAL and kept[number] != proposed[number])
    ]
    yield finding("each session as often as it was proposed", wrong, proposed.total())
    left = [f"{numbers[case_id]} stands" for case_id, stands in rows if stands]
    left += [f"timer of {subject}" for subject in _timers(tx, SOON)]
    yield finding("no session of a dispute that is over", left, len(rows))


def _agreements(tx: Tx, record: Record, found: Sequence[Case]) -> Iterator[Finding]:
    """Each holds by the yes of both to its last words, and what follows it is watched once."""
    rows = tx.all(PACTS)
    wrong = [bad for case in found for bad in _unagreed(tx, record, case, rows)]
    yield finding("each agreement with both confirmations, and no others", wrong, len(rows))
    signed = [pact_id for pact_id, *_rest, signed, _stands, _way in rows if signed]
    waiting = Counter(_timers(tx, KEPT))
    late = [f"pact {one}" for one in (waiting - Counter(signed)) + (Counter(signed) - waiting)]
    late += [f"court {subject}" for subject in _timers(tx, COURT)]
    yield finding("of an agreement waits one question whether it was kept", late, len(signed))
    heard = [
        (sent.chat_id, number_of(sent.text))
        for sent in record.telegram.sent.values()
        if sent.text.startswith(AGREED)
    ]
    kept = Counter(
        (sent.chat_id, number_of(sent.text))
        for sent in messages.numbered(tx, record).values()
        if sent.text.startswith(AGREED)
    )
    meant = {
        (_telegram(tx, party), case.number)
        for case in found
        if _outcome(case) is Outcome.ORAL
        for party in parties.of(tx, case.id).values()
    }
    apart = [f"{one}" for one in meant ^ set(heard)]
    apart += [f"{one} {times}" for one, times in kept.items() if times > 1]
    yield finding("both hear once of each agreement", apart, len(meant))


def _unagreed(tx: Tx, record: Record, case: Case, rows: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    """What does not go together in the drafts of a dispute."""
    sides = {side: _telegram(tx, party) for side, party in parties.of(tx, case.id).items()}
    drafts = [row for row in rows if row[1] == case.id]
    for _id, _case, version, agreed_a, agreed_b, *_rest in drafts:
        said = {Side.A: agreed_a, Side.B: agreed_b}
        for side in (one for one, at in said.items() if at is not None):
            if (case.number, version, sides[side]) not in record.ledger.agreed:
                yield f"{case.number} draft {version}: {side} never agreed"
    held = [row for row in drafts if row[5] is not None]
    by_both = [row for row in held if row[3] is not None and row[4] is not None and row[6]]
    orally = _outcome(case) is Outcome.ORAL
    if len(held) != orally or by_both != held:
        yield f"{case.number}: {len(by_both)} agreed to of {len(held)}"
    steps = [entry.step for entry in cases.timeline(tx, case.id)]
    since = steps[::-1].index("draft") if "draft" in steps else 0
    last = Counter(steps[len(steps) - since :])
    if orally and [last[f"draft_agreed_{side}"] for side in Side] != [1, 1]:
        yield f"{case.number} {steps}"


def _asked_in_vain(tx: Tx, record: Record, found: Sequence[Case]) -> Finding:
    """Whether a message still asks of a dispute that is over; a repeat of one may."""
    known = {number for (number,) in tx.all("SELECT message_id FROM shown")}
    over = {case.number for case in found if case.closed is not None}
    vain = [
        f"{number_of(text_of(one))} {button['text']}"
        for chat in record.telegram.chats.values()
        for number, one in chat.messages.items()
        for button in inline_buttons(one)
        if button["text"] in (SUITS, AGREE) and number in known
        if number_of(text_of(one)) in over
    ]
    return finding("nobody is asked about a dispute that is over", vain, len(over))


def _telegram(tx: Tx, party: Party) -> int:
    return people.known(tx, party.person_id).telegram_id or 0


def _timers(tx: Tx, kind: str) -> list[int]:
    return [row for (row,) in tx.all("SELECT subject FROM timers WHERE kind = :kind", kind=kind)]
