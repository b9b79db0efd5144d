"""The words for the roles, and for days."""

from datetime import datetime
from zoneinfo import ZoneInfo

from community.people import How
from community.roles import Role
from storage import places
from storage.tx import Tx
from talk.words import Word, _

SETTINGS = "settings"  # the card of one's own settings
LANGUAGE = "language"  # the card on which one chooses a language
CARE = "care"  # the card of how somebody is asked each morning
GREETINGS = _("😊 Daily greetings")
KEPT = _("Thank you. It is noted.")

ROLES: dict[Role, Word] = {
    Role.RESIDENT: _("resident"),
    Role.VOLUNTEER: _("volunteer"),
    Role.TEAM_LEADER: _("team leader"),
    Role.STATION_LEADER: _("station leader"),
    Role.STAIRWELL_HEAD: _("stairwell head"),
    Role.GRID_WORKER: _("grid worker"),
    Role.PROPERTY: _("property company"),
    Role.MATCHMAKER: _("matchmaker"),
    Role.MEDIATOR: _("mediator"),
    Role.JOB_OFFICER: _("job officer"),
    Role.BRANCH_SECRETARY: _("branch secretary"),
    Role.GROUP_LEADER: _("party group leader"),
    Role.MEMBER_HOUSEHOLD: _("member household"),
    Role.PARTNER: _("partner organisation"),
    Role.POLICE: _("community police officer"),
    Role.COMMUNITY_STAFF: _("community staff"),
    Role.SUBDISTRICT_STAFF: _("subdistrict staff"),
    Role.ADMIN: _("administrator"),
}

HOW = {
    How.ORAL: _("said so"),
    How.PAPER: _("signed a paper"),
    How.PHONE: _("said so on the telephone"),
}


def time_of(tx: Tx, at: int) -> str:
    """The date and time at the office."""
    zone = ZoneInfo(places.roots(tx)[0].zone)
    return datetime.fromtimestamp(at / 1000, zone).strftime("%Y-%m-%d %H:%M")


def day_of(tx: Tx, at: int) -> str:
    """The date at the office."""
    zone = ZoneInfo(places.roots(tx)[0].zone)
    return datetime.fromtimestamp(at / 1000, zone).strftime("%Y-%m-%d")
