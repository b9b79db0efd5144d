"""Places in the chat: what the place picker shows."""

from community import places as rules
from storage import places
from storage.people import Person
from storage.tx import Tx
from talk.forms import PlaceView
from talk.numerals import digits
from talk.picker import LABEL, NAMED, TREE
from talk.registry import Capability
from talk.words import _


def view(tx: Tx, _who: Person, node: int | None) -> PlaceView:
    """One node of the tree as the picker shows it; without a node, the communities."""
    place = places.get(tx, node) if node is not None else None
    top = places.roots(tx)[0]
    here = place or top
    below = tuple((at.id, at.name) for at in rules.offered_below(tx, here))
    leaves = frozenset(places.leaves_below(tx, here.id))
    if place is None:
        return PlaceView(None, "", pickable=False, below=below, up=None, leaves=leaves)
    return PlaceView(
        place.id,
        rules.label(tx, place),
        pickable=place.kind in rules.PICKABLE,
        below=below,
        up=None if place.parent_id == top.id else place.parent_id,
        leaves=leaves,
    )


def named(tx: Tx, who: Person, said: tuple[int | None, str]) -> PlaceView | None:
    """The place that words name, below a node of the tree or else near the person's home."""
    node, text = said
    start = places.get(tx, node) if node is not None else places.roots(tx)[0]
    found = rules.named(tx, who, start, text, digits) if start else None
    return view(tx, who, found.id) if found else None


def label(tx: Tx, _who: Person, place_id: int | None) -> str | None:
    """How a place is called."""
    place = places.get(tx, place_id) if place_id is not None else None
    return rules.label(tx, place) if place else None


CAPABILITY = Capability(
    stem="places",
    facts={TREE: view, NAMED: named, LABEL: label},
    refusals={"places.gone": _("This place is not there any more. Please choose again.")},
)
