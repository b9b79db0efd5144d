"""Scenes of what the office decides and counts: categories, terms, routes, figures."""

from datetime import date

from storage import categories, places, routes, workdays
from storage.ids import short
from storage.tx import Tx
from tests.community.conftest import gathered
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


def calendar(tx: Tx, _name: str) -> Scene:
    """A year of which a day is declared."""
    workdays.declare(tx, date(2099, 1, 1), working=False, why="holiday")
    return Scene(places.roots(tx)[0].id, "2099.yes")


def figures(tx: Tx, _name: str) -> Scene:
    """The first day, at the estate of the matter."""
    home = gathered(tx).reporter.home_id or 0
    days = {"place": home, "section": "issues", "first": "2026-01-01", "last": "2026-01-01"}
    return Scene(home, "20260101-20260101.category", days)
