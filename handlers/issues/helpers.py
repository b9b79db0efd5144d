"""找志愿者: staff look for volunteers for what a report asks; the report goes on as it is."""

from community.issues.access import supervised
from talk import filling
from talk.turn import Turn

GIVE = "tasks.give"  # the form of whoever brings tasks for volunteers
CHOICE = "helpers"


def find(turn: Turn, case_id: int, _extra: str) -> None:
    """Open the form for a task at the place of the report."""
    case, _place = supervised(turn.tx, turn.who, case_id)
    fixed = {"source": "case", "source_id": case.id}
    filling.start(turn, turn.registry.forms[GIVE].form, fixed, {"place": case.place_id})
