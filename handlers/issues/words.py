"""The words of reports: residents and staff have different ones for the same stage."""

from collections.abc import Mapping
from typing import Any

from community.cases import Stage
from community.issues import Category, Result
from community.issues.kinds import Way
from community.issues.outages import Matter
from community.roles import Role
from handlers.issues.dangers import NAMES as DANGERS
from storage import categories
from storage.tx import Tx
from talk.words import Word, _

CATEGORIES = {
    Category.FACILITIES: _("🔧 Facilities"),
    Category.LIGHTING: _("💡 Lighting"),
    Category.LIFTS: _("🛗 Lift"),
    Category.SUPPLY: _("🚰 Water, power, gas, heat"),
    Category.SANITATION: _("🧹 Cleanliness"),
    Category.GREENERY: _("🌳 Greenery"),
    Category.NOISE: _("🔊 Noise"),
    Category.PARKING: _("🚗 Parking"),
    Category.FIRE_LANE: _("🚒 Fire lane"),
    Category.PETS: _("🐕 Pets"),
    Category.PROPERTY: _("🏢 Property service"),
    Category.OTHER: _("Something else"),
    Category.EMERGENCY: _("🆘 Somebody is in danger"),
}


def category_word(tx: Tx, code: str) -> Word:
    """What a category is called here."""
    row = categories.by_code(tx, code)
    return word_of(row) if row else CATEGORIES[Category(code)]


def word_of(category: categories.Category) -> Word:
    """The name the office has given it, or ours."""
    return Word(category.name) if category.name else CATEGORIES[Category(category.code)]


STAFF_STAGES = {
    Stage.RECEIVED: _("to be accepted"),
    Stage.DISPATCHED: _("dispatched"),
    Stage.WORKING: _("being handled"),
    Stage.ANSWERED: _("answered"),
    Stage.CLOSED: _("closed"),
    Stage.PAUSED: _("paused"),
    Stage.DECLINED: _("declined"),
    Stage.WITHDRAWN: _("withdrawn"),
    Stage.MERGED: _("merged"),
}
RESIDENT_STAGES = {
    Stage.RECEIVED: _("received"),
    Stage.DISPATCHED: _("handed on, waiting for them to begin"),
    Stage.WORKING: _("being worked on"),
    Stage.ANSWERED: _("done, please have a look"),
    Stage.CLOSED: _("all done"),
    Stage.PAUSED: _("waiting for something"),
    Stage.DECLINED: _("not a matter for the community"),
    Stage.WITHDRAWN: _("you have withdrawn it"),
    Stage.MERGED: _("it goes on together with your neighbour's"),
}
MATTERS = {
    Matter.WATER: _("No water"),
    Matter.POWER: _("No power"),
    Matter.GAS: _("No gas"),
    Matter.HEAT: _("No heat"),
    Matter.LIFT: _("Lift out of order"),
    Matter.OTHER: _("Out of order"),
}
OVER = {
    Matter.WATER: _("🚰 The water is back"),
    Matter.POWER: _("💡 The power is back"),
    Matter.GAS: _("🔥 The gas is back"),
    Matter.HEAT: _("♨️ The heat is back"),
    Matter.LIFT: _("🛗 The lift works again"),
    Matter.OTHER: _("✅ It is repaired"),
}
RESPONSIBLE_WORDS = {
    Role.PROPERTY: _("property company"),
    Role.GRID_WORKER: _("grid worker"),
    Role.COMMUNITY_STAFF: _("community staff"),
    Role.SUBDISTRICT_STAFF: _("subdistrict staff"),
}
RESULTS = {
    Result.SOLVED: _("solved"),
    Result.EXPLAINED: _("explained"),
    Result.PLANNED: _("planned"),
    Result.REFERRED: _("referred"),
}
WAYS = {
    Way.IN: _("came from"),
    Way.OUT: _("passed on to"),
}
# The steps whose notes the card shows.
NOTED = {
    "remark": _("Reply"),
    "return": _("Return it"),
    "decline": _("Decline"),
    "pause": _("Pause"),
    "extend": _("Extend"),
    "ask_extension": _("Extend"),
    "supplement": _("Add something"),
    "unsatisfied": _("Not satisfied"),
    "merge": _("Merge"),
}
# Every line of a timeline, as staff read it.
STEP_WORDS = {
    "report": _("Reported"),
    "dispatch": _("Accept and dispatch"),
    "transfer": _("Transfer"),
    "sign": _("Sign for it"),
    "remark": _("Reply"),
    "answer": _("Answer"),
    "confirm": _("Solved"),
    "reopen": _("Taken up again"),
    "lapse": _("Ended without a word from the resident"),
    "unreached": _("Not reached"),
    "return": _("Return it"),
    "leave": _("To be accepted again: who had it has left"),
    "pause": _("Pause"),
    "resume": _("Resume"),
    "extend": _("Extend"),
    "ask_extension": _("More time asked for"),
    "deny_extension": _("Do not agree"),
    "decline": _("Decline"),
    "withdraw": _("Withdraw"),
    "supplement": _("Add something"),
    "urge": _("Urge"),
    "term": _("⏱ Another term"),
    "arrive": _("On the spot"),
    "external": _("External number"),
    "planned": _("The planned day"),
    "joint_visit": _("A joint visit is called for"),
    "call": _("To be phoned"),
    "undispatched": _("Handed to nobody in time"),
    "overdue": _("Nobody signed in time"),
    "absent": _("Nobody on the spot in time"),
    "overtime": _("Not done in time"),
    "escalated": _("Told one level up"),
    "merge": _("Merge"),
    "publish": _("Make it known"),
    "retract": _("Take the news down"),
    "rate": _("Said if satisfied"),
    "unsatisfied": _("Not satisfied"),
}
CODES: dict[str, Mapping[Any, Word]] = {
    "cases.stage": RESIDENT_STAGES,
    "cases.category": CATEGORIES,
    "cases.result": RESULTS,
    "timeline.stage": STAFF_STAGES,
    "timeline.step": STEP_WORDS,
    "externals.way": WAYS,
    "outages.matter": MATTERS,
    "alerts.danger": {str(danger): word for danger, word in DANGERS.items()},
}
