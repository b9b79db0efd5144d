"""What is asked about an activity that somebody holds."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from annotated_types import Ge, Le, MaxLen, MinLen

from community.activities import access
from community.activities.access import place_of
from community.activities.kinds import Category, Origin
from community.deadlines import MINUTE_MS
from community.roles import LEADS
from handlers.activities.words import CATEGORIES, ORIGINS
from storage import activities, places
from storage.activities import Activity, Plan, Words
from storage.moments import local
from storage.people import Person
from storage.tx import Tx
from talk.forms import Ask, Form, PickPlace, PickTime
from talk.words import Word, _, pgettext


class Lasts(StrEnum):
    """How long it lasts, in minutes."""

    ONE = "60"
    ONE_AND_A_HALF = "90"
    TWO = "120"
    THREE = "180"
    HALF_DAY = "240"
    DAY = "480"


LASTS: dict[Any, Word] = {
    Lasts.ONE: _("1 hour"),
    Lasts.ONE_AND_A_HALF: _("1½ hours"),
    Lasts.TWO: _("2 hours"),
    Lasts.THREE: _("3 hours"),
    Lasts.HALF_DAY: _("half a day (4 hours)"),
    Lasts.DAY: _("a whole day (8 hours)"),
}


class Planned(Form):
    """An activity as its host plans it."""

    name: ClassVar[str] = "activities.plan"
    title: ClassVar[Word] = _("🎉 An activity")
    before_sending: ClassVar[Word | None] = _(
        "It becomes a draft first: you see it as residents will, and publish it then."
    )

    activity: int = 0  # to be changed
    keeps: int = 0  # in whose calendar it is held for a festival
    festival: str = ""
    day: str = ""
    called: Annotated[
        str,
        MinLen(2),
        MaxLen(40),
        Ask(
            pgettext("activity", "What is it called?"),
            label=_("Activity"),
            hint=_("e.g. Lantern riddles, Free blood pressure check"),
        ),
    ]
    category: Annotated[
        Category, Ask(_("What kind of activity is it?"), label=_("Kind"), words=CATEGORIES)
    ]
    origin: Annotated[
        Origin,
        Ask(
            _("As whose activity does it count?"),
            label=_("Counts as"),
            words=ORIGINS,
            columns=1,
            offered="activities.origins",
        ),
    ]
    place: Annotated[
        int,
        PickPlace(
            pgettext("activity", "Where is it?"),
            label=_("Place"),
            hint=_("The nearest estate or community; the exact spot comes next."),
            tree="people.leading_ground",
        ),
    ]
    spot: Annotated[
        str,
        MinLen(2),
        MaxLen(60),
        Ask(
            _("Where exactly?"),
            label=_("Spot"),
            hint=_("e.g. activity room on the second floor"),
        ),
    ]
    starts: Annotated[datetime, PickTime(_("When does it begin?"), label=_("Begins"), past=False)]
    lasts: Annotated[Lasts, Ask(_("How long does it last?"), label=_("Lasts"), words=LASTS)]
    capacity: Annotated[
        int | None,
        Ge(1),
        Le(2000),
        Ask(
            _("How many people is there room for?"),
            label=_("Room for"),
            hint=_("Skip it where as many may come as like."),
            likely=(10, 20, 30, 50, 100),
        ),
    ] = None
    more: Annotated[
        str | None,
        MaxLen(800),
        Ask(_("What else should people know?"), label=_("About it"), hint=_("What to bring …")),
    ] = None
    host: Annotated[
        str,
        MinLen(2),
        MaxLen(60),
        Ask(
            _("Who holds it?"),
            label=_("Held by"),
            hint=_("e.g. Guang'an community, the chat team"),
            default="activities.host",
        ),
    ]
    cohosts: Annotated[
        str | None,
        MaxLen(120),
        Ask(_("Who holds it with you?"), label=_("Together with"), aside=_("nobody else")),
    ] = None
    units: Annotated[
        str | None,
        MaxLen(120),
        Ask(
            _("From which units do members take part?"), label=_("Members' units"), aside=_("none")
        ),
    ] = None
    whom: Annotated[
        str | None,
        MaxLen(60),
        Ask(
            _("Who is it meant for?"),
            label=_("For"),
            hint=_("e.g. children from 6 to 10 with a parent"),
            aside=_("everybody"),
        ),
    ] = None
    closes: Annotated[
        datetime | None,
        PickTime(
            _("Until when can one sign up?"),
            label=_("Sign up until"),
            past=False,
            aside=_("until it begins"),
        ),
    ] = None


def planned(form: Planned) -> Plan:
    """What the form says, as the rules take it."""
    starts = int(form.starts.timestamp() * 1000)
    return Plan(
        category=form.category,
        origin=form.origin,
        place_id=form.place,
        words=Words(
            title=form.called,
            host=form.host,
            spot=form.spot,
            about=form.more,
            cohosts=form.cohosts,
            units=form.units,
            whom=form.whom,
        ),
        starts=starts,
        ends=starts + int(form.lasts) * MINUTE_MS,
        closes=int(form.closes.timestamp() * 1000) if form.closes else None,
        capacity=form.capacity,
    )


def given(tx: Tx, activity: Activity) -> dict[str, Any]:
    """What an activity says, as answers of the form."""
    says, zone = activities.words(tx, activity), place_of(tx, activity).zone
    minutes = str((activity.ends - activity.starts) // MINUTE_MS)
    closes = local(activity.closes, zone).isoformat() if activity.closes else None
    found = {
        "called": says.title,
        "category": activity.category,
        "origin": activity.origin,
        "place": activity.place_id,
        "spot": says.spot,
        "starts": local(activity.starts, zone).isoformat(),
        "lasts": minutes if minutes in tuple(Lasts) else None,
        "capacity": activity.capacity,
        "more": says.about,
        "host": says.host,
        "cohosts": says.cohosts,
        "units": says.units,
        "whom": says.whom,
        "closes": closes,
    }
    return {name: value for name, value in found.items() if value is not None}


def origins(_tx: Tx, who: Person, _row: int | None) -> frozenset[Origin]:
    return access.origins(who)


def host_of(tx: Tx, who: Person, _row: int | None) -> str | None:
    """The place where somebody leads: the likeliest host."""
    led = next((held for held in who.roles if held.role in LEADS), None)
    place = places.get(tx, led.place_id) if led else None
    return place.name if place else None


FACTS = {
    "activities.origins": origins,
    "activities.host": host_of,
}
