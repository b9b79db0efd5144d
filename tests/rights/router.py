"""Scenes of the router: a sentence with its doors, and what was wanted at one not open yet."""

from community import router
from storage import examples
from storage.ids import short
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW
from tests.rights.scene import Scene

FIRST = 2  # 1 is the list of doors


def sentence(tx: Tx, name: str) -> Scene:
    """Something said for which two doors are offered."""
    who = gathered(tx).reporter
    heard = router.hear(tx, who, "楼上漏水", ("report", "council"), NOW)
    return Scene(heard.id, "report" if name == "to" else "", relations={"speaker": who})


def inquiry(tx: Tx, _name: str) -> Scene:
    """Something asked that waits for an answer."""
    who = gathered(tx).reporter
    asked = router.ask(tx, who, "council", "几号开会", NOW)
    filled = {"inquiry": asked.id, "text": "周三"}
    return Scene(asked.id, filled=filled, relations={"speaker": who})


def words(tx: Tx, name: str) -> Scene:
    """The sentences that lead to the first door, one of them the office's own."""
    by = gathered(tx).staff
    taught = examples.add(tx, "report", "水表空转", struck=False, by_id=by.id, now=NOW)
    extras = {"strike": "0", "undo": short(taught.id), "page": "1"}
    return Scene(FIRST, extras.get(name, ""), {"door": FIRST, "words": "水龙头关了表还走"})
