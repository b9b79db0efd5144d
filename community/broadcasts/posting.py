"""A broadcast in groups and channels: posted once in each, and what became of it there."""

from community.broadcasts.access import may_reach
from community.broadcasts.kinds import BOARD, OPEN_STATES, State
from storage import duty_groups, people, postings, unsent
from storage.broadcasts import Broadcast
from storage.tx import Post, Tx


def post(tx: Tx, going: Broadcast) -> int:
    """Have it posted where it is not yet; returns in how many."""
    waiting = [one for one in postings.of(tx, going.id) if one.state == State.WAITING]
    for one in waiting:
        group = duty_groups.get(tx, one.group_id)
        if group is None or group.gone is not None or group.place_id is None:
            postings.note(tx, one.id, State.UNREACHABLE)
        elif not may_reach(tx, people.known(tx, going.author_id), [group.place_id]):
            postings.note(tx, one.id, State.DROPPED)
        else:
            tx.posted.append(Post(group.id, BOARD, one.id))
    return len(waiting)


def posted(tx: Tx, posting_id: int, letter_id: int | None) -> None:
    """Note that a letter is under way to the group, or that nobody is there any more."""
    state = State.UNREACHABLE if letter_id is None else State.HANDED
    postings.note(tx, posting_id, state, letter_id)


def take_back(tx: Tx, going: Broadcast, state: State, now: int, *, held: bool) -> None:
    """Drop what nobody has begun to send; where it waits it goes no further, either."""
    for one in postings.of(tx, going.id):
        if one.state != State.HANDED:
            back = one.state in OPEN_STATES
        else:
            back = unsent.withdraw(tx, one.letter_id or 0, now, held=held)
        if back:
            postings.note(tx, one.id, state)
