"""Who has all erased leaves nothing that would still go out to others."""

from bot.app import CAPABILITIES
from community import privacy, wishes
from community.wishes import Matter
from storage.engine import Database
from storage.tx import Tx
from talk import notices
from talk.registry import Registry
from tests.community.conftest import gathered
from tests.conftest import NOW

REGISTRY = Registry(CAPABILITIES, "example_bot")
SPOKEN = 77


async def test_their_voice_that_is_not_sent_yet_is_not_sent(settled: Database) -> None:
    await settled.run(_voices_wait)
    rows = await settled.run(lambda tx: tx.all("SELECT state, body FROM outbox WHERE act = 'copy'"))
    assert sorted((state, body is None) for state, body in rows) == [
        ("dropped", True),
        ("waiting", False),
    ]


def _voices_wait(tx: Tx) -> None:
    """Two have asked for help by voice; one of them goes before anybody has heard it."""
    cast = gathered(tx)
    for one in (cast.reporter, cast.responsible):
        wishes.ask(tx, one, Matter.OTHER, None, SPOKEN, NOW)
    notices.deliver(tx, REGISTRY, NOW)
    privacy.erase(tx, cast.reporter, NOW)
