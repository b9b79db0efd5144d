"""A birthday or a festival comes: who leads the team lets it be thought of with one tap."""

from datetime import date

from community.activities.repeating import Festival
from community.tasks import feasts as rules
from community.tasks.access import sees_to
from community.tasks.kinds import FEAST as FEAST_ROW
from handlers.tasks.kinds import FEAST
from storage import people, weeklies
from storage.people import Person
from storage.tasks import Task
from storage.tx import Tx
from storage.weeklies import Feast
from talk.cards import button
from talk.registry import Card
from talk.screens import Rows, Screen
from talk.several import listed
from talk.times import dated
from talk.turn import Turn
from talk.words import Word, _

FESTIVALS: dict[str, Word] = {
    Festival.SPRING: _("Little New Year"),
    Festival.LANTERNS: _("Lantern Festival"),
    Festival.DRAGON_BOATS: _("Dragon Boat Festival"),
    Festival.MID_AUTUMN: _("Mid-Autumn Festival"),
    Festival.ELDERS: _("Double Ninth Festival"),
    Festival.LABA: _("Laba Festival"),
}
STATES = {
    "asked": _("✅ The team is asked who rings them up."),
    "left": _("👉 Not this time."),
}
SHOWN = 10


def draw(tx: Tx, who: Person, feast_id: int) -> Screen | None:
    """Which day it is and who is to be thought of, for who leads the team and the staff."""
    feast = weeklies.feast(tx, feast_id)
    if feast is None or not sees_to(tx, who, feast.team_id, feast.place_id):
        return None
    found = rules.whom(tx, feast)[:SHOWN]
    named = [Word(people.name(tx, people.known(tx, one.person_id))) for one in found]
    names = listed(named) if named else Word("–")  # none is rung up any more
    day = dated(date.fromisoformat(feast.day))
    lines = [_birthday(names, day) if feast.weekly_id else _festival(feast, names, day)]
    if feast.stage in STATES:
        lines.append(STATES[feast.stage])
    return Screen("\n".join(line.to(who.language) for line in lines), _rows(who, feast))


def _birthday(names: Word, day: Word) -> Word:
    return _(
        "🎂 {day} is the birthday of {names}. Who rings up to congratulate?", day=day, names=names
    )


def _festival(feast: Feast, names: Word, day: Word) -> Word:
    return _(
        "🏮 {day}: {festival}. A call makes glad: {names}",
        day=day,
        festival=FESTIVALS[feast.what],
        names=names,
    )


def _rows(who: Person, feast: Feast) -> Rows:
    if feast.stage != "open":
        return ()
    parts = ((_("📣 Ask the team"), "ask"), (_("🙅 Not this time"), "leave"))
    return tuple((button(word.to(who.language), FEAST, feast.id, name, 0),) for word, name in parts)


def ask(turn: Turn, feast_id: int, _extra: str) -> None:
    rules.ask(turn.tx, turn.who, feast_id, turn.now)
    turn.card(FEAST, feast_id)


def leave(turn: Turn, feast_id: int, _extra: str) -> None:
    rules.let_be(turn.tx, turn.who, feast_id)
    turn.card(FEAST, feast_id)


def occasion(tx: Tx, task: Task) -> Word:
    """What the call is for, for everybody who is asked."""
    feast = weeklies.feast(tx, task.source_id or 0)
    if feast is None or feast.weekly_id is not None:
        return _("🎂 A birthday: please congratulate.")
    return _("🏮 {festival}: please give good wishes.", festival=FESTIVALS[feast.what])


def revision(tx: Tx, feast_id: int) -> int | None:
    feast = weeklies.feast(tx, feast_id)
    return int(feast.stage != "open") if feast else None


def about(tx: Tx, feast_id: int) -> list[int]:
    feast = weeklies.feast(tx, feast_id)
    return [one.person_id for one in rules.whom(tx, feast)[:SHOWN]] if feast else []


CARD = Card(FEAST, FEAST_ROW, revision, draw, {"ask": ask, "leave": leave}, about=about)
