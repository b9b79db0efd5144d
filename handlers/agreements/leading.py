"""The mediator's way to an agreement: a session, a draft, more time, an end."""

from community.mediation.access import found, mediates, place_of, sides_of
from community.mediation.kinds import Outcome, Side
from community.mediation.steps import LIVE
from handlers.agreements.about import named, when, zone_of
from handlers.agreements.endings import CAME, End, Talked
from handlers.agreements.longer import Longer
from handlers.agreements.pact_forms import Draft
from handlers.agreements.pact_lines import PACT
from handlers.agreements.sessions import SITTING, Propose
from storage import cases, disputes, pacts, parties, sittings
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import button
from talk.registry import Card
from talk.screens import Rows, Screen, in_rows
from talk.turn import Turn
from talk.words import Word, _

LEADING = "agreeing"


def draw(tx: Tx, who: Person, case_id: int) -> Screen | None:
    """Where the session and the draft stand, and what is next; for the mediator alone."""
    case = found(tx, case_id)
    if case is None or not mediates(who, case, place_of(tx, case)):
        return None
    lines = [named(case), *_standing(tx, case)]
    offered = _offered(tx, case)
    buttons = (
        button(word.to(who.language), LEADING, case.id, choice, case.revision)
        for word, choice in offered
    )
    rows: Rows = in_rows(buttons, 2)
    return Screen("\n".join(line.to(who.language) for line in lines), rows)


def _standing(tx: Tx, case: Case) -> list[Word]:
    if case.stage not in LIVE:
        return [CAME[Outcome(case.result)]] if case.result in CAME else []
    if not _both(tx, case):
        if not disputes.known(tx, case.id).named:
            return [_("A talk at the door: go there, then note what came of it.")]
        return [_("Not both sides take part yet: there is no session without the other.")]
    lines = []
    sitting, pact = sittings.standing(tx, case.id), pacts.standing(tx, case.id)
    if sitting is not None:
        at = when(sitting.begins, zone_of(tx, case))
        fixed = _("📅 Session fixed: {when}", when=at)
        lines.append(fixed if sitting.fixed else _("📅 Session proposed: {when}", when=at))
    if pact is not None:
        lines.append(_("📝 Draft no. {version}", version=pact.version))
    if case.finish_due is not None:
        lines.append(_("⏳ To be ended by {when}", when=when(case.finish_due, zone_of(tx, case))))
    return lines


def _offered(tx: Tx, case: Case) -> list[tuple[Word, str]]:
    if case.stage not in LIVE:
        return [(_("📝 The agreement"), "draft")] if pacts.standing(tx, case.id) else []
    if not disputes.known(tx, case.id).named:
        return [(Talked.title, "talked")]
    end = [(End.title, "end")]
    if not _both(tx, case):
        return end
    more = [(Longer.title, "longer")] if case.finish_due is not None else []
    return [(_("📅 Session"), "sit"), (_("📝 Draft"), "draft"), *more, *end]


def _both(tx: Tx, case: Case) -> bool:
    found = sides_of(tx, case)
    return set(found) == set(Side) and all(party.takes_part for party in found.values())


def sit(turn: Turn, case_id: int, _extra: str) -> None:
    standing = sittings.standing(turn.tx, case_id)
    if standing is None:
        filling.start(turn, Propose, {"case": case_id})
    else:
        turn.card(SITTING, standing.id, fresh=True)


def draft(turn: Turn, case_id: int, _extra: str) -> None:
    standing = pacts.standing(turn.tx, case_id)
    case = cases.known(turn.tx, case_id)
    again = case.stage in LIVE and standing is not None and standing.signed is not None
    if standing is None or again:
        filling.start(turn, Draft, {"case": case_id})
    else:
        turn.card(PACT, standing.id, fresh=True)


def longer(turn: Turn, case_id: int, _extra: str) -> None:
    filling.start(turn, Longer, {"case": case_id})


def end(turn: Turn, case_id: int, _extra: str) -> None:
    filling.start(turn, End, {"case": case_id})


def talked(turn: Turn, case_id: int, _extra: str) -> None:
    filling.start(turn, Talked, {"case": case_id})


def revision(tx: Tx, case_id: int) -> int | None:
    case = found(tx, case_id)
    return case.revision if case else None


CARD = Card(
    LEADING,
    "case",
    revision,
    draw,
    {"sit": sit, "draft": draft, "longer": longer, "end": end, "talked": talked},
    about=parties.persons,
)
