"""🎉 社区活动: what is coming, signing up for it, holding it."""

from community.activities import line, planning
from community.activities.access import ACTIVITY, leads
from community.activities.attending import thank
from community.activities.kinds import STANDING
from handlers.activities import (
    absence,
    after,
    agenda,
    coming,
    door,
    held,
    hosting,
    opened,
    roll,
    sharing,
    yearly,
)
from handlers.activities.figures import SECTION
from handlers.activities.forms import FACTS
from handlers.activities.notices import NOTICES
from handlers.activities.words import CATEGORIES, COMING, LABEL, LIKED, ORIGINS, STAGES, line_of
from storage import activities, sign_ups
from storage.people import Person
from storage.tx import Tx
from talk.cards import opener
from talk.doors import Door
from talk.registry import Capability, Command, MenuItem
from talk.screens import Button
from talk.words import _

WHOSE = _("staff, station leaders and team leaders")


def mine(tx: Tx, who: Person) -> list[Button]:
    """What one has signed up for and is still to be held."""
    return [
        opener(
            f"🎉 {line_of(tx, activities.known(tx, one.activity_id))}", ACTIVITY, one.activity_id
        )
        for one in sign_ups.of_person(tx, who.id, STANDING)
    ]


CAPABILITY = Capability(
    stem="activities",
    menu=(MenuItem(LABEL, agenda.opened, 40),),
    commands=(
        Command("activities", _("what is on, and signing up"), agenda.opened),
        Command("activity", _("hold an activity"), held.opened, leads, whose=WHOSE),
    ),
    forms=(held.FORM, *hosting.FORMS, roll.FORM),
    cards=(
        agenda.CARD,
        opened.CARD,
        held.CARD,
        hosting.CARD,
        roll.CARD,
        after.CARD,
        yearly.CARD,
    ),
    notices={**NOTICES, **yearly.NOTICES},
    chores={door.DRAW: door.CHORE},
    figures=(SECTION,),
    timers={
        planning.REMIND: planning.remind,
        planning.END: planning.finish,
        planning.THANK: thank,
        line.OFFER: line.lapse,
        line.FILL: line.fill_by_day,
        **yearly.TIMERS,
    },
    pointers=(sharing.POINTER,),
    starts={sharing.LINK: sharing.shared, coming.DOOR: coming.came},
    facts={**FACTS, **hosting.FACTS},
    mine=mine,
    codes={
        "activities.category": CATEGORIES,
        "activities.origin": ORIGINS,
        "activities.stage": STAGES,
        "sign_ups.stage": COMING,
        "sign_ups.liked": LIKED,
    },
    doors=(Door("activities", LABEL, agenda.said, 60),),
    refusals={
        "activities.not_found": _("We cannot find that."),
        "activities.not_yours": _("You can hold activities at your own places only."),
        "activities.staff_decides": _("The community's staff decide about this day."),
        "activities.past": _("Please choose a time to come, within the next year."),
        "activities.ends_first": _("It cannot end before it begins."),
        "activities.closes_late": _("Signing up has to end before it begins."),
        "activities.closed": _("Signing up is over. Other activities wait under 🎉."),
        "activities.line_full": _("The line is full. Other activities wait under 🎉."),
        "activities.no_room": _("There is room for {free} more only."),
        "activities.too_many": _("At most {most} people with one sign-up. More? Ask the host."),
        "activities.too_big": _("There are {room} places in all. Please come with fewer people."),
        "activities.many_photos": _("At most {most} photos of one activity."),
        "activities.too_early": _("It has not begun yet. Please scan the code when you are there."),
        "activities.too_late": _("It is over. The host can still put you on the list."),
    },
)
ABSENCES = Capability(stem="absences", strays=(absence.STRAY,))
