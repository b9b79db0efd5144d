"""What the stations have done until now, as one documented subdistrict reported it (domain §1).

It is made through the rules, by invented people; every part of it stands in a module of its own.
"""

from collections.abc import Sequence

from bot.town import (
    activities,
    announcements,
    company,
    disputes,
    employment,
    greetings,
    helping,
    matchmaking,
    reports,
)
from bot.town.given import Fill, Town
from community.places import Kind
from storage import people, places
from storage.tx import Tx

FILLS: Sequence[Fill] = (
    reports.fill,
    disputes.fill,
    matchmaking.fill,
    employment.fill,
    activities.fill,
    announcements.fill,
    helping.fill,
    greetings.fill,
    company.fill,
)


def fill(tx: Tx, office_id: int, now: int) -> None:
    """Let every station have done what is known of it."""
    root = places.roots(tx)[0]
    found = {
        kind: places.of_kinds(tx, root.path, (kind,))
        for kind in (Kind.COMMUNITY, Kind.ESTATE, Kind.STAIRWELL)
    }
    town = Town(
        root,
        found[Kind.COMMUNITY],
        found[Kind.ESTATE],
        found[Kind.STAIRWELL],
        people.known(tx, office_id),
    )
    for each in FILLS:
        each(tx, town, now)
