"""可能成访: what staff keep an eye on, so that it is defused early (domain §5)."""

from community.agreements import early as rules
from community.agreements.sides import watches
from community.mediation.access import found, place_of
from community.places import label
from handlers.agreements.about import named, when, zone_of
from storage import disputes
from storage.people import Person
from storage.tx import Tx
from talk.cards import button
from talk.registry import Card
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

EARLY = "early"
TITLE = _("⚠️ May become a petition")


def draw(tx: Tx, who: Person, case_id: int) -> Screen | None:
    """The mark of a dispute, for the staff of its place alone: number and place, no story."""
    case = found(tx, case_id)
    place = place_of(tx, case) if case else None
    if case is None or place is None or not watches(tx, who, case, place):
        return None
    dispute = disputes.known(tx, case.id)
    lines: list[Word | str] = [TITLE, named(case), f"📍 {label(tx, place)}", ""]
    rows: Rows = ()

    def choice(word: Word, name: str) -> Button:
        return button(word.to(who.language), EARLY, case_id, name, case.revision)

    if dispute.early is None:
        lines.append(_("It is not marked. The parties and the mediator never see the mark."))
        rows = ((choice(_("⚠️ Mark it"), "mark"),),)
    elif dispute.defused is None:
        marked = when(dispute.early, zone_of(tx, case))
        lines.append(
            _("Marked on {when}. Please see to it that somebody talks to them.", when=marked)
        )
        rows = ((choice(_("🕊 Defused early"), "defuse"), choice(_("Not marked"), "unmark")),)
    else:
        defused = when(dispute.defused, zone_of(tx, case))
        lines.append(_("🕊 Defused early on {when}.", when=defused))
    says = (line.to(who.language) if isinstance(line, Word) else line for line in lines)
    return Screen("\n".join(says), rows)


def mark(turn: Turn, case_id: int, _extra: str) -> None:
    rules.mark(turn.tx, turn.who, case_id, turn.now)
    turn.card(EARLY, case_id)


def unmark(turn: Turn, case_id: int, _extra: str) -> None:
    rules.unmark(turn.tx, turn.who, case_id, turn.now)
    turn.card(EARLY, case_id)


def defuse(turn: Turn, case_id: int, _extra: str) -> None:
    rules.defuse(turn.tx, turn.who, case_id, turn.now)
    turn.card(EARLY, case_id)


def revision(tx: Tx, case_id: int) -> int | None:
    case = found(tx, case_id)
    return case.revision if case else None


CARD = Card(EARLY, "case", revision, draw, {"mark": mark, "unmark": unmark, "defuse": defuse})
