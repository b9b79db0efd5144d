"""Who somebody is: meeting, agreeing, being entered, moving in, being given a role."""

from dataclasses import dataclass
from enum import StrEnum

from community.refused import Refused
from community.roles import ENTERS, Role
from community.tells import tell
from storage import consents, people, places, preferences, reach, timers
from storage.people import Person
from storage.tx import Tx

GENERAL = consents.GENERAL
REACH = "people.reach"  # the timer that fires at once when it has changed


def meet(tx: Tx, telegram_id: int, language: str, admins: frozenset[int], now: int) -> Person:
    """The person who writes, made at the first word; administrators by setting get their role."""
    person = people.by_telegram(tx, telegram_id)
    if person is None:
        person = people.add(tx, telegram_id, language, now)
    if person.unreachable is not None:
        _found(tx, person, now)
    is_admin = any(held.role == Role.ADMIN for held in person.roles)
    if telegram_id in admins and not is_admin:
        people.grant(tx, person.id, Role.ADMIN, places.roots(tx)[0].id, None, now)
        tell(tx, person.id, "people.travel", person.id)
    elif person.unreachable is None:
        return person
    return people.known(tx, person.id)


def went(tx: Tx, telegram_id: int, now: int) -> None:
    """The person has blocked the bot: pushes end, their cases stay."""
    person = people.by_telegram(tx, telegram_id)
    if person is not None:
        lost(tx, person.id, now)


def came_back(tx: Tx, telegram_id: int, now: int) -> None:
    """The person lets the bot in again."""
    person = people.by_telegram(tx, telegram_id)
    if person is not None:
        _found(tx, person, now)


def lost(tx: Tx, person_id: int, now: int) -> None:
    """Messages reach somebody no more; who counts on them will hear it."""
    if reach.set_unreachable(tx, person_id, now):
        _say_so(tx, people.known(tx, person_id), now)


def _found(tx: Tx, person: Person, now: int) -> None:
    reach.set_reachable(tx, person.id, now)
    if person.unreachable is not None:
        _say_so(tx, person, now)


def _say_so(tx: Tx, person: Person, now: int) -> None:
    """Let it be said in a unit of its own, to whoever counts on them."""
    timers.add(tx, REACH, person.id, "", now, now)


def join(tx: Tx, who: Person, name: str, home_id: int | None, now: int) -> None:
    """Agree to the general terms, and say where one lives if one likes; only now a name is kept."""
    people.set_name(tx, who.id, name)
    consents.give(tx, who.id, GENERAL, now)
    if home_id is not None:
        move(tx, who, home_id)


class How(StrEnum):
    """How somebody agreed who has no Telegram."""

    ORAL = "oral"
    PAPER = "paper"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Agreed:
    """How somebody agreed, and who was there to hear it."""

    how: How
    witness: str | None = None


def enter(
    tx: Tx, who: Person, name: str, phone: str | None, home_id: int, consent: Agreed, now: int
) -> Person:
    """Enter somebody without Telegram; the same name and number again is the same person."""
    home = places.get(tx, home_id)
    if home is None:
        raise Refused("places.gone")
    if not who.holds(ENTERS, home.path):
        raise Refused("people.may_not_enter")
    found = [one for one in by_phone(tx, who, phone) if people.name(tx, one) == name]
    person = found[0] if found else people.add(tx, None, who.language, now, entered_by=who.id)
    if not found:
        people.set_name(tx, person.id, name)
        people.set_home(tx, person.id, home.id)
        if phone is not None:
            people.set_phone(tx, person.id, phone)
    if person.consented is None:
        consents.give(tx, person.id, GENERAL, now, consent.how, who.id, consent.witness)
    return people.known(tx, person.id)


def by_phone(tx: Tx, who: Person, phone: str | None) -> list[Person]:
    """Those with this number whose homes are in the asker's hands; others are as unknown."""
    if not any(held.role in ENTERS for held in who.roles):
        raise Refused("people.may_not_enter")
    found = people.by_phone(tx, phone) if phone else []
    return [person for person in found if looked_after(tx, who, person)]


def looked_after(tx: Tx, who: Person, person: Person, roles: frozenset[str] = ENTERS) -> bool:
    """Whether somebody's home is where one holds such a role."""
    home = places.get(tx, person.home_id) if person.home_id else None
    return home is not None and who.holds(roles, home.path)


def opposite(tx: Tx, who: Person, phone: str, roles: frozenset[str]) -> Person | None:
    """Who was entered under this number without Telegram where one holds such a role."""
    for person in people.by_phone(tx, phone):
        if alone(person) and person.id != who.id and looked_after(tx, who, person, roles):
            return person
    return None


def alone(person: Person) -> bool:
    """Whether somebody lives who agreed to be kept and has no Telegram: others hear for them."""
    return person.chat_id is None and person.died is None and person.consented is not None


def move(tx: Tx, who: Person, home_id: int) -> None:
    if places.get(tx, home_id) is None:
        raise Refused("places.gone")
    people.set_home(tx, who.id, home_id)


def speak(tx: Tx, who: Person, language: str) -> None:
    preferences.set_language(tx, who.id, language)


def stop(tx: Tx, who: Person, now: int) -> None:
    """End pushes; alarms, answers, and what becomes of one's own cases go on (domain §6)."""
    preferences.set_stopped(tx, who.id, who.stopped or now)


def resume(tx: Tx, who: Person) -> None:
    preferences.set_stopped(tx, who.id, None)


def simplify(tx: Tx, who: Person, *, simple: bool, now: int) -> None:
    """Give somebody the menu of few large keys, or the full one again."""
    preferences.set_simple(tx, who.id, now if simple else None)


def simplify_for(tx: Tx, who: Person, person_id: int, *, simple: bool, now: int) -> None:
    """The same for somebody one looks after."""
    person = people.get(tx, person_id)
    if person is None or not looked_after(tx, who, person):
        raise Refused("people.not_found")
    simplify(tx, person, simple=simple, now=now)
    tell(tx, person.id, "people.menu", person.id)


def contacts(tx: Tx, who: Person) -> list[tuple[Role, Person]]:
    """Who looks after the place where somebody lives, the nearest first."""
    home = places.get(tx, who.home_id) if who.home_id else None
    if home is None:
        return []
    near = (Role.STAIRWELL_HEAD, Role.GRID_WORKER, Role.COMMUNITY_STAFF)
    found = [(role, person) for role in near for person in people.holders(tx, home, [role])]
    far = people.holders(tx, home, [Role.SUBDISTRICT_STAFF]) if not found else []
    return found or [(Role.SUBDISTRICT_STAFF, person) for person in far]
