"""What groups of colleagues see of a report: nothing of its people, and no home."""

from community.cases import PENDING, Stage
from community.groups import BOARD
from community.issues.access import found
from community.places import Kind
from handlers.issues.kinds import DESK, OWN
from handlers.issues.lines import moment, revision
from handlers.issues.words import STAFF_STAGES, category_word
from storage import places
from storage.ids import from_short, short
from storage.places import Place
from storage.tx import Tx
from talk.boards import Board, Sheet
from talk.cards import NOT_FOUND
from talk.registry import CASE
from talk.screens import bold
from talk.turn import Turn
from talk.words import _

LINK = "case"
NAMED = frozenset({Kind.COMMUNITY, Kind.ESTATE})  # never a building, a stairwell, a home


def draw(tx: Tx, language: str, case_id: int) -> Sheet | None:
    """Number, category, estate, stage and deadline, if it runs; the words of residents stay out."""
    case = found(tx, case_id)
    place = places.get(tx, case.place_id) if case else None
    if case is None or place is None:
        return None
    lines = [f"📍 {_estate(tx, place)}"]
    stage = STAFF_STAGES[Stage(case.stage)].to(language)
    lines.append(_("Stage: {stage}", stage=stage).to(language))
    if case.finish_due and case.stage in PENDING - {Stage.PAUSED}:
        by = moment(tx, case, case.finish_due)
        lines.append(_("⏳ To be done by {by}", by=by).to(language))
    head = bold(f"{case.number} · {category_word(tx, case.category).to(language)}")
    return Sheet(head + "\n" + "\n".join(lines), f"{LINK}_{short(case_id)}")


def opened(turn: Turn, rest: str) -> None:
    """Open the report that a link names, for those only whose it is."""
    case_id = from_short(rest)
    if case_id is None or not (
        turn.card(DESK, case_id, fresh=True) or turn.card(OWN, case_id, fresh=True)
    ):
        turn.say(NOT_FOUND)


def _estate(tx: Tx, place: Place) -> str:
    return " ".join(at.name for at in places.upwards(tx, place) if at.kind in NAMED)


BOARDS = (
    Board(
        BOARD,
        CASE,
        revision,
        draw,
        {
            "received": _("📢 A new report"),
            "urgent": _("❗ This is urgent"),
            "overdue": _("⏰ Overdue"),
            "escalated": _("❗ Late by more than a working day: please step in"),
        },
    ),
)
