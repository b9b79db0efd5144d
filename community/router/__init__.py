"""A free sentence finds its door, or lies on the desk of the staff of its place."""

from community.deadlines import DAY_MS, MINUTE_MS
from community.duty import nearest_staff
from community.issues.danger import danger_of
from community.issues.emergency import STAYS
from community.nearby import home_of
from community.refused import Refused
from community.roles import STAFF, staff_of
from community.tells import tell, tell_all
from storage import inquiries, places, sentences
from storage.inquiries import Inquiry
from storage.people import Person
from storage.sentences import Sentence
from storage.tx import Tx

NOWHERE = "none"  # was chosen: none of the doors offered
UNANSWERED_MS = 60 * DAY_MS
SOON_MS = 5 * MINUTE_MS
OFFERED_MS = DAY_MS  # how long a sentence leads to its doors
MOST = 100


def hear(tx: Tx, who: Person, words: str, offered: tuple[str, ...], now: int) -> Sentence:
    """Keep a sentence until the person has chosen one of the doors offered."""
    return sentences.add(tx, who.id, words, offered, now)


def fresh(tx: Tx, who: Person, now: int) -> Sentence | None:
    """What somebody has just said and has chosen no door for yet."""
    sentence = sentences.newest(tx, who.id)
    if sentence is None or sentence.door is not None or sentence.made < now - SOON_MS:
        return None
    return sentence


def choose(tx: Tx, who: Person, sentence_id: int, door: str) -> str:
    """Take one of the doors offered, or none; returns the words to take along."""
    sentence = sentences.get(tx, sentence_id)
    if sentence is None or sentence.person_id != who.id:
        raise Refused("router.not_found")
    if door not in (*sentence.offered, NOWHERE):
        raise Refused("router.not_found")
    if not sentences.choose(tx, sentence_id, door):
        raise Refused("cases.moved_on")
    tx.touched.add(("sentence", sentence_id))
    return sentences.words(tx, sentence)


def past(tx: Tx, who: Person, sentence_id: int, now: int) -> bool:
    """Whether a sentence leads nowhere any more, because it is old or grave; then it is closed."""
    sentence = sentences.get(tx, sentence_id)
    if sentence is None or sentence.person_id != who.id:
        raise Refused("router.not_found")
    over = sentence.made < now - OFFERED_MS or grave(tx, sentence)
    if over and sentence.door is None:
        choose(tx, who, sentence_id, NOWHERE)
    return over


def grave(tx: Tx, sentence: Sentence) -> bool:
    """Whether it speaks of a danger after which somebody gets in touch: it leads to no door."""
    return danger_of(sentences.words(tx, sentence)) in STAYS


def ask(tx: Tx, who: Person, door: str, words: str, now: int, most: int = 0) -> Inquiry:
    """Lay what somebody wants at a door not open yet on the desk of the staff of their place.

    `most` is how many one may ask in five minutes; 0: as many as they like.
    """
    if most and inquiries.asked_since(tx, who.id, now - SOON_MS, most) >= most:
        raise Refused("router.enough")
    place = home_of(tx, who)
    inquiry = inquiries.add(tx, who.id, place.id, door, words, now)
    those = [one for one in nearest_staff(tx, place) if one.id != who.id]
    tell_all(tx, those, "router.asked", inquiry.id)
    return inquiry


def may_answer(tx: Tx, who: Person, inquiry: Inquiry) -> bool:
    """Whether they are staff of the place, and it is not their own."""
    place = places.get(tx, inquiry.place_id)
    return place is not None and staff_of(who, place) and inquiry.person_id != who.id


def answer(tx: Tx, who: Person, inquiry_id: int, words: str, now: int) -> Inquiry:
    """回复: who asked reads it in their chat."""
    inquiry = inquiries.get(tx, inquiry_id)
    if inquiry is None or not may_answer(tx, who, inquiry):
        raise Refused("router.not_found")
    if not inquiries.end(tx, inquiry_id, now, who.id, words):
        raise Refused("cases.moved_on")
    tx.touched.add(("inquiry", inquiry_id))
    tell(tx, inquiry.person_id, "router.answered", inquiry_id)
    return inquiry


def withdraw(tx: Tx, who: Person, inquiry_id: int, now: int) -> None:
    """撤回: nobody needs to answer any more."""
    inquiry = inquiries.get(tx, inquiry_id)
    if inquiry is None or inquiry.person_id != who.id:
        raise Refused("router.not_found")
    if not inquiries.end(tx, inquiry_id, now, None, None):
        raise Refused("cases.moved_on")
    tx.touched.add(("inquiry", inquiry_id))


def give_up(tx: Tx, now: int) -> None:
    """Forget what nobody has answered in two months; who asked hears it, and may ask again."""
    for inquiry in inquiries.unanswered(tx, now - UNANSWERED_MS, MOST):
        inquiries.give_up(tx, inquiry.id, now)
        tx.touched.add(("inquiry", inquiry.id))
        tell(tx, inquiry.person_id, "router.unanswered", inquiry.id)


def waiting(tx: Tx, who: Person, path: str) -> list[Inquiry]:
    """What waits for an answer where somebody is staff, the oldest first."""
    found = {
        inquiry.id: inquiry
        for held in {held.path for held in who.roles if held.role in STAFF}
        if held.startswith(path) or path.startswith(held)
        for inquiry in inquiries.below(tx, max(held, path, key=len), MOST)
        if inquiry.person_id != who.id
    }
    return sorted(found.values(), key=lambda inquiry: inquiry.made)[:MOST]
