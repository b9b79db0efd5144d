"""What the file says of all that begins by itself: mornings, tasks, announcements."""

from collections import Counter
from collections.abc import Iterator, Mapping

from bench.chaos import messages
from bench.chaos.affairs import Coming, announcement
from bench.chaos.course import Record
from bench.chaos.findings import Finding, finding
from community.broadcasts.kinds import Stage as Course
from community.broadcasts.kinds import State
from community.checkins.kinds import DAY, HELD_UP, RUNG, Outcome
from community.tasks.kinds import TOOK, Stage
from community.tasks.opening import TIMERS
from storage.tx import Tx

SCAN_MS = 3_000  # what came due so shortly before the end may not have been seen
ENDED_WELL = (Outcome.ANSWERED, Outcome.WELL)
# How often it came to whom it is noted of so; to everybody else it had to come.
CAME: dict[str, tuple[int, ...]] = {State.SENT: (1,), State.UNKNOWN: (0, 1)}
DAYS = (
    "SELECT d.plan_id, d.id, d.outcome, p.telegram_id FROM checkin_days d"
    " JOIN people p ON p.id = d.person_id"
)
ALARMED = (
    "SELECT a.day_id, p.telegram_id, a.person_id = d.ended_by FROM checkin_alerts a"
    " JOIN people p ON p.id = a.person_id JOIN checkin_days d ON d.id = a.day_id"
)
DOERS = "SELECT task_id, stage FROM offers"
HOURS = "SELECT task_id FROM hours"
TOLD = (
    "SELECT r.broadcast_id, p.telegram_id, r.state FROM recipients r"
    " JOIN people p ON p.id = r.person_id"
)


def mornings(tx: Tx, record: Record) -> Iterator[Finding]:
    """Everybody asked once; who was alarmed hears it once, and once how it ended."""
    asked = record.town.mornings
    names = {one.telegram_id: one.name for one in record.town.all("elder")}
    days = tx.all(DAYS)
    due = _due(tx, record, asked, DAY)
    begun = Counter(plan_id for plan_id, *_rest in days)
    wrong = [f"{one.id} {begun[one.id]} times" for one in due if begun[one.id] != 1]
    yield finding("each morning accounted for once", wrong, len(due))
    open_ = [f"{names[elder]} {end}" for _plan, _id, end, elder in days if end not in ENDED_WELL]
    yield finding("each morning ended by somebody", open_, len(days))
    said = Counter(messages.numbered(tx, record).values())
    twice = [
        f"{one.text[:40]!r} {times}"
        for one, times in said.items()
        if one.text.startswith(("🌞", "🔔")) and times > 1
    ]
    yield finding("nobody is asked twice, or alarmed twice", twice, len(days))
    wrong = list(_unheard(tx, record, {day: names[elder] for _plan, day, _end, elder in days}))
    yield finding("whoever was alarmed hears once how it ended", wrong, len(days))
    yield finding("no timer of a morning that is over", _timers(tx, (RUNG,)), len(days))


def _unheard(tx: Tx, record: Record, elders: Mapping[int, str]) -> Iterator[str]:
    """But for who has said it themselves."""
    ends: Counter[tuple[int, str]] = Counter()
    for one in messages.numbered(tx, record).values():
        for name in elders.values():
            ends[one.chat_id, name] += one.text.startswith(f"✅ {name} ")
    for day, chat_id, by_them in tx.all(ALARMED):
        if ends[chat_id, elders[day]] != (0 if by_them else 1):
            yield f"{elders[day]} to {chat_id}: {ends[chat_id, elders[day]]}"


def tasks(tx: Tx, record: Record) -> Iterator[Finding]:
    """Each done by one of those who came, whose hours are noted once."""
    due = _due(tx, record, record.town.errands)
    stages: dict[int, str] = dict(tx.all("SELECT id, stage FROM tasks"))
    undone = [f"{one.id} {stages[one.id]}" for one in due if stages[one.id] != Stage.DONE]
    yield finding("each task is done", undone, len(due))
    took = Counter(task for task, stage in tx.all(DOERS) if stage in TOOK)
    given = Counter(task for (task,) in tx.all(HOURS))
    wrong = [f"{one.id} by {took[one.id]}" for one in due if took[one.id] != 1]
    wrong += [f"{one.id} noted {given[one.id]} times" for one in due if given[one.id] != 1]
    yield finding("each task is done by one, and noted once", wrong, len(due))
    over = {one for one, stage in stages.items() if stage == Stage.DONE}
    yield finding("no timer of a task that is done", _timers(tx, TIMERS, over), len(due))


def announcements(tx: Tx, record: Record) -> Iterator[Finding]:
    """Everybody once; of what was in flight at a kill nobody knows, and it is not repeated."""
    due = _due(tx, record, record.town.announcements)
    stages: dict[int, str] = dict(tx.all("SELECT id, stage FROM broadcasts"))
    going = [f"{one.id} {stages[one.id]}" for one in due if stages[one.id] != Course.DONE]
    yield finding("each announcement comes to its end", going, len(due))
    texts = {one.id: announcement(one.due) for one in due}
    came = Counter(
        (number, one.chat_id)
        for one in record.telegram.sent.values()
        for number, text in texts.items()
        if text in one.text
    )
    told = [(one, chat, state) for one, chat, state in tx.all(TOLD) if one in texts]
    wrong = [
        f"{chat} {state}, came {came[one, chat]} times"
        for one, chat, state in told
        if came[one, chat] not in CAME.get(state, ())
    ]
    yield finding("everybody is told it once, and nobody twice", wrong, len(told))


def _due(
    tx: Tx, record: Record, coming: tuple[Coming, ...], kind: str | None = None
) -> list[Coming]:
    """What had to have begun by the end; not what was held up and waits for that."""
    late: set[int] = set()
    if kind is not None:
        rows = tx.all("SELECT subject, occasion FROM timers WHERE kind = :kind", kind=kind)
        late = {subject for subject, occasion in rows if occasion.endswith(HELD_UP)}
    until = record.last_alive - SCAN_MS
    return [one for one in coming if one.due < until and one.id not in late]


def _timers(tx: Tx, kinds: tuple[str, ...], of: set[int] | None = None) -> list[str]:
    """What waits though it is over."""
    rows = tx.all("SELECT kind, subject, occasion FROM timers")
    return [
        f"{kind} {subject} {occasion}"
        for kind, subject, occasion in rows
        if kind in kinds and (of is None or subject in of)
    ]
