"""Separate rooms: a side speaks to the mediator alone, who words anew what the other shall hear."""

from collections.abc import Sequence

from community.agreements.sides import unreached
from community.issues.kinds import File
from community.mediation.access import in_hand, sides_of, taking_part
from community.mediation.kinds import Side, Way
from community.mediation.steps import LIVE, lead
from community.mediation.watch import set_watch
from community.refused import Refused
from community.tells import tell
from storage import cases, media, parties, room_words
from storage.cases import Case
from storage.media import Medium
from storage.people import Person
from storage.room_words import RoomWords
from storage.tx import Tx

READ = 60  # of a room, the newest


def say(tx: Tx, who: Person, case_id: int, text: str, files: Sequence[File], now: int) -> Case:
    """A side says something to the mediator, and to nobody else."""
    case, _place, party = taking_part(tx, who, case_id)
    case, entry = lead(tx, who, case, "say", now)
    room_words.add(tx, case.id, party.side, Way.IN, who.id, text, now)
    for file in files:
        media.attach(tx, now, entry, *file)
    if case.responsible_id is not None:
        tell(tx, case.responsible_id, "mediation.said", case.id, side=party.side)
    return case


def relay(tx: Tx, who: Person, case_id: int, side: Side, text: str, now: int) -> Case:
    """The mediator says something to one side, in words of their own."""
    case, _place = in_hand(tx, who, case_id)
    party = sides_of(tx, case).get(side)
    if party is None or party.gone is not None:
        raise Refused("mediation.not_there")
    case, _entry = lead(tx, who, case, "relay", now)
    room_words.add(tx, case.id, side, Way.OUT, who.id, text, now)
    tell(tx, party.person_id, "mediation.word", case.id)
    return case


def note(tx: Tx, who: Person, case_id: int, side: Side, text: str, now: int) -> Case:
    """The mediator notes what a side has said, or what to think of; nobody else reads it."""
    case, _place = in_hand(tx, who, case_id)
    case, _entry = lead(tx, who, case, "note", now)
    room_words.add(tx, case.id, side, Way.NOTE, who.id, text, now)
    return case


def hear(tx: Tx, who: Person, case_id: int, side: Side, now: int) -> Case:
    """听过了: the mediator has heard this side; with both, that deadline is met."""
    case, place = in_hand(tx, who, case_id)
    sides = sides_of(tx, case)
    party = sides.get(side)
    if party is None or not party.takes_part:
        raise Refused("mediation.not_there")
    if party.heard is not None:
        raise Refused("cases.moved_on")
    parties.change(tx, party, heard=now)
    both = all(one.heard is not None for one in sides_of(tx, case).values()) and len(sides) > 1
    met = now if both and case.arrived is None else case.arrived
    case, _entry = lead(tx, who, case, "hear", now, arrived=met)
    set_watch(tx, case, place, now)
    return case


def for_side(tx: Tx, case: Case, side: Side) -> list[RoomWords]:
    """What a side may read of its own room: what went either way, none of the notes."""
    found = room_words.of(tx, case.id, side, READ)
    return [words for words in found if words.way != Way.NOTE]


def for_mediator(tx: Tx, case: Case, side: Side) -> list[RoomWords]:
    """All of a room, the newest of it, as far as it is for who mediates now."""
    party = sides_of(tx, case).get(side)
    since = (party.veiled or 0) if party else 0
    return [words for words in room_words.of(tx, case.id, side, READ) if words.id > since]


def files(tx: Tx, case: Case) -> list[Medium]:
    """What the sides have attached, as far as the words with it are for who mediates now."""
    veiled = {party.person_id: party.veiled or 0 for party in sides_of(tx, case).values()}
    hidden = {
        entry.id
        for entry in cases.timeline(tx, case.id)
        if entry.step == "say" and entry.id < veiled.get(entry.who_id or 0, 0)
    }
    return [medium for medium in media.of(tx, case.id) if medium.timeline_id not in hidden]


def veil(tx: Tx, case: Case) -> None:
    """Somebody else shall mediate: what a side told the one before is not for them by itself.

    Who is phoned has been told by the mediator how it goes on, and cannot tap.
    """
    for side, party in sides_of(tx, case).items():
        said = room_words.of(tx, case.id, side, 1)
        if said and party.takes_part and not unreached(tx, case.id, side):
            parties.change(tx, party, veiled=said[-1].id)


def unveil(tx: Tx, who: Person, case_id: int) -> Case:
    """A side lets whoever mediates now read what it told the one before."""
    case, _place, party = taking_part(tx, who, case_id)
    if party.veiled is None or case.stage not in LIVE:
        raise Refused("cases.moved_on")
    parties.change(tx, party, veiled=None)
    tx.touched.add(("case", case.id))
    if case.responsible_id is not None:
        tell(tx, case.responsible_id, "mediation.said", case.id, side=party.side)
    return cases.change(tx, case, stage=case.stage)
