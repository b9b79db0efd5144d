"""Polls: what they look like, and how votes change them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from simulator.refusal import bad_request
from simulator.room import Room
from simulator.texts import formatted

if TYPE_CHECKING:
    from simulator.telegram import Telegram

JSON = dict[str, Any]

_QUESTION_LIMIT, _OPTION_LIMIT = 300, 100


def described(telegram: "Telegram", question: str, options: Sequence[str]) -> JSON:
    """An open poll nobody has voted in."""
    question, _ = formatted(question, None, None, _QUESTION_LIMIT)
    if not question:
        raise bad_request("poll question must be non-empty")
    if not 1 <= len(options) <= 12:
        raise bad_request("poll must have from 1 to 12 options")
    if any(not option.strip() or len(option) > _OPTION_LIMIT for option in options):
        raise bad_request("poll options must be non-empty and not too long")
    return {
        "id": str(telegram.rng.getrandbits(62)),
        "question": question,
        "options": [
            {"persistent_id": str(number), "text": option, "voter_count": 0}
            for number, option in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }


def vote(telegram: "Telegram", room: Room, user: JSON, message_id: int, chosen: list[int]) -> JSON:
    """Somebody votes, or takes their vote back by choosing nothing."""
    message = room.messages.get(message_id, {})
    poll = message.get("poll")
    if poll is None or poll["is_closed"]:
        raise bad_request("there is no open poll in this message")
    if any(not 0 <= number < len(poll["options"]) for number in chosen):
        raise bad_request("there is no such option")
    if len(chosen) > 1 and not poll["allows_multiple_answers"]:
        raise bad_request("only one option may be chosen")
    votes = telegram.votes.setdefault(poll["id"], {})
    votes[user["id"]] = chosen
    counted = _counted(poll, [one for one in votes.values() if one])
    telegram.replace(room, {**message, "poll": counted})
    if room.wrote(message):
        telegram.updates.add("poll", counted)
        if not poll["is_anonymous"]:
            telegram.updates.add("poll_answer", _answer(poll, user, chosen))
    return counted


def _counted(poll: JSON, votes: list[list[int]]) -> JSON:
    options = [
        {**option, "voter_count": sum(number in chosen for chosen in votes)}
        for number, option in enumerate(poll["options"])
    ]
    return {**poll, "options": options, "total_voter_count": len(votes)}


def _answer(poll: JSON, user: JSON, chosen: list[int]) -> JSON:
    return {
        "poll_id": poll["id"],
        "user": user,
        "option_ids": chosen,
        "option_persistent_ids": [poll["options"][number]["persistent_id"] for number in chosen],
    }
