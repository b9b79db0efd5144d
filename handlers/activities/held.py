"""/activity: what somebody holds, and planning one more."""

from datetime import date

from community.activities import finding, planning, repeating
from community.activities.access import leads
from community.activities.kinds import Stage
from community.refused import Refused
from handlers.activities import forms, yearly
from handlers.activities.agenda import HOSTING
from handlers.activities.opened import HOST
from handlers.activities.words import line_of
from storage import people, places
from storage.activities import Activity, Plan
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import button, opener
from talk.registry import Card, FormEntry
from talk.screens import Screen, bold
from talk.turn import Turn
from talk.words import _

LISTED = 8  # of each stage
TITLE = _("🗂 Activities we hold")
MARKS = {Stage.DRAFT: "📝", Stage.PUBLISHED: "🎉", Stage.HELD: "✅"}


def opened(turn: Turn) -> None:
    """/activity."""
    turn.card(HOSTING, turn.who.id, fresh=True)


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """Drafts, what is coming and what was held last; for who leads others somewhere."""
    if who.id != person_id or not leads(who):
        return None
    listed = [
        (MARKS[stage], one)
        for stage in (Stage.DRAFT, Stage.PUBLISHED, Stage.HELD)
        for one in finding.hosted(tx, who, stage, LISTED)
    ]
    says = (
        _("📝 a draft · 🎉 published · ✅ held")
        if listed
        else _("You hold nothing yet. Plan the first one: it takes two minutes.")
    )
    rows = tuple((opener(f"{mark} {line_of(tx, one)}", HOST, one.id),) for mark, one in listed)
    plan = button(_("➕ Plan an activity").to(who.language), HOSTING, who.id, "plan", 0)
    years = tuple((one,) for one in yearly.openers(tx, who))
    text = bold(TITLE.to(who.language)) + "\n" + says.to(who.language)
    return Screen(text, ((plan,), *rows, *years))


def plan(turn: Turn, _person_id: int, _extra: str) -> None:
    """Ask for an activity."""
    if not leads(turn.who):
        raise Refused("activities.not_yours")
    filling.start(turn, forms.Planned)


def planned(turn: Turn, form: forms.Planned) -> None:
    """Keep what was planned, or changed."""
    plan = forms.planned(form)
    if form.activity:
        activity = planning.rewrite(turn.tx, turn.who, form.activity, plan, turn.now)
    else:
        activity = _written(turn, form, plan)
    turn.card(HOST, activity.id)


def _written(turn: Turn, form: forms.Planned, plan: Plan) -> Activity:
    """A draft, for a day of the calendar where it came from there."""
    place = places.get(turn.tx, form.keeps)
    if place is None:
        return planning.draft(turn.tx, turn.who, plan, turn.now)
    on = date.fromisoformat(form.day)
    return repeating.plan(turn.tx, turn.who, place, form.festival, on, plan, turn.now)


def _revision(tx: Tx, person_id: int) -> int | None:
    return None if people.get(tx, person_id) is None else 0


CARD = Card(HOSTING, HOSTING, _revision, draw, {"plan": plan})
FORM = FormEntry(forms.Planned, planned)
