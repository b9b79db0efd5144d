"""How long a case may take, as staff see and change it when they hand it on."""

from community.deadlines import DAY_MINUTES
from community.issues.access import supervised
from community.issues.kinds import term_of
from handlers.issues.about import headed
from storage import terms
from storage.cases import Case
from storage.terms import Term
from talk.cards import button
from talk.messages import Showing
from talk.screens import Button, Screen
from talk.turn import Turn
from talk.words import Word, _

TERMS = {
    "urgent": _("urgent"),
    "supply": _("water, power, gas, heat, lifts"),
    "ordinary": _("ordinary"),
    "complex": _("complex"),
}


def span(minutes: int) -> Word:
    """A length of time in its largest whole unit."""
    if minutes % DAY_MINUTES == 0:
        return _("{count} days", count=minutes // DAY_MINUTES)
    if minutes % 60 == 0:
        return _("{count} hours", count=minutes // 60)
    return _("{count} minutes", count=minutes)


def lengths(term: Term) -> Word:
    """The parts of a term, one after the other."""
    said = _("contact within {span}", span=contact_span(term))
    if term.site is not None:
        said = _("{before}, on the spot within {span}", before=said, span=span(term.site))
    if term.finish is not None:
        said = _("{before}, done within {span}", before=said, span=span(term.finish))
    return said


def contact_span(term: Term) -> Word:
    if term.natural_time:
        return span(term.contact)
    return _("{count} working days", count=term.contact // DAY_MINUTES)


def term_line(turn: Turn, case: Case) -> Word:
    term = term_of(turn.tx, case)
    return _("⏱ Term: {name} ({lengths})", name=TERMS[term.code], lengths=lengths(term))


def change_term(turn: Turn, kind: str, case: Case) -> Button:
    return button(turn.to(_("⏱ Another term")), kind, case.id, "terms", case.revision)


def choose_term(kind: str, turn: Turn, case_id: int, _extra: str) -> None:
    """Ask how long it may take."""
    case, _place = supervised(turn.tx, turn.who, case_id)
    rows = [
        (
            button(
                f"{turn.to(TERMS[term.code])} · {turn.to(lengths(term))}",
                kind,
                case.id,
                f"term.{term.code}",
                case.revision,
            ),
        )
        for term in terms.every(turn.tx)
    ]
    back = button(turn.to(_("⬅️ Back")), kind, case.id, "dispatch", case.revision)
    asks = f"\n{turn.to(term_line(turn, case))}\n\n{turn.to(_('How long may it take?'))}"
    head = headed(turn.tx, turn.who, case) + asks
    turn.reply(Screen(head, (*rows, (back,))), shows=Showing(kind, case.id, case.revision))
