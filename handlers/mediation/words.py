"""The words of mediation: for both sides, for the mediator, for the staff."""

from collections.abc import Mapping
from typing import Any

from community.mediation.kinds import Level, Matter, Opposite, Outcome, Side, Sort, Way, Why
from community.roles import Role
from talk.words import Word, _

MATTERS = {
    Matter.NOISE: _("🔊 Noise"),
    Matter.LEAK: _("💧 Water from above"),
    Matter.PARKING: _("🚗 Parking"),
    Matter.PETS: _("🐕 Pets"),
    Matter.SPACE: _("🚪 Corridor, yard, things in the way"),
    Matter.FEES: _("🏢 Property service and fees"),
    Matter.FAMILY: _("👨‍👩‍👧 Family and care of parents"),
    Matter.MONEY: _("💰 Money or damage"),
    Matter.OTHER: _("Something else"),
    Matter.HARM: _("🆘 Violence, or a child is harmed"),
}
OPPOSITES = {
    Opposite.NEIGHBOUR: _("A neighbour"),
    Opposite.FAMILY: _("Somebody of my family"),
    Opposite.PROPERTY: _("The property company"),
    Opposite.OTHER: _("Somebody else"),
}
SIDES = {Side.A: _("who asks for it"), Side.B: _("the other side")}
OUTCOMES = {
    Outcome.AGREED: _("You have agreed, in writing."),
    Outcome.ORAL: _("You have agreed by word of mouth."),
    Outcome.UNSETTLED: _("It could not be settled here. The way to court is open to you."),
    Outcome.REFERRED: _("It has been passed on to whom it belongs."),
    Outcome.TALKED: _("Somebody has had a talk with them."),
    Outcome.LEFT: _("One side has left: the mediation is over. The way to court is open to you."),
}
RESULTS = {
    Outcome.AGREED: _("agreed in writing"),
    Outcome.ORAL: _("agreed by word of mouth"),
    Outcome.UNSETTLED: _("not settled"),
    Outcome.REFERRED: _("referred"),
    Outcome.TALKED: _("talk done"),
    Outcome.LEFT: _("a side left"),
}
LEVELS = {
    Level.NEAR: _("stairwell head, grid worker, mediators"),
    Level.COMMUNITY: _("the community"),
    Level.SUBDISTRICT: _("the subdistrict"),
}
ROLES = {
    Role.MEDIATOR: _("mediator"),
    Role.STAIRWELL_HEAD: _("stairwell head"),
    Role.GRID_WORKER: _("grid worker"),
    Role.COMMUNITY_STAFF: _("community staff"),
    Role.SUBDISTRICT_STAFF: _("subdistrict staff"),
    Role.ADMIN: _("subdistrict staff"),
}
SORTS = {
    Sort.VIOLENCE: _("🚨 Somebody is being beaten or is hurt"),
    Sort.DOMESTIC: _("🏠 Somebody of my family is violent"),
    Sort.MINOR: _("🧒 A child is being harmed"),
}
DOORS = {
    Sort.VIOLENCE: _("🚨 Call 110 now; if somebody is hurt, 120. Get away from them first."),
    Sort.DOMESTIC: _(
        "🏠 In danger call 110 at once: police must come and may give a written warning. A court"
        " can order them to stay away from you (a protection order), free of charge and without a"
        " divorce; the police report, photos and the doctor's paper help. The Women's Federation"
        " listens and helps: 12338."
    ),
    Sort.MINOR: _(
        "🧒 In danger call 110 at once. Whoever works for the community must report what you tell"
        " them about it, as the law demands. You can also call 12338 or 12355."
    ),
}
STEPS = {
    "call": _("A mediator is called for"),
    "choose": _("A mediator is chosen"),
    "raise": _("One level up"),
    "take": _("Taken up"),
    "decline_case": _("Somebody who was asked cannot"),
    "pass_on": _("Passed on"),
    "refuse_mediator": _("Another mediator is wanted"),
    "invite": _("The other side is invited"),
    "join": _("The other side has come"),
    "enter": _("The other side is entered"),
    "not_them": _("The link had gone to somebody else"),
    "agree": _("Takes part"),
    "refuse": _("Would rather not"),
    "say": _("Something told to the mediator"),
    "relay": _("Something said by the mediator"),
    "note": _("A note of the mediator"),
    "hear": _("Heard"),
    "quit": _("A side has left"),
}
WAYS = {
    Way.IN: _("to the mediator"),
    Way.OUT: _("from the mediator"),
    Way.NOTE: _("a note of the mediator"),
}
WHYS = {
    Why.RELATED: _("related to a side"),
    Why.PASSED_ON: _("passed on"),
    Why.REFUSED: _("a side wanted another one"),
    Why.NEIGHBOUR: _("at one stairwell with a side"),
}
CODES: dict[str, Mapping[Any, Word]] = {
    "cases.category": MATTERS,
    "cases.result": RESULTS,
    "timeline.step": STEPS,
    "disputes.opposite": OPPOSITES,
    "parties.side": SIDES,
    "room_words.way": WAYS,
    "unfit_mediators.why": WHYS,
    "harms.sort": SORTS,
}
RIGHTS = _(
    "It costs nothing and is voluntary. You may stop at any time and ask for another mediator, and"
    " you can go to court whenever you like."
)
SEEN = _(
    "If you take part, the mediator sees your name and phone number and what you tell them; the"
    " other side sees neither the number nor what you tell. The mediation is a file that the law"
    " has us keep for ten years."
)
