"""🤝 From sessions to an agreement that holds: the second half of mediation (domain §5)."""

from community.agreements import after
from community.agreements import early as early_rules
from community.agreements import pacts as pact_rules
from community.agreements import sessions as session_rules
from community.cases import Stage
from community.mediation.kinds import KIND
from community.mediation.steps import LIVE
from handlers.agreements import (
    early,
    endings,
    figures,
    leading,
    longer,
    pact_forms,
    pact_lines,
    pacts,
    paperwork,
    sessions,
)
from handlers.agreements.about import FACTS
from handlers.agreements.notices import NOTICES
from storage import casebooks, cases, parties, sittings
from storage import pacts as pact_rows
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx
from talk.cards import opener
from talk.registry import Capability
from talk.screens import Button
from talk.words import Word, _

LISTED = 10  # disputes of one's own, the newest


def mine(tx: Tx, who: Person) -> list[Button]:
    """What both sides look at of each dispute one is in, or mediates; what staff watch."""
    found = []
    for party in parties.theirs(tx, who.id, LISTED):
        case = cases.known(tx, party.case_id)
        if party.takes_part:
            found += [opener(word.to(who.language), *card) for word, card in _doors(tx, case)]
    for case in casebooks.handled_by(tx, who.id, [Stage.WORKING], LISTED, KIND):
        says = _("🤝 {number} · session and agreement", number=case.number)
        found.append(opener(says.to(who.language), leading.LEADING, case.id))
    for case_id in early_rules.listed(tx, who):
        number = cases.known(tx, case_id).number
        says = _("⚠️ {number} · may become a petition", number=number)
        found.append(opener(says.to(who.language), early.EARLY, case_id))
    return found


def _doors(tx: Tx, case: Case) -> list[tuple[Word, tuple[str, int]]]:
    """What stands of a dispute that both sides look at."""
    doors = []
    sitting, pact = sittings.standing(tx, case.id), pact_rows.standing(tx, case.id)
    if sitting is not None:
        says = _("📅 {number} · session", number=case.number)
        doors.append((says, (sessions.SITTING, sitting.id)))
    if pact is not None and (case.stage in LIVE or pact.signed is not None):
        says = _("📝 {number} · agreement", number=case.number)
        doors.append((says, (pact_lines.PACT, pact.id)))
    elif case.closed is not None and case.result in endings.CAME:
        says = _("🏁 {number} · ended", number=case.number)
        doors.append((says, (endings.ENDED, case.id)))
    return doors


CAPABILITY = Capability(
    stem="agreements",
    forms=(*sessions.FORMS, *pact_forms.FORMS, longer.FORM, *endings.FORMS),
    cards=(leading.CARD, sessions.CARD, pacts.CARD, longer.CARD, endings.CARD, early.CARD),
    notices=NOTICES,
    timers={
        session_rules.SOON: session_rules.remind,
        after.COURT: after.remind_of_court,
        after.KEPT: after.ask_whether_kept,
    },
    chores={pact_rules.PAPER: paperwork.CHORE},
    facts=FACTS,
    refusals={
        "agreements.one_side": _("Not both sides take part: nothing can be put to them yet."),
        "agreements.past": _("That time is over already. Please choose one to come."),
        "agreements.no_spot": _("Where do they meet? Please say it."),
        "agreements.to_whom": _("Please say who deals with it now."),
    },
    mine=mine,
    figures=(figures.SECTION,),
)
