"""An activity as a file for calendars (RFC 5545)."""

from datetime import timedelta

from icalendar import Alarm, Calendar, Event

from community.activities.access import place_of
from handlers.activities.words import where
from storage import activities
from storage.activities import Activity
from storage.ids import short
from storage.moments import local
from storage.tx import Tx

REMINDED = timedelta(hours=-2)


def written(tx: Tx, activity: Activity, now: int) -> str:
    """The file, with its own reminder; who comes is not in it."""
    says, zone = activities.words(tx, activity), place_of(tx, activity).zone
    event = Event()
    event.add("uid", f"{short(activity.id)}@linli")
    event.add("sequence", activity.revision)
    event.add("dtstamp", local(now, "UTC"))
    event.add("dtstart", local(activity.starts, "UTC"))
    event.add("dtend", local(activity.ends, "UTC"))
    event.add("summary", says.title)
    event.add("location", where(tx, activity))
    if says.about:
        event.add("description", says.about)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", says.title)
    alarm.add("trigger", REMINDED)
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Linli//Activities//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-timezone", zone)
    calendar.add_component(event)
    return bytes(calendar.to_ical()).decode()
