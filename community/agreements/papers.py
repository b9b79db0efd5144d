"""What stands on the paper of an agreement, for its mediator alone."""

from dataclasses import dataclass
from datetime import date

from community.mediation.access import mediates, place_of
from community.mediation.kinds import Side
from community.places import Kind, label
from storage import cases, disputes, pacts, parties, people, places
from storage.moments import local
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Paper:
    """Telephones and identity numbers are not on it: they are written in by hand."""

    number: str
    community: str  # whose committee stamps it
    place: str
    one: str
    other: str
    mediator: str
    text: str
    perform_by: date


def of(tx: Tx, who_id: int, pact_id: int) -> Paper | None:
    """The paper; nothing for who does not mediate it, or before both have agreed."""
    pact, who = pacts.get(tx, pact_id), people.get(tx, who_id)
    case = cases.get(tx, pact.case_id) if pact else None
    if pact is None or who is None or case is None or not pact.confirmed:
        return None
    place = place_of(tx, case)
    if not mediates(who, case, place) or pact.perform_by is None:
        return None
    above = places.upwards(tx, place)
    community = next((at for at in above if at.kind == Kind.COMMUNITY), above[0])
    names = [
        people.name(tx, people.known(tx, parties.of(tx, case.id)[side].person_id)) for side in Side
    ]
    said = disputes.name(tx, disputes.known(tx, case.id))
    return Paper(
        case.number,
        community.name,
        label(tx, place),
        names[0] or "",
        names[1] or said or "",
        people.name(tx, who) or "",
        pacts.text(tx, pact),
        local(pact.perform_by, place.zone).date(),
    )
