"""A reply to the card of a report: of the responsible it signs for it, of the reporter it adds."""

from typing import Any

from community.cases import Stage
from community.issues.kinds import File
from community.issues.remarks import PHOTO, hearers, is_talk, remark
from handlers.issues.about import seen
from handlers.issues.detours import Supplement
from handlers.issues.kinds import OWN
from storage import cases, people, places
from storage.cases import Case
from talk import filling
from talk.answers import Said, Sent
from talk.attachments import KINDS, SIZE_MOST
from talk.beside import SPOKEN
from talk.turn import Turn
from talk.words import Word, _

ADDED = {PHOTO: "photos", "voice": "voices"}  # what may be added, and where it is kept


def at_work(turn: Turn, case_id: int, message: Said | Sent) -> bool:
    """Keep what the responsible replies, and say in a line as what it counts."""
    words, files = _content(message)
    more = isinstance(message, Sent) and message.album is not None
    says = keep(turn, case_id, words, files, more=more)
    if says is not None:  # else it is one more of an album
        turn.say(says)
    return True


def keep(
    turn: Turn, case_id: int, words: str, files: tuple[File, ...], *, more: bool = False
) -> Word | None:
    """Keep what the responsible sends; the line says as what it counts, if it begins anything."""
    before, steps = cases.known(turn.tx, case_id), len(cases.timeline(turn.tx, case_id))
    case = remark(turn.tx, turn.who, case_id, words, files, turn.now, more=more)
    if len(cases.timeline(turn.tx, case_id)) == steps:
        return None
    return _read_by(turn, case, _counts_as(before, case), words, files)


def add(turn: Turn, case_id: int, message: Said | Sent) -> bool:
    """Begin to add what the reporter replies; what has ended shows how it may go on."""
    words, files = _content(message)
    field = ADDED.get(message.kind) if isinstance(message, Sent) and files else None
    if not words and field is None:
        return False
    over = seen(turn.tx, turn.who, case_id).over
    if over is not None:
        turn.say(over)
        return turn.card(OWN, case_id, fresh=True)
    given: dict[str, Any] = {"text": words} if words else {}
    if field is not None and isinstance(message, Sent):
        given[field] = [message.file]
        if not words and field == "voices":
            given["text"] = SPOKEN
    heard = _("📝 This belongs to your report. Please see whether it is right.")
    album = message.album if isinstance(message, Sent) else None
    filling.start(turn, Supplement, {"case": case_id}, given, album, heard)
    return True


def _content(message: Said | Sent) -> tuple[str, tuple[File, ...]]:
    """The words of a message, and its file where that can be kept."""
    if isinstance(message, Said):
        return message.text.strip(), ()
    file = message.file
    if file is None or message.kind not in KINDS or message.size > SIZE_MOST:
        return message.caption.strip(), ()
    return message.caption.strip(), ((message.kind, file.file_id, file.unique_id),)


def _counts_as(before: Case, case: Case) -> Word:
    number = case.number
    if case.arrived != before.arrived:
        return _("✅ {number}: signed for, you are on the spot. Thank you.", number=number)
    if before.stage == Stage.DISPATCHED:
        return _("✅ {number}: signed for. Thank you.", number=number)
    return _("📎 Kept with {number}.", number=number)


def _read_by(turn: Turn, case: Case, says: Word, words: str, files: tuple[File, ...]) -> Word:
    """Say who will read or hear what was kept."""
    photo = any(kind == PHOTO for kind, *_ids in files)
    if not is_talk(words, files):
        return _("{says} The resident can see the photo.", says=says) if photo else says
    place = places.get(turn.tx, case.place_id)
    told = hearers(turn.tx, turn.who, case, place) if place else []
    names = " · ".join(people.name(turn.tx, one) for one in told)
    who: Word | str = names or _("The staff")
    if photo:
        return _("{says} It is for: {who}. Residents see the photo alone.", says=says, who=who)
    return _("{says} It is for: {who}. Residents do not see it.", says=says, who=who)
