"""Harm that a dispute brings to light: its mediator reports it, and staff see to it."""

from collections.abc import Mapping
from typing import Any

from community.mediation import harm as rules
from community.mediation.access import found, in_hand
from community.mediation.kinds import Sort
from handlers.mediation.kinds import HARM, WORK
from handlers.mediation.lines import titled
from handlers.mediation.views import choice
from handlers.mediation.words import DOORS, SORTS
from storage.cases import Case
from storage.people import Person
from talk import filling
from talk.messages import Showing
from talk.registry import Meanwhile
from talk.screens import Rows, Screen
from talk.turn import Turn
from talk.words import _

ASKS = _("🆘 Is somebody harmed? That is not for mediation: report it here, and staff see to it.")


def _sorts(who: Person, case: Case) -> Rows:
    return tuple((choice(who, case, SORTS[sort], f"harm.{sort}"),) for sort in Sort)


def harm(turn: Turn, case_id: int, extra: str) -> None:
    """Ask of which sort it is; then report it, in the midst of a form or not."""
    case, _place = in_hand(turn.tx, turn.who, case_id)
    if extra not in set(Sort):
        back = choice(turn.who, case, _("⬅️ Back"), "look")
        head = titled(turn.who, case) + "\n\n" + turn.to(ASKS)
        screen = Screen(head, (*_sorts(turn.who, case), (back,)))
        turn.reply(screen, shows=Showing(WORK, case.id, case.revision))
        return
    sort = Sort(extra)
    reported = rules.noticed(turn.tx, turn.who, case_id, sort, turn.now)
    says = _("✅ Staff have been told, with the number of this dispute and your name.")
    turn.reply(Screen(turn.to(says) + "\n\n" + turn.to(DOORS[sort])))
    if rules.may_see(turn.tx, turn.who, reported):
        turn.card(HARM, reported.id, fresh=True)
    draft = filling.draft_of(turn)
    if draft is not None and draft.fixed.get("case") == case_id:
        filling.resume(turn)


def _look(turn: Turn, answers: Mapping[str, Any]) -> Screen | None:
    """Whether what the mediator writes tells of harm."""
    case = found(turn.tx, answers["case"])
    if case is None or rules.sounds(answers["text"]) is None:
        return None
    return Screen(turn.to(ASKS), _sorts(turn.who, case))


HEARS = Meanwhile(frozenset({"text"}), _look, _("None of these: go on"))
