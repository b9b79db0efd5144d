"""Complaints in the chat: of those concerned, and of the staff who decide."""

from collections.abc import Sequence

from community.matchmaking import complaints as rules
from community.roles import is_staff
from handlers.matchmaking.forms import Complaint as Complaining
from handlers.matchmaking.words import lines
from storage import complaints, people, places
from storage.complaints import Complaint
from storage.people import Person
from storage.tx import Tell, Tx
from talk.cards import button
from talk.desk import Desk, Heap, Pile, Sieve
from talk.registry import Card
from talk.screens import Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

COMPLAINT = "complaint"
THANKS = _(
    "⚠️ Thank you for telling us. Staff of the community will phone you. In danger, or if you were"
    " cheated of money, call 110 at once."
)


def complained(turn: Turn, form: Complaining) -> None:
    if form.introduction:
        rules.complain(turn.tx, turn.who, form.introduction, form.words, turn.now)
    else:
        rules.report(turn.tx, turn.who, form.single, form.words, turn.now)
    turn.reply(THANKS)


def found(tx: Tx, who: Person, complaint_id: int) -> Complaint | None:
    complaint = complaints.get(tx, complaint_id)
    return complaint if complaint and rules.may_decide(tx, who, complaint) else None


def draw(tx: Tx, who: Person, complaint_id: int) -> Screen | None:
    """Who complains about whom, and how to reach both; for staff who are neither."""
    complaint = found(tx, who, complaint_id)
    if complaint is None:
        return None
    parts = [
        _("⚠️ Complaint · 💞"),
        _("From: {person}", person=_called(tx, complaint.by_id)),
        _("About: {person}", person=_called(tx, complaint.about_id)),
        Word(complaints.words(tx, complaint) or "–"),
    ]
    if complaint.decided is not None:
        parts.append(_upheld(complaint))
        return Screen(lines(parts, who.language))
    parts.append(
        _(
            "Please hear both before you decide. Until then the second one is introduced to"
            " nobody. A crime belongs to the police: 110."
        )
    )
    return Screen(lines(parts, who.language), _rows(who, complaint))


def _upheld(complaint: Complaint) -> Word:
    right = _("✅ Found right: the registration is ended.")
    return right if complaint.upheld else _("✅ Not found right: all goes on as before.")


def _called(tx: Tx, person_id: int) -> Word:
    person = people.known(tx, person_id)
    name = people.name(tx, person) if person.sealed_name else "–"
    return _("{name}, {phone}", name=name, phone=people.phone(tx, person) or "–")


def _rows(who: Person, complaint: Complaint) -> Rows:
    return tuple(
        (button(word.to(who.language), COMPLAINT, complaint.id, f"decide.{how}", 0),)
        for word, how in (
            (_("It is right: end the registration"), "right"),
            (_("It is not right: go on as before"), "wrong"),
        )
    )


def decide(turn: Turn, complaint_id: int, how: str) -> None:
    """Ask once more; decide at the second tap."""
    verdict, _dot, sure = how.partition(".")
    if verdict not in ("right", "wrong"):
        turn.card(COMPLAINT, complaint_id)
        return
    if sure == "yes":
        rules.decide(turn.tx, turn.who, complaint_id, turn.now, upheld=verdict == "right")
        turn.card(COMPLAINT, complaint_id)
        return
    says = (
        _("The registration is ended and erased at once; they cannot register again.")
        if verdict == "right"
        else _("They can be introduced again. Both are told that it is cleared up.")
    )
    yes = button(turn.to(_("Yes, decide so")), COMPLAINT, complaint_id, f"decide.{verdict}.yes", 0)
    back = button(turn.to(_("⬅️ Back")), COMPLAINT, complaint_id, "decide.look", 0)
    turn.amend(Screen(turn.to(says), ((yes,), (back,))))


def revision(tx: Tx, complaint_id: int) -> int | None:
    complaint = complaints.get(tx, complaint_id)
    return None if complaint is None else int(complaint.decided is not None)


def decided(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """What was decided, to either side; who complained, and about whom, is said to nobody."""
    complaint = complaints.get(tx, tell.subject)
    if complaint is None:
        return None
    upheld, mine = bool(complaint.upheld), complaint.by_id == reader.id
    if mine:
        says = _("💞 What you told us is cleared up. Thank you for your trust.")
    elif upheld:
        says = _(
            "💞 After what was found, your registration has been ended and erased. If you think"
            " that is wrong, please come to the community's counter."
        )
    else:
        says = _("💞 It is cleared up, all goes on as before. Thank you for your patience.")
    return Screen(says.to(reader.language))


def pile(tx: Tx, who: Person, sieve: Sieve, _now: int) -> Sequence[int]:
    """What waits for a decision."""
    if sieve.category is not None:
        return []
    return [one.id for one in rules.to_decide(tx, who) if _within(tx, one, sieve.path)]


def _within(tx: Tx, complaint: Complaint, path: str) -> bool:
    place = places.get(tx, complaint.place_id)
    return place is not None and place.path.startswith(path)


def pile_line(_tx: Tx, who: Person, _complaint_id: int) -> str:
    return _("⚠️ Complaint · 💞").to(who.language)


def about(tx: Tx, complaint_id: int) -> int | None:
    complaint = complaints.get(tx, complaint_id)
    return complaint.about_id if complaint else None


DESK = Desk({Heap.WAITING: (Pile(COMPLAINT, pile, pile_line, is_staff),)}, lambda _tx, _who: ())
CARD = Card(COMPLAINT, COMPLAINT, revision, draw, {"decide": decide}, about=about)
