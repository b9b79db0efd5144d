"""To whom a report goes, and by which term: what staff choose on its card."""

from community import issues as rules
from handlers.issues.about import headed
from handlers.issues.kinds import DESK
from handlers.issues.lines import handed
from handlers.issues.terms import change_term, term_line
from storage import cases
from storage.ids import from_short, short
from talk.cards import button
from talk.messages import Showing
from talk.screens import Button, Screen
from talk.turn import Turn
from talk.words import _

PAGE = 8  # people to choose from at once


def choose(turn: Turn, case_id: int, extra: str) -> None:
    """Ask whom to hand it to, a page of them at a time."""
    case = cases.known(turn.tx, case_id)
    found = rules.candidates(turn.tx, turn.who, case_id)
    last = max(0, len(found) - 1) // PAGE
    page = min(int(extra[:4]), last) if extra.isdecimal() else 0
    choices = [
        (handed(turn.tx, turn.who.language, to), f"to.{short(to.id)}")
        for to in found[page * PAGE : (page + 1) * PAGE]
    ]
    rows: list[tuple[Button, ...]] = [
        (button(says, DESK, case.id, choice, case.revision),) for says, choice in choices
    ]
    turns = [("◀️", page - 1)] if page else []
    turns += [("▶️", page + 1)] if page < last else []
    if turns:
        rows.append(
            tuple(
                button(says, DESK, case.id, f"dispatch.{to}", case.revision) for says, to in turns
            )
        )
    back = button(turn.to(_("⬅️ Back")), DESK, case.id, "look", case.revision)
    asks = f"\n{turn.to(term_line(turn, case))}\n\n{turn.to(_('Who takes it?'))}"
    head = headed(turn.tx, turn.who, case) + asks
    screen = Screen(head, (*rows, (change_term(turn, DESK, case),), (back,)))
    turn.reply(screen, shows=Showing(DESK, case.id, case.revision))


def hand_over(turn: Turn, case_id: int, extra: str) -> None:
    rules.dispatch(turn.tx, turn.who, case_id, from_short(extra) or 0, turn.now)
    turn.card(DESK, case_id)


def set_term(turn: Turn, case_id: int, code: str) -> None:
    rules.set_term(turn.tx, turn.who, case_id, code, turn.now)
    choose(turn, case_id, "")
