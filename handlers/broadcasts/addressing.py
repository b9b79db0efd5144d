"""To which teams, and into which groups and channels: each key turns one on or off.

A key says which of both it does, so that several may be tapped one after the other.
"""

from dataclasses import replace

from community import broadcasts as rules
from community.broadcasts.kinds import BROADCAST
from handlers.broadcasts.choosing import ask, back_to
from handlers.broadcasts.words import CHOSEN, KINDS
from storage import broadcasts, places, teams
from storage.audiences import Audience
from storage.broadcasts import Broadcast
from storage.duty_groups import Group
from storage.ids import from_short, short
from storage.tx import Tx
from talk.cards import button
from talk.screens import Button, Screen, clip, in_rows
from talk.turn import Turn
from talk.words import _

LABEL_MOST = 40
ON, OFF = "on", "off"
ALONE = "alone"


def team(turn: Turn, broadcast_id: int, extra: str) -> None:
    """Turn a team on or off; then show how it stands."""
    one = rules.own(turn.tx, turn.who, broadcast_id)
    audience = Audience.read(one.audience)
    to, _dot, what = extra.partition(".")
    standing = teams.standing(turn.tx)
    if from_short(what) in {team.id for team in standing}:
        chosen = _turned(audience.teams, from_short(what) or 0, to)
        rules.aim(turn.tx, turn.who, one.id, replace(audience, teams=chosen))
    one = broadcasts.known(turn.tx, one.id)
    chosen = Audience.read(one.audience).teams
    keys = [_key(one, "team", short(at.id), at.id in chosen, at.name) for at in standing]
    says = (
        _("Only for the members of which teams? With none it goes to all.")
        if keys
        else _("There is no team yet.")
    )
    ask(turn, one, Screen(turn.to(says), (*in_rows(keys, 2), (back_to(turn.who, one),))))


def post(turn: Turn, broadcast_id: int, extra: str) -> None:
    """Turn a group or channel on or off, or the people beside them; then show how it stands."""
    one = rules.own(turn.tx, turn.who, broadcast_id)
    audience = Audience.read(one.audience)
    to, _dot, what = extra.partition(".")
    if what == ALONE:
        rules.address(turn.tx, turn.who, one.id, audience.groups, alone=to == ON)
    elif (group := from_short(what)) is not None:
        chosen = _turned(audience.groups, group, to)
        rules.address(turn.tx, turn.who, one.id, chosen, alone=audience.alone)
    _show_groups(turn, broadcasts.known(turn.tx, one.id))


def _show_groups(turn: Turn, one: Broadcast) -> None:
    audience = Audience.read(one.audience)
    offered = rules.offered_groups(turn.tx, turn.who)
    says = (
        _("Into which groups and channels shall it go, too?")
        if offered
        else _(
            "No group and no channel is tied to a place of yours yet. Staff bring me into a group"
            " of colleagues and write /bind there, or make me an administrator of a channel."
        )
    )
    keys = [
        _key(one, "post", short(at.id), at.id in audience.groups, _named(turn.tx, at))
        for at in offered
    ]
    if audience.groups:
        alone = turn.to(_("Only there, to nobody singly"))
        keys.append(_key(one, "post", ALONE, audience.alone, alone))
    ask(turn, one, Screen(turn.to(says), (*in_rows(keys, 1), (back_to(turn.who, one),))))


def _turned(chosen: tuple[int, ...], one: int, to: str) -> tuple[int, ...]:
    kept = tuple(other for other in chosen if other != one)
    return (*kept, one) if to == ON else kept


def _key(one: Broadcast, name: str, what: str, chosen: bool, label: str) -> Button:
    """Without the revision, so that it stays the same button while others are tapped."""
    says = CHOSEN[chosen] + clip(label, LABEL_MOST).plain
    return button(says, BROADCAST, one.id, f"{name}.{OFF if chosen else ON}.{what}", 0)


def _named(tx: Tx, group: Group) -> str:
    place = places.get(tx, group.place_id or 0)
    return f"{KINDS[group.kind]} {group.name} · {place.name if place else ''}"
