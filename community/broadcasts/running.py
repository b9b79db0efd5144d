"""A broadcast on its way: handed over in stretches, counted, paused, ended (trust F4, F5, F23).

Only so many letters of it are in the outbox at once, so that a tap stops it at once. What became of
each is read from there; what may have arrived or not is never sent again.
"""

from community.broadcasts import posting
from community.broadcasts.access import seen
from community.broadcasts.kinds import (
    BEGIN,
    BROADCAST,
    BULLETIN,
    FEED,
    GOING,
    OPEN_STATES,
    STALE,
    Stage,
    State,
)
from community.broadcasts.sending import moved
from community.refused import Refused
from community.tells import tell
from storage import broadcasts, postings, recipients, timers, unsent
from storage.broadcasts import Broadcast
from storage.people import Person
from storage.recipients import Recipient, Settled
from storage.tx import Tx

WINDOW = 300  # letters of one broadcast in the outbox at once: ten seconds of what may be sent
STRETCH = 100  # of which so many are written in one unit
FEED_MS = 1_000
IDLE_MS = 5_000  # the same where only what was under way is still counted
PROGRESS_MS = 5_000  # between two drawings of how far it has come
UNDER_WAY = frozenset({"waiting", "sending", "held"})  # states of a letter that are no end
ENDS = {
    "sent": State.SENT,
    "replaced": State.SENT,
    "unknown": State.UNKNOWN,
    "dropped": State.DROPPED,
    None: State.UNKNOWN,
}


def feed(tx: Tx, broadcast_id: int, _occasion: str, now: int) -> None:
    """Count what has gone, hand over what fits, and come again as long as there is anything."""
    going = broadcasts.hold(tx, broadcast_id)
    if going is None or going.begun is None:
        return
    settled, under_way = _collect(tx, going)
    handed = 0
    if going.stage == Stage.RUNNING and now < (going.good_until or now):
        room = min(STRETCH, WINDOW - under_way)
        fresh = recipients.waiting(tx, going.id, room) if room > 0 else []
        for one in fresh:
            tell(tx, one.person_id, BULLETIN, one.id)
        handed = len(fresh) + posting.post(tx, going)
    if handed or under_way:
        pause = FEED_MS if going.stage == Stage.RUNNING else IDLE_MS
        timers.add(tx, FEED, going.id, "", now + pause, now)
        if settled and now - (going.shown or 0) >= PROGRESS_MS:
            broadcasts.change(tx, going, shown=now)
            tx.touched.add((BROADCAST, going.id))
        return
    _settled(tx, going, now)


def _collect(tx: Tx, going: Broadcast) -> tuple[int, int]:
    """Note what became of letters; returns of how many, and how many are still under way."""
    settled = under_way = 0
    for kept in (recipients, postings):
        for one in kept.under_way(tx, going.id):
            state = _end(one)
            if state is None:
                under_way += 1
            else:
                kept.note(tx, one.id, state)
                settled += 1
    return settled, under_way


def _end(one: Settled) -> State | None:
    if one.state in UNDER_WAY:
        return None
    if one.state == "failed":
        return State.UNREACHABLE if one.error == "unreachable" else State.FAILED
    return ENDS[one.state]


def _settled(tx: Tx, going: Broadcast, now: int) -> None:
    """Nothing is under way: it is done, unless somebody rests; the author sees how it stands."""
    resting = recipients.counts(tx, going.id).get(State.RESTING, 0)
    if going.stage == Stage.RUNNING and not resting:
        moved(tx, going, Stage.DONE, ended=now)
        timers.cancel(tx, STALE, going.id)
        tell(tx, going.author_id, "broadcasts.finished", going.id)
        return
    broadcasts.change(tx, going, shown=now)
    tx.touched.add((BROADCAST, going.id))


def told(tx: Tx, recipient_id: int, state: State | None, letter_id: int | None, now: int) -> None:
    """Note what became of telling somebody; without a state there was nothing to say any more."""
    one = recipients.get(tx, recipient_id)
    if one is None:
        return
    going = broadcasts.known(tx, one.broadcast_id)
    recipients.note(tx, one.id, state or _unsaid(going), letter_id)
    if one.state == State.RESTING:
        timers.add(tx, FEED, going.id, "", now, now)


def _unsaid(going: Broadcast) -> State:
    """What holds for somebody whose turn came while it was not going on."""
    ends = {
        Stage.PAUSED: State.WAITING,
        Stage.CANCELLED: State.CANCELLED,
        Stage.STALE: State.STALE,
    }
    return ends.get(Stage(going.stage), State.DROPPED)


def readable(tx: Tx, who: Person, recipient_id: int) -> tuple[Recipient, Broadcast] | None:
    """What somebody was told, or is told now; nothing for everybody else."""
    one = recipients.get(tx, recipient_id)
    if one is None or one.person_id != who.id:
        return None
    broadcast = broadcasts.known(tx, one.broadcast_id)
    if one.state in (State.WAITING, State.RESTING) and broadcast.stage != Stage.RUNNING:
        return None
    return (one, broadcast) if one.state not in (State.CANCELLED, State.STALE) else None


def confirm(tx: Tx, who: Person, recipient_id: int, now: int) -> bool:
    """收到: they have read it; False when they have said so before."""
    found = readable(tx, who, recipient_id)
    if found is None:
        raise Refused("broadcasts.not_found")
    return recipients.read(tx, found[0].id, now)


def pause(tx: Tx, who: Person, broadcast_id: int, now: int) -> Broadcast:
    """暂停: what nobody has begun to send is taken back at once."""
    return _paused(tx, seen(tx, who, broadcast_id), now)


def _paused(tx: Tx, going: Broadcast, now: int) -> Broadcast:
    paused = moved(tx, going, Stage.PAUSED)
    _take_back(tx, paused, State.WAITING, now, held=False)
    return paused


def resume(tx: Tx, who: Person, broadcast_id: int, now: int) -> Broadcast:
    """继续, with whom it has not reached."""
    going = moved(tx, seen(tx, who, broadcast_id), Stage.RUNNING)
    timers.add(tx, FEED, going.id, "", now, now)
    return going


def cancel(tx: Tx, who: Person, broadcast_id: int, now: int) -> Broadcast:
    """取消发送: it goes to nobody any more but to whom it is being sent this very moment."""
    return _end_all(tx, seen(tx, who, broadcast_id), Stage.CANCELLED, State.CANCELLED, now)


def stale(tx: Tx, broadcast_id: int, _occasion: str, now: int) -> None:
    """Nobody needs it any more: whom it has not reached hears nothing."""
    going = broadcasts.hold(tx, broadcast_id)
    if going is None or going.stage not in GOING:
        return
    states = {*recipients.counts(tx, going.id), *(one.state for one in postings.of(tx, going.id))}
    over = Stage.DONE if states.isdisjoint(OPEN_STATES) else Stage.STALE
    if over is Stage.DONE and going.stage == Stage.RUNNING:
        moved(tx, going, over, ended=now)
    else:
        _end_all(tx, going, Stage.STALE, State.STALE, now)
    tell(tx, going.author_id, "broadcasts.finished", going.id)


def _end_all(tx: Tx, going: Broadcast, stage: Stage, state: State, now: int) -> Broadcast:
    ended = moved(tx, going, stage, ended=now)
    timers.cancel_each(tx, (BEGIN, STALE), going.id)
    _take_back(tx, going, state, now, held=True)
    recipients.note_all(tx, going.id, (State.WAITING, State.RESTING), state)
    if going.begun is not None:
        timers.add(tx, FEED, going.id, "", now, now)  # counts what is in flight
    return ended


def _take_back(tx: Tx, going: Broadcast, state: State, now: int, *, held: bool) -> None:
    """Drop the letters that nobody has begun to send; what is held may have gone long ago."""
    for recipient_id, letter_id in recipients.with_letters(tx, going.id):
        if unsent.withdraw(tx, letter_id, now, held=held):
            recipients.note(tx, recipient_id, state)
    posting.take_back(tx, going, state, now, held=held)


def called_off(tx: Tx, target: str, target_id: int, now: int) -> None:
    """What a button leads to is not held: nobody is told of it any more, and its author hears."""
    for one in broadcasts.leading_to(tx, target, target_id):
        if one.stage in (Stage.SCHEDULED, *GOING):
            _end_all(tx, one, Stage.CANCELLED, State.CANCELLED, now)
        elif one.stage == Stage.ASKED:
            moved(tx, one, Stage.DRAFT)
        else:
            continue
        tell(tx, one.author_id, "broadcasts.called_off", one.id)


def changed(tx: Tx, target: str, target_id: int, now: int) -> None:
    """What a button leads to is another time or elsewhere: it waits until its author has looked."""
    for one in broadcasts.leading_to(tx, target, target_id):
        if one.stage == Stage.RUNNING:
            _paused(tx, one, now)
        elif one.stage in (Stage.SCHEDULED, Stage.ASKED):
            timers.cancel(tx, BEGIN, one.id)
            moved(tx, one, Stage.DRAFT, second_id=None)
        else:
            continue
        tell(tx, one.author_id, "broadcasts.changed", one.id)


def held(tx: Tx) -> None:
    """An older copy of the database was put back: nobody knows whom it has reached since."""
    for going in broadcasts.under_way(tx):
        stage = Stage.PAUSED if going.stage == Stage.RUNNING else Stage.DRAFT
        timers.cancel(tx, BEGIN, going.id)
        moved(tx, going, stage)
        tell(tx, going.author_id, "broadcasts.held", going.id)
