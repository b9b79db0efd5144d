"""The rights matrix: everything the registry offers, tried by everybody, against the table."""

import asyncio
import shutil
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from bot.app import CAPABILITIES
from bot.units import Units
from community.refused import Refused
from handlers.people.joining import Registration
from storage import drafts, people, shown
from storage.cipher import Cipher
from storage.engine import Database
from storage.ids import short
from storage.opening import open_database
from storage.tx import Tx
from talk import notices
from talk.cards import NOT_FOUND, OPEN
from talk.events import Event, Sender
from talk.registry import Registry, everyone
from talk.turn import Turn
from talk.words import DEFAULT
from tests.conftest import NOW
from tests.rights.cast import Actor, related, settle
from tests.rights.scene import Scene
from tests.rights.scenes import CARDS, FORMS
from tests.schemas import Schemas
from tests.storage.test_migrate import tables

State = dict[str, object]

REGISTRY = Registry(CAPABILITIES, "example_bot")
UNITS = Units(REGISTRY, frozenset())
TABLE = tomllib.loads((Path(__file__).parent / "table.toml").read_text("utf-8"))
# What a person reads who is told no in words, or whose words were for nobody; the rest is Refused.
NO = (NOT_FOUND.to(DEFAULT), "没听明白", "🙂 收到啦", "这个由", "这个按钮已经失效了")
UNKNOWN = "没有登记过这个号码"
# Changed by every update, or only by the words of an answer.
ANSWERING = frozenset({"seen", "outbox", "shown"})
MESSAGE = 70
WRITTEN = (
    "SELECT relname, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)"
    " + pg_stat_get_xact_tuples_deleted(oid) FROM pg_class"
    " WHERE relnamespace = CAST(current_schema() AS regnamespace) AND relkind = 'r'"
)
REPLY = "reply"  # to the card, in place of a tap
CELLS = [
    *(f"command {name}" for name in TABLE["commands"]),
    *(f"key {label}" for label in TABLE["keys"]),
    *(f"card {kind} {choice}" for kind, rows in TABLE["cards"].items() for choice in rows),
    *(f"form {name}" for name in TABLE["forms"]),
]


def offered() -> set[str]:
    """Every command, key, card choice and form of the registry."""
    typed = [item for c in REGISTRY.capabilities for item in (*c.menu, *c.typed)]
    return {
        *(f"command {name}" for name in REGISTRY.commands),
        *(f"key {item.label.to(DEFAULT)}" for item in typed),
        *(
            f"card {card.kind} {choice}"
            for card in REGISTRY.cards.values()
            for choice in (OPEN, *card.choices, *((REPLY,) if card.replied else ()))
        ),
        *(f"form {name}" for name in REGISTRY.forms),
    }


def test_every_door_that_is_not_for_all_says_whose_it_is() -> None:
    for doors in (REGISTRY.commands.values(), REGISTRY.menu):
        assert all(door.whose or door.allowed is everyone for door in doors)


def answer_of(cell: str) -> str:
    """Who may, by the table."""
    match cell.split(" ", 2):
        case ["command", name]:
            return str(TABLE["commands"][name])
        case ["card", kind, choice]:
            return str(TABLE["cards"][kind][choice])
        case ["form", *_rest]:
            return str(TABLE["forms"][cell.removeprefix("form ")])
    return str(TABLE["keys"][cell.removeprefix("key ")])


def test_the_table_answers_for_all_that_is_offered() -> None:
    named = {"form": 2, "card": 3}  # what stands behind says in which scene
    parts = [(cell, named.get(cell.split()[0])) for cell in CELLS]
    answered = {" ".join(cell.split()[:most]) if most else cell for cell, most in parts}
    assert offered() - answered == set(), "say in table.toml who may"
    assert answered - offered() == set(), "not offered by anybody any more"


class Undone(Exception):
    """What a scene has found, while all of it is undone."""

    def __init__(self, found: list[str]) -> None:
        self.found = found


@dataclass(frozen=True, slots=True)
class Stage:
    """The settled town, in which nothing of a scene is ever kept."""

    loop: asyncio.AbstractEventLoop
    database: Database
    actors: list[Actor]

    def plays(self, scene: Callable[[Tx], list[str]]) -> list[str]:
        """What a scene finds."""

        def job(tx: Tx) -> None:
            raise Undone(scene(tx))

        with pytest.raises(Undone) as undone:
            self.loop.run_until_complete(self.database.run(job))
        return undone.value.found


@contextmanager
def settled(url: str, cipher: Cipher) -> Iterator[Stage]:
    with closing(asyncio.new_event_loop()) as loop:
        database = loop.run_until_complete(open_database(url, cipher))
        yield Stage(loop, database, loop.run_until_complete(database.run(settle)))
        loop.run_until_complete(database.close())


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stage(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, cipher: Cipher
) -> Iterator[Stage]:
    """The town that every scene begins from, once on each engine."""
    if request.param == "sqlite":
        grown: Path = request.getfixturevalue("grown")
        file = shutil.copy(grown, tmp_path_factory.mktemp("rights"))
        with settled(f"sqlite:///{file}", cipher) as stage:
            yield stage
        return
    schemas: Schemas = request.getfixturevalue("schemas")
    with schemas.migrated(NOW) as url, settled(url, cipher) as stage:
        yield stage


@pytest.mark.parametrize("cell", CELLS)
def test_whoever_may_can_and_nobody_else(stage: Stage, cell: str) -> None:
    wrong = stage.plays(partial(tried_by_all, cell, stage.actors))
    assert wrong == [], f"{cell} is for: {answer_of(cell)}"


def tried_by_all(cell: str, actors: list[Actor], tx: Tx) -> list[str]:
    """Who can although they may not, or cannot although they may."""
    answer, scene, wrong = answer_of(cell), scene_of(tx, cell), []
    notices.deliver(tx, REGISTRY, NOW)
    for actor in (*actors, *related(scene.relations)):
        able, changed = tried(tx, cell, scene, actor)
        if able != actor.may(answer):
            wrong.append(f"{actor} {'can' if able else 'cannot'}")
        elif changed - actor.asked:
            wrong.append(f"{actor} changes {sorted(changed)}")
    return wrong


def scene_of(tx: Tx, cell: str) -> Scene:
    sort, _space, rest = cell.partition(" ")
    name = rest.split()[0]
    if sort == "card":
        return CARDS[name](tx, rest.partition(" ")[2])
    return FORMS[name](tx, rest) if sort == "form" else Scene()


def tried(tx: Tx, cell: str, scene: Scene, actor: Actor) -> tuple[bool, set[str]]:
    """Whether somebody could, and what is not as before though they could not; all is undone."""
    before = after = state(tx)
    tx.do("SAVEPOINT cell")
    try:
        able = acted(tx, cell, scene, actor)
        if not able:
            after = state(tx)
    except Refused:
        able = False  # and nothing of it stays: the unit of a refusal is undone
    tx.do("ROLLBACK TO cell")
    tx.do("RELEASE cell")
    tx.told.clear()
    tx.touched.clear()
    tx.recalled.clear()
    return able, {table for table in before if before[table] != after[table]}


def acted(tx: Tx, cell: str, scene: Scene, actor: Actor) -> bool:
    """Do it as the bot does; False when the answer in words is no."""
    sort, _space, rest = cell.partition(" ")
    sender = Sender(actor.telegram_id, "某人", None)
    event = Event(7, actor.telegram_id, True, sender, MESSAGE)
    if sort == "form":
        return sent_off(tx, rest.split()[0], scene, event)
    if sort == "command":
        event = replace(event, text=f"/{rest}", command=rest)
    elif sort == "key":
        event = replace(event, text=rest)
    elif rest.split()[1] == REPLY:
        shown.add(tx, NOW, event.chat_id, None, rest.split()[0], scene.subject, 0, MESSAGE)
        event = replace(event, message_id=MESSAGE + 1, text="好的", replied=MESSAGE)
    else:
        event = replace(event, data=data_of(tx, rest, scene, actor), query_id="1")
    done = UNITS.handle(event, NOW)(tx)
    said = [str(letter.body.get("text", "")) for letter in done.letters] + [done.toast or ""]
    if any(no in text for no in NO for text in said):
        return False
    who = people.by_telegram(tx, actor.telegram_id)
    draft = drafts.get(tx, who.id) if who else None
    # Who has agreed to nothing is asked to, whatever they send; these are meant to.
    asked = draft is not None and draft.form == Registration.name
    assert done.letters or done.toast, "nobody is left without an answer"
    return not asked or rest in ("start", "welcome again")


def sent_off(tx: Tx, name: str, scene: Scene, event: Event) -> bool:
    """Send a form that is filled in; how one comes to it is another cell."""
    entry = REGISTRY.forms[name]
    assert event.sender is not None
    who = people.by_telegram(tx, event.sender.telegram_id)
    assert who is not None
    if who.consented is None and entry.form is not Registration:
        return False  # a form is never opened for them: the commands and cards show it
    turn = Turn(tx, REGISTRY, who, event, NOW)
    entry.submit(turn, entry.form.model_validate(scene.filled))
    unknown = any(UNKNOWN in str(letter.body.get("text")) for letter in turn.letters)
    return bool(turn.letters) and not unknown


def data_of(tx: Tx, choice: str, scene: Scene, actor: Actor) -> str:
    """What stands behind the button of a card as it is fresh for them, or for somebody else."""
    kind, name, *_scene = choice.split()
    card, who = REGISTRY.cards[kind], people.by_telegram(tx, actor.telegram_id)
    seen = card.seen(tx, who, scene.subject) if who else None
    revision = card.revision(tx, scene.subject) if card.revision else seen[1] if seen else 0
    extra = f".{scene.extra}" if scene.extra else ""
    return f"c:{kind}:{short(scene.subject)}:{name}{extra}:{revision}"


def state(tx: Tx) -> State:
    """What every table holds; on PostgreSQL, where that is slow, how many rows were written."""
    if tx.dialect == "sqlite":
        return {name: tx.all(f"SELECT * FROM {name}") for name in tables(tx) - ANSWERING}
    return {name: count for name, count in tx.all(WRITTEN) if name not in ANSWERING}
