"""Scenes of what the office decides: categories, terms, routes."""

from storage import categories, places, routes
from storage.ids import short
from storage.tx import Tx
from tests.conftest import NOW
from tests.rights.scene import Scene

SECOND = 2  # lighting, as the migration has made it


def office(tx: Tx, _name: str) -> Scene:
    return Scene(places.roots(tx)[0].id)


def category(tx: Tx, name: str) -> Scene:
    """A category as this choice needs it: hidden, with a route."""
    row = categories.get(tx, SECOND)
    assert row is not None
    if name == "show":
        categories.change(tx, row, hidden=NOW)
    route = routes.put(tx, row.code, places.roots(tx)[0].id, "property", None, True, NOW)
    return Scene(row.id, {"hide": "yes", "unroute": f"{short(route.id)}.yes"}.get(name, ""))


def term(_tx: Tx, _name: str) -> Scene:
    return Scene(1)


def route(tx: Tx, _name: str) -> Scene:
    top = places.roots(tx)[0]
    filled = {"category": SECOND, "place": top.id, "role": "property", "automatic": True}
    return Scene(filled=filled)
