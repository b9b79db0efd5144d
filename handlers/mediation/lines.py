"""What the cards of a dispute say."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from community.mediation.access import place_of
from community.mediation.kinds import MEDIATES, Matter, Way
from community.places import label
from community.roles import Role
from handlers.mediation.words import MATTERS, ROLES
from storage import cases, disputes, parties, people, room_words
from storage.cases import Case
from storage.disputes import Dispute
from storage.people import Person
from storage.room_words import RoomWords
from storage.tx import Tx
from talk.screens import Text, bold, clip
from talk.words import Word, _

OWN_MOST, SIDE_MOST, ROOM_MOST = 1800, 500, 3000  # signs of a room, on a card and by itself
STORY_MOST = 16


def titled(who: Person, case: Case) -> Text:
    """Its number and what it is about."""
    return bold(f"🤝 {case.number} · {MATTERS[Matter(case.category)].to(who.language)}")


def where(tx: Tx, case: Case) -> str:
    return f"📍 {label(tx, place_of(tx, case))}"


def opposite(tx: Tx, dispute: Dispute) -> Word:
    """With whom it is, as the one who asks says."""
    if not dispute.named:
        return _("🚪 Without a name: a talk at the door")
    return _("⚖️ With: {name}", name=disputes.name(tx, dispute) or "–")


def mediator_line(tx: Tx, person_id: int) -> Word:
    """Who mediates it, as what, and their number."""
    person = people.known(tx, person_id)
    says = _("🧑‍💼 Mediator: {who}", who=called(tx, person))
    phone = people.phone(tx, person)
    return _("{says} · {phone}", says=says, phone=phone) if phone else says


def called(tx: Tx, person: Person) -> Word:
    """Somebody's name and as what they mediate."""
    name = people.name(tx, person) or "–"
    for role, word in ROLES.items():
        if any(held.role == role for held in person.roles):
            return _("{name} ({role})", name=name, role=word)
    return Word(name)


def moment(tx: Tx, case: Case, at: int) -> str:
    """A time as it is at the place of the case."""
    local = datetime.fromtimestamp(at / 1000, ZoneInfo(place_of(tx, case).zone))
    return f"{local.month}-{local.day:02d} {local:%H:%M}"


def spoken(
    tx: Tx, case: Case, said: Sequence[RoomWords], language: str, most: int, *, own: bool
) -> list[str]:
    """The newest entries of a room that fit, in their order; the newest is always whole."""
    lines: list[str] = []
    for words in reversed(said):
        line = _line(tx, case, words, own=own).to(language)
        if lines and sum(map(len, lines)) + len(line) > most:
            break
        lines.insert(0, line)
    return lines


def _line(tx: Tx, case: Case, words: RoomWords, *, own: bool) -> Word:
    before = case.responsible_id not in (None, words.by_id)
    match Way(words.way):
        case Way.IN:
            mark = _("You to the mediator") if own else _("Said")
        case Way.OUT if before:
            mark = _("The mediator before to you") if own else _("The mediator before told them")
        case Way.OUT:
            mark = _("The mediator to you") if own else _("Told them")
        case Way.NOTE:
            mark = _("Note of the mediator before") if before else _("My note")
    return _("· {what}: {words}", what=mark, words=room_words.text(tx, words))


def begins(tx: Tx, case: Case) -> str:
    """A dispute's number and its first words, for those whose it is."""
    story = clip(" ".join(cases.story(tx, case).split()), STORY_MOST).plain
    return f"{case.number} {story}"


def side_name(tx: Tx, person_id: int, language: str) -> str:
    """A side's name and number, for the mediator."""
    person = people.known(tx, person_id)
    none = _("no number left").to(language)
    return f"{people.name(tx, person) or '–'} · {people.phone(tx, person) or none}"


def mediates_somewhere(person: Person) -> bool:
    """Whether somebody has a role by which disputes come to them."""
    return any(Role(held.role) in MEDIATES for held in person.roles)


def revision(tx: Tx, case_id: int) -> int | None:
    case = cases.get(tx, case_id)
    return case.revision if case else None


def about(tx: Tx, case_id: int) -> list[int]:
    """Whose dispute it is: others' reading is noted under both sides."""
    return parties.persons(tx, case_id)
