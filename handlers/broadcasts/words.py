"""The words of announcements: stages, results, whom, about what."""

from community.broadcasts.kinds import Interest, Stage, State, Whom
from storage.duty_groups import CHANNEL, GROUP
from talk.words import _

NAME_MOST = 40
STAGES = {
    Stage.DRAFT: _("📝 Not sent yet"),
    Stage.ASKED: _("⏳ Waits for somebody else's approval"),
    Stage.SCHEDULED: _("🕗 Waits for its time"),
    Stage.RUNNING: _("📨 Being sent"),
    Stage.PAUSED: _("⏸ Paused"),
    Stage.DONE: _("✅ Sent"),
    Stage.CANCELLED: _("⏹ Cancelled"),
    Stage.STALE: _("⌛ Over: the time for it has passed"),
}
# Whom it has not reached, and why; what is still under way is no result.
RESULTS = {
    State.WAITING: _("Still to come"),
    State.HANDED: _("Being sent"),
    State.RESTING: _("Later: quiet hours, or three notices today already"),
    State.SENT: _("Delivered"),
    State.UNKNOWN: _("Perhaps delivered (the line broke; not sent twice)"),
    State.FAILED: _("Refused by the platform"),
    State.UNREACHABLE: _("Have blocked or left the bot"),
    State.ABSENT: _("No Telegram: please tell them otherwise"),
    State.STOPPED: _("Want no notices"),
    State.DROPPED: _("Dropped by the office"),
    State.STALE: _("Not any more: too late"),
    State.CANCELLED: _("Not any more: cancelled"),
}
# The same of groups and channels, where it sounds otherwise.
POSTED = {
    State.UNREACHABLE: _("I am not in there any more"),
    State.FAILED: _("Refused: may I write there?"),
}
KINDS = {GROUP: "👥", CHANNEL: "📢"}
CHOSEN = {True: "✅ ", False: "▫️ "}
WHOM = {
    Whom.VOLUNTEER: _("Volunteers"),
    Whom.STAIRWELL_HEAD: _("Stairwell heads"),
    Whom.GRID_WORKER: _("Grid workers"),
    Whom.PROPERTY: _("Property companies"),
    Whom.TEAM_LEADER: _("Team leaders"),
    Whom.MEDIATOR: _("Mediators"),
    Whom.MATCHMAKER: _("Matchmakers"),
    Whom.BRANCH_SECRETARY: _("Branch secretaries"),
    Whom.MEMBER_HOUSEHOLD: _("Member households"),
    Whom.PARTNER: _("Partner organisations"),
    Whom.COMMUNITY_STAFF: _("Community staff"),
}
INTERESTS = {
    Interest.CULTURE: _("🎭 Culture and recreation"),
    Interest.CLINIC: _("🩺 Health, free clinics"),
    Interest.FAMILY: _("👨‍👩‍👧 Children and family"),
    Interest.FESTIVAL: _("🏮 Festivals"),
    Interest.LEARNING: _("📚 Courses and talks"),
    Interest.JOBS: _("💼 Work"),
    Interest.VOLUNTEERING: _("🧡 Volunteering"),
}
NOBODY_APPROVES = _(
    "✋ It goes to the whole subdistrict: somebody else of the office must approve it first, and"
    " nobody is there who can. Choose one of its communities under 👥, or let a colleague of the"
    " office join: /invite."
)
EVERYBODY = _("everybody who lives there")
