"""🏛: what an office decides, capability by capability, and who has changed what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from community.roles import is_admin, of_office
from storage import changes, people, places
from storage.changes import Change
from storage.people import Person
from storage.tx import Tx
from talk.cards import NOT_FOUND, button
from talk.office import Office
from talk.registry import Capability, Card, Command
from talk.screens import Screen, bold
from talk.turn import Turn
from talk.words import Word, _

OFFICE = "office"
LISTED = 20  # changes


@dataclass(frozen=True, slots=True)
class Offices:
    """What all capabilities let an office decide."""

    parts: Sequence[Office]

    def open(self, turn: Turn) -> None:
        """/office: what is decided here, as far as the reader may."""
        turn.card(OFFICE, places.roots(turn.tx)[0].id, fresh=True)

    def draw(self, tx: Tx, who: Person, place_id: int) -> Screen | None:
        if not of_office(who) or place_id != places.roots(tx)[0].id:
            return None
        says = _("What the office's staff decide. Tap one to change it.")
        rows = [row for part in self.parts for row in part.rows(tx, who)]
        if is_admin(who):
            says = _(
                "What can be reported, in this order; how long it may take. Tap one to change it."
            )
            log = button(_("🧾 What was changed").to(who.language), OFFICE, place_id, "log", 0)
            rows.append((log,))
        head = bold(_("🏛 The office decides").to(who.language))
        return Screen(head + "\n" + says.to(who.language), tuple(rows))

    def log(self, turn: Turn, _place_id: int, _extra: str) -> None:
        """The newest changes: when, who, what; for administrators."""
        if not is_admin(turn.who):
            turn.answer(NOT_FOUND, alert=True)
            return
        lines = [self._changed(turn, change) for change in changes.newest(turn.tx, LISTED)]
        nothing = turn.to(_("Nothing was changed yet."))
        turn.say(Screen("\n".join(lines) or nothing))

    def _changed(self, turn: Turn, change: Change) -> str:
        zone = ZoneInfo(places.roots(turn.tx)[0].zone)
        line = _(
            "{when} {who} {what}: {subject}",
            when=datetime.fromtimestamp(change.at / 1000, zone).strftime("%m-%d %H:%M"),
            who=people.name(turn.tx, people.known(turn.tx, change.who_id)),
            what=self._words.get(change.what, Word(change.what)),
            subject=self._named(turn.tx, change.subject),
        )
        values = [turn.to(self._named(turn.tx, v)) for v in (change.before, change.after) if v]
        return turn.to(
            _("{line} ({values})", line=line, values=" → ".join(values)) if values else line
        )

    @property
    def _words(self) -> Mapping[str, Word]:
        return {what: word for part in self.parts for what, word in part.changes.items()}

    def _named(self, tx: Tx, name: str) -> Word:
        found = (part.named(tx, name) for part in self.parts)
        return next((word for word in found if word), Word(name))


def office(capabilities: Iterable[Capability]) -> Capability:
    """Return the capability that shows what the others let an office decide."""
    offices = Offices([brings.office for brings in capabilities if brings.office])
    return Capability(
        OFFICE,
        commands=(
            Command(
                OFFICE,
                _("what the office decides"),
                offices.open,
                of_office,
                whose=_("the subdistrict office"),
            ),
        ),
        cards=(Card(OFFICE, "office", lambda _tx, _id: 0, offices.draw, {"log": offices.log}),),
    )
