"""By when a report is to be done, as the desk and its reporter read it."""

from collections.abc import Iterator

from community.cases import PENDING, Stage
from community.issues.kinds import term_of
from community.issues.watch import ESCALATED, OVER, handed_late
from community.workdays import provisional
from handlers.issues.lines import moment
from storage import cases, places
from storage.cases import Case
from storage.moments import local
from storage.people import Person
from storage.tx import Tx
from talk.words import Word, _

PASSED = frozenset({ESCALATED, *(step for step, _notice in OVER.values())})


def time_lines(tx: Tx, who: Person, case: Case) -> list[str]:
    """By when it is to be done, once that has been moved, and why; nothing while it waits."""
    moved = case.extended is not None and case.stage in PENDING - {Stage.PAUSED}
    if not moved or case.finish_due is None:
        return []
    by = moment(tx, case, case.finish_due)
    until = _("⏳ It takes some days more, until {by} at the latest", by=by)
    says = [_marked(tx, case, case.finish_due, until)]
    if why := _why(tx, case):
        says.append(_("Why: {reason}", reason=why))
    return [word.to(who.language) for word in says]


def _why(tx: Tx, case: Case) -> str:
    """What was said when it was moved last, by themselves or when the staff were asked."""
    asked = why = ""
    for entry in cases.timeline(tx, case.id):
        if entry.step == "ask_extension":
            asked = cases.note_text(tx, entry) or ""
        elif entry.step == "extend":
            why = cases.note_text(tx, entry) or asked
    return why


def dues(tx: Tx, case: Case) -> Iterator[Word]:
    """What has to be done by when, and what of it is overdue; while it waits nothing runs."""
    if case.stage == Stage.PAUSED:
        yield _("⏸ The time stands still until it is resumed")
    elif case.stage in PENDING:
        yield from _running(tx, case)
    if case.asked_due:
        yield _("⏳ More time is asked for, until {by}", by=moment(tx, case, case.asked_due))


def _running(tx: Tx, case: Case) -> Iterator[Word]:
    if handed_late(tx, case):
        yield _("⚠️ Overdue: nobody has it yet")
    beyond = case.finish_due is not None and (case.contact_due or 0) > case.finish_due
    if case.contact_due and case.stage == Stage.DISPATCHED and not beyond:
        says = _("⏳ First contact by {by}", by=_contact(tx, case, case.contact_due))
        yield _marked(tx, case, case.contact_due, says)
    if case.site_due and case.arrived is None:
        says = _("⏳ On the spot by {by}", by=moment(tx, case, case.site_due))
        yield _marked(tx, case, case.site_due, says)
    if case.finish_due:
        says = _("⏳ To be done by {by}", by=moment(tx, case, case.finish_due))
        yield _marked(tx, case, case.finish_due, says)


def _marked(tx: Tx, case: Case, due: int, says: Word) -> Word:
    """With the mark of what is over, which the watch has noted since."""
    if any(entry.step in PASSED and entry.at >= due for entry in cases.timeline(tx, case.id)):
        return _("{due} · ⚠️ overdue", due=says)
    return says


def _contact(tx: Tx, case: Case, due: int) -> Word | str:
    """By when; whether that may still change with the holidays of its year."""
    by, place = moment(tx, case, due), places.get(tx, case.place_id)
    if place is None or term_of(tx, case).natural_time:
        return by
    counted = provisional(tx, local(due, place.zone).date())
    return _("{by} (provisional)", by=by) if counted else by
