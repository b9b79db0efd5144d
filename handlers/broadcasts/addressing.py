"""Into which groups and channels an announcement goes: each key turns one on or off."""

from community import broadcasts as rules
from handlers.broadcasts.choosing import ask, back_to, choice
from handlers.broadcasts.words import CHOSEN, KINDS
from storage import broadcasts, places
from storage.audiences import Audience
from storage.broadcasts import Broadcast
from storage.duty_groups import Group
from storage.ids import from_short, short
from storage.tx import Tx
from talk.screens import Button, Screen, clip, in_rows
from talk.turn import Turn
from talk.words import _

LABEL_MOST = 40
ALONE = "alone"
ON, OFF = "on", "off"


def post(turn: Turn, broadcast_id: int, extra: str) -> None:
    """Turn one on or off, or the people beside them; then show how it stands.

    Each key says which of both it does, so that several may be tapped one after the other.
    """
    one = rules.own(turn.tx, turn.who, broadcast_id)
    audience = Audience.read(one.audience)
    to, _dot, what = extra.partition(".")
    if what == ALONE:
        rules.address(turn.tx, turn.who, one.id, audience.groups, alone=to == ON)
    elif (group := from_short(what)) is not None:
        kept = [other for other in audience.groups if other != group]
        chosen = [*kept, group] if to == ON else kept
        rules.address(turn.tx, turn.who, one.id, chosen, alone=audience.alone)
    _show(turn, one.id)


def _show(turn: Turn, broadcast_id: int) -> None:
    one = broadcasts.known(turn.tx, broadcast_id)
    audience = Audience.read(one.audience)
    offered = rules.offered_groups(turn.tx, turn.who)
    keys = [
        _key(turn, one, group.id in audience.groups, _named(turn.tx, group), short(group.id))
        for group in offered
    ]
    says = (
        _("Into which groups and channels shall it go, too?")
        if offered
        else _(
            "No group and no channel is tied to a place of yours yet. Staff bring me into a group"
            " of colleagues and write /bind there, or make me an administrator of a channel."
        )
    )
    rows = in_rows(keys, 1)
    if audience.groups:
        alone = turn.to(_("Only there, to nobody singly"))
        rows = (*rows, (_key(turn, one, audience.alone, alone, ALONE),))
    ask(turn, one, Screen(turn.to(says), (*rows, (back_to(turn.who, one),))))


def _key(turn: Turn, one: Broadcast, chosen: bool, label: str, what: str) -> Button:
    return choice(turn.who, one, CHOSEN[chosen] + label, f"post.{OFF if chosen else ON}.{what}")


def _named(tx: Tx, group: Group) -> str:
    place = places.get(tx, group.place_id or 0)
    label = f"{KINDS[group.kind]} {group.name} · {place.name if place else ''}"
    return clip(label, LABEL_MOST).plain
