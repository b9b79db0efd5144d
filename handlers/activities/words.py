"""What is said of activities: kinds, stages, days, an activity in a line and in full."""

from datetime import date

from community.activities import line
from community.activities.access import place_of
from community.activities.kinds import Category, Coming, Liked, Origin, Stage
from community.activities.repeating import Every, Festival, lunar
from community.places import Kind
from storage import activities, places
from storage.activities import Activity
from storage.moments import local
from storage.people import Person
from storage.tx import Tx
from talk.screens import clip
from talk.times import WEEKDAYS, dated, during
from talk.words import Word, _, pgettext

LABEL = _("🎉 Activities")
LINE_MOST = 30
CATEGORIES: dict[str, Word] = {
    Category.CULTURE: pgettext("activity", "Culture and recreation"),
    Category.CLINIC: pgettext("activity", "Free clinic"),
    Category.FAMILY: pgettext("activity", "Family education"),
    Category.FESTIVAL: pgettext("activity", "Festival"),
    Category.LEARNING: pgettext("activity", "Talk or class"),
    Category.SERVICE: pgettext("activity", "Handy services"),
    Category.OTHER: pgettext("activity", "Other"),
}
ORIGINS: dict[str, Word] = {
    Origin.TEAM: _("Volunteer team"),
    Origin.JOINT: _("Five parties (theme activity)"),
    Origin.COMMUNITY: _("The community itself"),
}
STAGES: dict[str, Word] = {
    Stage.DRAFT: pgettext("activity", "Draft, only its hosts see it"),
    Stage.PUBLISHED: pgettext("activity", "Published"),
    Stage.CANCELLED: pgettext("activity", "Cancelled"),
    Stage.HELD: pgettext("activity", "Held"),
}
COMING: dict[str, Word] = {
    Coming.IN: _("Signed up"),
    Coming.WAITING: _("In the line"),
    Coming.OFFERED: _("Place offered"),
    Coming.OUT: _("Signed off"),
    Coming.ATTENDED: _("Came"),
    Coming.MISSED: _("Did not come"),
}
LIKED: dict[str, Word] = {
    Liked.GOOD: _("👍 Very good"),
    Liked.FAIR: _("🙂 All right"),
    Liked.POOR: _("👎 Not so good"),
}
FESTIVALS: dict[str, Word] = {
    Festival.SPRING: _("Couplets for the Spring Festival"),
    Festival.LANTERNS: _("Lantern Festival"),
    Festival.WOMEN: _("Women's Day"),
    Festival.MOTHERS: _("Mother's Day"),
    Festival.CHILDREN: _("Children's Day"),
    Festival.DRAGON_BOATS: _("Dragon Boat Festival"),
    Festival.PARTY: _("First of July"),
    Festival.MID_AUTUMN: _("Mid-Autumn Festival"),
    Festival.ELDERS: _("Double Ninth, the day of the elderly"),
    Festival.LABA: _("Laba porridge"),
}


def every_word(day: date, every: Every) -> Word:
    """When an activity of that day would be held again."""
    weekday, nth = WEEKDAYS[day.weekday()], (day.day - 1) // 7 + 1
    match every:
        case Every.WEEK:
            return _("Every week, {weekday}", weekday=weekday)
        case Every.FORTNIGHT:
            return _("Every two weeks, {weekday}", weekday=weekday)
        case Every.MONTH if nth < 5:
            return _("Every month, {weekday} no. {nth}", weekday=weekday, nth=nth)
        case Every.MONTH:
            return _("Every month, the last {weekday}", weekday=weekday)
        case Every.YEAR:
            return _("Every year, {month}/{day}", month=day.month, day=day.day)
        case Every.WEEKDAY if nth < 5:
            return _(
                "Every year in month {month}, {weekday} no. {nth}",
                month=day.month,
                weekday=weekday,
                nth=nth,
            )
        case Every.WEEKDAY:
            last = _("the last {weekday}", weekday=weekday)
            return _("Every year in month {month}, {last}", month=day.month, last=last)
        case Every.LUNAR:
            month, of_month = lunar(day)
            return _("Every lunar year, month {month}, day {day}", month=month, day=of_month)


def when(tx: Tx, activity: Activity) -> Word:
    """The day and the hours, as the clocks of its place have them."""
    zone = place_of(tx, activity).zone
    return during(local(activity.starts, zone), local(activity.ends, zone))


def moment_words(tx: Tx, activity: Activity, at: int) -> Word:
    moment = local(at, place_of(tx, activity).zone)
    return _("{day} {time}", day=dated(moment.date()), time=f"{moment:%H:%M}")


def left(tx: Tx, activity: Activity) -> list[Word]:
    """How many places there are still, where they are counted."""
    room = line.free(tx, activity)
    if room is None:
        return []
    if room > 0:
        return [_("🎟 Places left: {free}", free=room)]
    return [_("🎟 Full; you can wait in line")]


def where(tx: Tx, activity: Activity) -> str:
    """The nearest place of the tree by its own name, and the spot there."""
    place = place_of(tx, activity)
    named = [at for at in places.upwards(tx, place) if at.kind != Kind.SUBDISTRICT]
    spot = activities.words(tx, activity).spot
    return " ".join([*(at.name for at in named[-2:]), spot])


def short_day(tx: Tx, activity: Activity) -> str:
    starts = local(activity.starts, place_of(tx, activity).zone)
    return f"{starts.month}/{starts.day}"


def line_of(tx: Tx, activity: Activity) -> str:
    """Its day and its title, as a button has room for them."""
    title = activities.words(tx, activity).title
    return clip(f"{short_day(tx, activity)} {title}", LINE_MOST).plain


def facts(tx: Tx, who: Person, activity: Activity) -> list[str]:
    """Everything that everybody may read of it, a line each; who comes is not said."""
    says = activities.words(tx, activity)
    lines = [
        _("🕒 {when}", when=when(tx, activity)),
        _("📍 {place}", place=where(tx, activity)),
        _("🏠 Held by: {host}", host=says.host),
    ]
    if says.cohosts:
        lines.append(_("🤝 Together with: {hosts}", hosts=says.cohosts))
    if says.units:
        lines.append(_("🚩 Members of: {units}", units=says.units))
    if says.whom:
        lines.append(_("👥 For: {whom}", whom=says.whom))
    lines.append(_("🏷 {category}", category=CATEGORIES[activity.category]))
    if activity.closes is not None:
        closes = moment_words(tx, activity, activity.closes)
        lines.append(_("✍️ Sign up until {when}", when=closes))
    said = [line.to(who.language) for line in lines]
    return [*said, "", says.about] if says.about else said
