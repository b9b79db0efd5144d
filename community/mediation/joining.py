"""The second side: joins by a link of its own or is entered, and agrees or does not."""

from community.agreements import pacts, sessions
from community.behalf import Other, spoken_for
from community.cases import held
from community.deadlines import DAY_MS, HOUR_MS
from community.invitations import WRONG_LINKS
from community.mediation.access import (
    conflicted,
    in_hand,
    mediates,
    partaking,
    party_of,
    sides_of,
    taking_part,
)
from community.mediation.kinds import KIND, Side, Why
from community.mediation.mediators import unseat
from community.mediation.steps import LIVE, lead
from community.refused import Refused
from community.tells import tell
from storage import cases, disputes, invitations, parties, people, room_words
from storage.cases import Case
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

LINK_MS = 7 * DAY_MS


def invite(tx: Tx, who: Person, case_id: int, token: str, now: int) -> Case:
    """Make the link for the other side, once and within a week; `token` has 128 random bits.

    It is for the mediator, or for A, to pass on; each may have one out, and the first one counts.
    """
    case, place = held(tx, case_id, KIND)
    sides = sides_of(tx, case)
    if not (mediates(who, case, place) or sides[Side.A].person_id == who.id):
        raise Refused("cases.not_found")
    if not disputes.known(tx, case.id).named:
        raise Refused("mediation.talk_only")
    if Side.B in sides:
        raise Refused("mediation.joined_before")
    case, _entry = lead(tx, who, case, "invite", now)
    parties.put_out(tx, token, case.id, who.id, now, now + LINK_MS)
    return case


def join(tx: Tx, who: Person, token: str, now: int) -> Case | None:
    """Be the other side; nothing for a used, expired or unknown link alike."""
    if invitations.wrong_since(tx, who.id, now - HOUR_MS) >= WRONG_LINKS:
        raise Refused("people.too_many_links")
    link = parties.link(tx, token)
    case, place = held(tx, link.case_id, KIND) if link else (None, None)
    link = parties.link(tx, token)  # as it stands now that the case is held
    if link is None or case is None or place is None:
        invitations.note_wrong(tx, who.id, now)
        return None
    if link.used_by == who.id and party_of(tx, who, case):
        return case
    sides = sides_of(tx, case)
    near = link.made_by == who.id or mediates(who, case, place)
    if near or sides[Side.A].person_id == who.id:
        raise Refused("mediation.own_link")
    good = link.expires > now and case.stage in LIVE and Side.B not in sides
    if not good or not parties.use(tx, link, who.id, now):
        invitations.note_wrong(tx, who.id, now)
        return None
    parties.add(tx, case.id, Side.B, who.id, now, agreed=None)
    parties.take_back(tx, case.id, now)
    return _came(tx, who, case, place, "join", now)


def enter(tx: Tx, who: Person, case_id: int, other: Other, now: int) -> Case:
    """The mediator enters a side without Telegram, who has agreed to be mediated and to this."""
    case, place = in_hand(tx, who, case_id)
    if not disputes.known(tx, case.id).named:
        raise Refused("mediation.talk_only")
    person, _as = spoken_for(tx, who, other, place, now)
    if person.id in (who.id, case.reporter_id):
        raise Refused("mediation.own_link")
    if not parties.add(tx, case.id, Side.B, person.id, now, agreed=now):
        raise Refused("mediation.joined_before")
    parties.take_back(tx, case.id, now)
    return _came(tx, who, case, place, "enter", now)


def _came(tx: Tx, who: Person, case: Case, place: Place, step: str, now: int) -> Case:
    """Somebody is the other side now; a mediator who is too near to them is none any more."""
    case, _entry = lead(tx, who, case, step, now)
    mediator = people.get(tx, case.responsible_id) if case.responsible_id else None
    if mediator is None:
        return case
    if conflicted(tx, mediator, case):
        return unseat(tx, case, place, Why.NEIGHBOUR, now)
    if mediator.id != who.id:
        tell(tx, mediator.id, "mediation.joined", case.id)
    return case


def take_off(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """不是找我的: who came by the link is somebody else, as they or the mediator say.

    Another link may go out then.
    """
    case, place = held(tx, case_id, KIND)
    party = sides_of(tx, case).get(Side.B)
    if party is None or not (party.person_id == who.id or mediates(who, case, place)):
        raise Refused("cases.not_found")
    if party.agreed is not None or party.gone is not None:
        raise Refused("cases.moved_on")
    case, _entry = lead(tx, who, case, "not_them", now)
    parties.remove(tx, party)
    room_words.remove(tx, case.id, Side.B)
    _tell_others(tx, case, who, "mediation.not_them")
    return case


def agree(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """愿意调解: the other side takes part; who had refused may still come round."""
    case, _place, party = partaking(tx, who, case_id)
    if party.agreed is not None:
        raise Refused("cases.moved_on")
    case, _entry = lead(tx, who, case, "agree", now)
    parties.change(tx, party, agreed=now, refused=None)
    _tell_others(tx, case, who, "mediation.agreed")
    return case


def leave_number(tx: Tx, who: Person, case_id: int, number: str, verified: int | None) -> Case:
    """A side leaves its telephone number, which its mediator reads from now on."""
    case, _place, _party = taking_part(tx, who, case_id)
    if case.stage not in LIVE:
        raise Refused("cases.moved_on")
    people.set_phone(tx, who.id, number, verified)
    tx.touched.add(("case", case.id))
    return cases.change(tx, case, stage=case.stage)


def refuse(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """不愿意调解: there is no session then; the mediator and A hear it, and what is left to do."""
    case, _place, party = partaking(tx, who, case_id)
    if party.side != Side.B or party.refused is not None:
        raise Refused("cases.moved_on")
    case, _entry = lead(tx, who, case, "refuse", now)
    sessions.drop(tx, case, now)
    parties.change(tx, party, agreed=None, refused=now)
    pacts.doubt(tx, case, party.side)
    _tell_others(tx, case, who, "mediation.refused")
    return case


def _tell_others(tx: Tx, case: Case, who: Person, notice: str) -> None:
    if case.responsible_id not in (None, who.id):
        tell(tx, case.responsible_id, notice, case.id)
    for party in sides_of(tx, case).values():
        if party.person_id != who.id and party.gone is None:
            tell(tx, party.person_id, f"{notice}_side", case.id)
