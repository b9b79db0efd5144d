"""A station: who leads it, its teams, and the naming of who leads it."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community.roles import STAFF
from community.tasks import teams as rules
from community.tasks.kinds import STATION as STATION_ROW
from community.tasks.teams import NAME_MOST
from handlers.tasks.kinds import STATION, TEAM, TEAMS
from storage import people, places, teams
from storage.ids import from_short, short
from storage.people import Person
from storage.tx import Tx
from talk.cards import button, opener
from talk.forms import Ask, Form
from talk.registry import Card, FormEntry
from talk.screens import Button, Screen, in_rows
from talk.turn import Turn
from talk.words import Word, _

SHOWN = 30  # people who could lead it


class Station(Form):
    """A new station."""

    name: ClassVar[str] = "tasks.station"
    title: ClassVar[Word] = _("🏠 A new station")
    at_once: ClassVar[bool] = True

    called: Annotated[
        str, MinLen(2), MaxLen(NAME_MOST), Ask(_("What shall it be called?"), label=_("Station"))
    ]


def draw(tx: Tx, who: Person, station_id: int) -> Screen | None:
    """Who leads it and its teams; staff name its leader."""
    station = teams.station(tx, station_id)
    if station is None:
        return None
    leader = people.get(tx, station.leader_id) if station.leader_id else None
    lines = (
        _("🏠 Station {name}", name=station.name),
        _(
            "⭐ Station leader: {name}",
            name=people.name(tx, leader) if leader else _("not named yet"),
        ),
    )
    own = (team for team in teams.standing(tx) if team.station_id == station.id)
    rows = in_rows((opener(f"👥 {team.name}", TEAM, team.id) for team in own), 2)
    if rules.names_leader(tx, who, station):
        rows += ((_choice(tx, who, station_id, _("⭐ Name the leader"), "people"),),)
    back = opener(_("👥 The teams").to(who.language), TEAMS, who.id)
    text = "\n".join(line.to(who.language) for line in lines)
    return Screen(text, (*rows, (back,)))


def _choice(tx: Tx, who: Person, station_id: int, word: Word, name: str) -> Button:
    return button(word.to(who.language), STATION, station_id, name, revision(tx, station_id) or 0)


def choosing(turn: Turn, station_id: int, _extra: str) -> None:
    """Who could lead it: who was invited to, who leads a team of it, its members."""
    found = rules.eligible(turn.tx, turn.who, station_id)[:SHOWN]
    turn.lists(len(found))
    names = ((one, people.name(turn.tx, people.known(turn.tx, one))) for one in found)
    rows = [
        _choice(turn.tx, turn.who, station_id, _("⭐ {name}", name=name), f"lead.{short(one)}")
        for one, name in names
    ]
    says = _("Who leads the station?") if found else _("Nobody belongs to one of its teams yet.")
    back = _choice(turn.tx, turn.who, station_id, _("⬅️ Back"), "see")
    turn.amend(Screen(turn.to(says), (*in_rows(rows, 2), (back,))))


def lead(turn: Turn, station_id: int, extra: str) -> None:
    rules.appoint_to_station(turn.tx, turn.who, station_id, from_short(extra) or 0, turn.now)
    turn.card(STATION, station_id)


def see(turn: Turn, station_id: int, _extra: str) -> None:
    turn.card(STATION, station_id)


def stationed(turn: Turn, form: Station) -> None:
    held = next((one for one in turn.who.roles if one.role in STAFF), None)
    place = places.get(turn.tx, held.place_id) if held else None
    rules.found_station(turn.tx, turn.who, place or places.roots(turn.tx)[0], form.called, turn.now)
    turn.card(TEAMS, turn.who.id)


def revision(tx: Tx, station_id: int) -> int | None:
    """The leader is all that changes."""
    station = teams.station(tx, station_id)
    return None if station is None else (station.leader_id or 0) % 1_000_000


CARD = Card(STATION, STATION_ROW, revision, draw, {"people": choosing, "lead": lead, "see": see})
FORM = FormEntry(Station, stationed)
