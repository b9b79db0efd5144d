"""Introducing two people, and what each answers alone (domain §5)."""

from community.deadlines import DAY_MS
from community.matchmaking import WORK, Sex, Stage
from community.matchmaking.ending import AFTER, SILENT, Ending, callers, end
from community.matchmaking.matchmakers import announce, is_matchmaker, looks_after
from community.matchmaking.profiles import avoid_of, check_masked
from community.matchmaking.suggesting import both, fits, may_be_introduced, may_go_on
from community.refused import Refused
from community.tells import tell
from storage import followups, introductions, people, singles, timers
from storage.introductions import Introduction
from storage.people import Person
from storage.singles import Single
from storage.tx import Tx

PHONE_DAYS, END_DAYS = 3, 10  # of silence: the matchmaker phones; it ends kindly
FOLLOW_UPS = (3, 14, 60)  # days after the contact
YES, NO = "yes", "no"


def introduce(
    tx: Tx,
    who: Person,
    single_id: int,
    other_id: int,
    reason: str | None,
    again: str | None,
    now: int,
) -> Introduction:
    """牵线: introduce somebody one looks after to somebody who fits; one at a time for each."""
    one, other = _held_both(tx, single_id, other_id)
    if not looks_after(who, one):
        raise Refused("matchmaking.not_found")
    if one.sex == other.sex or who.id in (one.person_id, other.person_id):
        raise Refused("matchmaking.not_found")
    for single in (one, other):
        if not may_be_introduced(tx, single):
            raise Refused("matchmaking.not_open")
        if single.rests_until is not None and single.rests_until > now:
            raise Refused("matchmaking.rests")
        check_masked(tx, people.known(tx, single.person_id), avoid_of(tx, single), reason)
    if not fits(*both(tx, one, other, now)):
        raise Refused("matchmaking.does_not_fit")
    if other.person_id in introductions.met(tx, one.person_id) and not again:
        raise Refused("matchmaking.met_before")
    her, his = (one, other) if one.sex == Sex.WOMAN else (other, one)
    made = introductions.add(tx, her.person_id, his.person_id, who.id, reason, again, now)
    if made is None:
        raise Refused("matchmaking.busy")
    _begin(tx, made, (her, his), now)
    return introductions.known(tx, made)


def _held_both(tx: Tx, single_id: int, other_id: int) -> tuple[Single, Single]:
    """Both rows, held in the order in which everybody takes them."""
    found = [singles.get(tx, single_id), singles.get(tx, other_id)]
    people_ids = [one.person_id for one in found if one]
    held = {one.id: one for one in singles.hold_of(tx, *people_ids)} if people_ids else {}
    if single_id not in held or other_id not in held:
        raise Refused("matchmaking.not_found")
    return held[single_id], held[other_id]


def _begin(tx: Tx, introduction_id: int, both: tuple[Single, Single], now: int) -> None:
    timers.add(tx, SILENT, introduction_id, str(PHONE_DAYS), now + PHONE_DAYS * DAY_MS, now)
    for single in both:
        tx.touched.add(("single", single.id))
        tell(tx, single.person_id, "matchmaking.introduced", introduction_id)
    made = introductions.known(tx, introduction_id)
    tx.touched.add((WORK, made.matchmaker_id or 0))
    _tell_callers(tx, made, "matchmaking.ask_them")


def held(tx: Tx, who: Person, introduction_id: int) -> Introduction:
    """An introduction of which somebody is one of the two, held until the unit ends."""
    one = introductions.get(tx, introduction_id)
    if one is None or who.id not in one.both:
        raise Refused("matchmaking.not_found")
    singles.hold_of(tx, *one.both)
    return introductions.hold(tx, one.id) or one


def answer(tx: Tx, who: Person, introduction_id: int, said: str, now: int) -> Introduction:
    """愿意认识 / 先不了: each answers alone, and nobody ever reads what the other one has said."""
    return _answered(tx, held(tx, who, introduction_id), who.id, said, now)


def answer_for(
    tx: Tx, who: Person, introduction_id: int, person_id: int, said: str, now: int
) -> Introduction:
    """The same by the matchmaker of somebody without Telegram, who has asked them by telephone."""
    one = introductions.get(tx, introduction_id)
    if one is None or person_id not in one.both or not may_answer_for(tx, who, person_id):
        raise Refused("matchmaking.not_found")
    return _answered(tx, held(tx, people.known(tx, person_id), one.id), person_id, said, now)


def by_telephone(tx: Tx, who: Person, one: Introduction) -> bool:
    """Whether somebody speaks on the telephone with one of the two, whom they look after."""
    return who.id not in one.both and any(may_answer_for(tx, who, each) for each in one.both)


def _tell_callers(tx: Tx, one: Introduction, notice: str) -> None:
    """Tell those who look after one without Telegram, where others have made the introduction."""
    for caller in callers(tx, one):
        tell(tx, caller, notice, one.id)


def may_answer_for(tx: Tx, who: Person, person_id: int) -> bool:
    """Whether somebody has no chat, and this is their matchmaker."""
    single = singles.of(tx, person_id)
    unreached = people.known(tx, person_id).chat_id is None
    return unreached and single is not None and looks_after(who, single)


def _answered(tx: Tx, one: Introduction, person_id: int, said: str, now: int) -> Introduction:
    """Keep an answer; a no ends nothing before the other one has answered, too.

    So nobody learns who said it first.
    """
    if one.stage != "asked" or one.answer_of(person_id) is not None:
        raise Refused("cases.moved_on")
    introductions.answer(tx, one, person_id, said, now)
    tx.touched.add(("introduction", one.id))
    one = introductions.known(tx, one.id)
    if None not in (one.her_answer, one.his_answer):
        if not all(may_go_on(tx, single) for single in singles.hold_of(tx, *one.both)):
            end(tx, one, Ending.WITHDRAWN, now)
        elif one.her_answer == one.his_answer == YES:
            _connect(tx, one, now, but=person_id)
        else:
            end(tx, one, Ending.DECLINED, now)
    return introductions.known(tx, one.id)


def _connect(tx: Tx, one: Introduction, now: int, but: int) -> None:
    """Both want to: each has the other one's name and number from now on.

    Who has just said yes reads it where they said so.
    """
    introductions.connect(tx, one.id, now)
    timers.cancel(tx, SILENT, one.id)
    for days in FOLLOW_UPS:
        timers.add(tx, AFTER, one.id, str(days), now + days * DAY_MS, now)
    tell(tx, one.other(but), "matchmaking.contact", one.id)
    _tell_callers(tx, one, "matchmaking.connected")
    if one.matchmaker_id is not None:
        tell(tx, one.matchmaker_id, "matchmaking.connected", one.id)


def silent(tx: Tx, introduction_id: int, occasion: str, now: int) -> None:
    """Somebody has not answered: their matchmaker phones, and a week on it ends kindly."""
    one = introductions.get(tx, introduction_id)
    if one is None or one.stage != "asked":
        return
    singles.hold_of(tx, *one.both)
    if int(occasion) >= END_DAYS:
        end(tx, one, Ending.SILENT, now)
        return
    for person_id in one.both:
        single = singles.of(tx, person_id)
        if one.answer_of(person_id) is None and single is not None:
            announce(tx, single, "matchmaking.phone")
    later = now + (END_DAYS - PHONE_DAYS) * DAY_MS
    timers.add(tx, SILENT, one.id, str(END_DAYS), later, now)


def may_see(who: Person, one: Introduction) -> bool:
    """Whether somebody is the matchmaker who made an introduction."""
    return is_matchmaker(who) and one.matchmaker_id == who.id and who.id not in one.both


def close(tx: Tx, who: Person, introduction_id: int, now: int) -> None:
    """The matchmaker, or one of the two who have met, lets it end kindly."""
    one = introductions.get(tx, introduction_id)
    if one is None:
        raise Refused("matchmaking.not_found")
    mine = who.id in one.both and one.stage == "contact"
    if not mine and not may_see(who, one):
        raise Refused("matchmaking.not_found")
    singles.hold_of(tx, *one.both)
    if not end(tx, one, Ending.OVER, now):
        raise Refused("cases.moved_on")


def follow_up(tx: Tx, introduction_id: int, occasion: str, now: int) -> None:
    """Days after the contact: ask each of the two how it goes."""
    one = introductions.get(tx, introduction_id)
    if one is None or one.stage != "contact":
        return
    for person_id in one.both:
        asked = followups.add(tx, one.id, person_id, int(occasion), now)
        if asked is not None:
            tell(tx, person_id, "matchmaking.how_is_it", asked)


def say(tx: Tx, who: Person, followup_id: int, said: str, now: int) -> None:
    """What one of the two says of how it goes; over ends it, together from both does so gladly."""
    asked = followups.get(tx, followup_id)
    if asked is None or asked.person_id != who.id:
        raise Refused("matchmaking.not_found")
    one = held(tx, who, asked.introduction_id)
    if one.stage != "contact" or not followups.say(tx, asked.id, said, now):
        raise Refused("cases.moved_on")
    tx.touched.add(("followup", asked.id))
    if said == "over":
        end(tx, one, Ending.OVER, now)
    elif said == "together" and followups.both_together(tx, one.id):
        end(tx, one, Ending.TOGETHER, now)
        _pause_both(tx, one)


def _pause_both(tx: Tx, one: Introduction) -> None:
    """Introduce who has found each other to nobody else, unless they go on by themselves."""
    for single in singles.hold_of(tx, *one.both):
        if single.stage == Stage.OPEN:
            singles.set_stage(tx, single.id, Stage.PAUSED)
