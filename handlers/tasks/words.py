"""The words for volunteers and tasks: what is to be done, when, how it stands."""

from community.jobs.hours import Hours
from community.seekers import WINDOWS as SPANS
from community.seekers import Reach, Window
from community.tasks.access import place_for
from community.tasks.fit import About, Reason
from community.tasks.kinds import Age, Agreed, Answer, Demand, Skill, Stage, Standing, Whom
from storage.moments import local
from storage.tasks import Task
from storage.tx import Tx
from talk.several import listed
from talk.times import dated, during
from talk.words import Word, _, pgettext

LABEL = _("🧡 I want to help")
SKILLS = {
    Skill.HANDS: _("💪 A pair of hands"),
    Skill.TALK: _("💬 Keeping company, a chat"),
    Skill.ERRANDS: _("🛒 Shopping and errands"),
    Skill.ESCORT: _("🏥 Going along to the doctor"),
    Skill.MENDING: _("🔧 Small repairs"),
    Skill.ELECTRICS: _("💡 Water and electricity"),
    Skill.HEALTH: _("🩺 Health, measuring blood pressure"),
    Skill.TEACHING: _("📚 Helping children learn"),
    Skill.PHONES: _("📱 Showing how a phone works"),
    Skill.LAW: _("⚖️ Questions of law"),
    Skill.ARTS: _("🎭 Music, writing, photos"),
    Skill.GREEN: _("🌱 Keeping things green and clean"),
    Skill.ORDER: _("🦺 Keeping order, patrols"),
    Skill.HAIR: _("💇 Cutting hair"),
    Skill.DRIVING: _("🚗 Driving people"),
}
WINDOWS = {
    Window.ALWAYS: _("🕛 Any time"),
    Window.DAYTIME: _("☀️ Workdays 8–18"),
    Window.MORNINGS: _("🌅 Mornings 7–12"),
    Window.AFTERNOONS: _("🌇 Afternoons 12–18"),
    Window.EVENINGS: _("🌆 Evenings 17–22"),
    Window.WEEKENDS: _("📅 Weekends"),
}
REACHES = {
    Reach.ESTATE: _("🏘 In my estate"),
    Reach.COMMUNITY: _("🚶 In my community"),
    Reach.ANYWHERE: _("🚌 Anywhere, also by bus"),
}
AGES = {
    Age.YOUNG: _("16 or 17"),
    Age.ADULT: _("18 to 69"),
    Age.SENIOR: _("70 or more"),
}
DEMANDS = {
    Demand.HEAVY: _("Carrying heavy things"),
    Demand.STAIRS: _("Climbing stairs"),
    Demand.WEATHER: _("Being outside long"),
    Demand.RISKY: _("Some risk: ladders, water, traffic"),
}
WHOMS = {
    Whom.NOBODY: _("Nobody: out of doors or in a house for all"),
    Whom.ADULT: _("An adult at home"),
    Whom.ALONE: _("Somebody old who lives alone"),
    Whom.MINOR: _("A child"),
}
STANDINGS = {
    Standing.ASKED: pgettext("volunteer", "being looked over"),
    Standing.ACTIVE: pgettext("volunteer", "helping"),
    Standing.PAUSED: pgettext("volunteer", "taking a rest"),
    Standing.DECLINED: pgettext("volunteer", "not this time"),
    Standing.LEFT: pgettext("volunteer", "left"),
}
STAGES = {
    Stage.OPEN: pgettext("task", "looking for people"),
    Stage.RUNNING: pgettext("task", "in good hands"),
    Stage.DONE: pgettext("task", "done"),
    Stage.MISSED: pgettext("task", "nobody came"),
    Stage.CANCELLED: pgettext("task", "called off"),
}
ANSWERS = {
    Answer.ASKED: pgettext("offer", "asked"),
    Answer.OFFERED: pgettext("offer", "has offered"),
    Answer.PASSED: pgettext("offer", "not this time"),
    Answer.SILENT: pgettext("offer", "no answer"),
    Answer.CHOSEN: pgettext("offer", "will come"),
    Answer.COMING: pgettext("offer", "on the way"),
    Answer.DONE: pgettext("offer", "has done it"),
    Answer.DROPPED: pgettext("offer", "cannot come"),
    Answer.OVER: pgettext("offer", "not needed"),
}
AGREEMENTS = {
    Agreed.ASKED: pgettext("weekly", "asked"),
    Agreed.STANDING: pgettext("weekly", "agreed"),
    Agreed.ENDED: pgettext("weekly", "over"),
}
PLACES = {
    "estate": _("same estate"),
    "community": _("same community"),
    "beyond": _("farther away"),
}
HAS = {"any": _("no skill needed"), "has": _("has the skill"), "lacks": _("without the skill")}


def windows_of(hours: Hours) -> list[Window]:
    """The windows that lie wholly in somebody's hours."""
    if hours.shared(SPANS[Window.ALWAYS]) == SPANS[Window.ALWAYS].week:
        return [Window.ALWAYS]
    return [at for at in WINDOWS if hours.shared(SPANS[at]) == SPANS[at].week]


def skill_words(skills: tuple[str, ...]) -> Word:
    """Several skills as a list."""
    return listed(SKILLS[Skill(one)] for one in skills or (Skill.HANDS,))


def when_words(tx: Tx, task: Task) -> Word:
    """From when to when, by the clocks of the place."""
    zone = place_for(tx, task.place_id).zone
    return during(local(task.starts, zone), local(task.ends, zone))


def clock_words(tx: Tx, task: Task, at: int) -> Word:
    """A time of the day there, with the day where it is not the task's own."""
    zone = place_for(tx, task.place_id).zone
    moment, begins = local(at, zone), local(task.starts, zone)
    time = f"{moment:%H:%M}"
    if moment.date() == begins.date():
        return Word(time)
    return _("{day} {time}", day=dated(moment.date()), time=time)


def hours_words(minutes: int) -> Word:
    """Minutes as hours."""
    return _("{hours} h", hours=f"{minutes / 60:.1f}".removesuffix(".0"))


def reasons_words(reasons: tuple[Reason, ...]) -> Word:
    """Why somebody comes first: place, skill, load, turn."""
    return listed(_reason(reason) for reason in reasons)


def _reason(reason: Reason) -> Word:
    match reason.about:
        case About.PLACE:
            return PLACES[reason.detail]
        case About.SKILL:
            return HAS[reason.detail]
        case About.LOAD:
            return _("{count} tasks in 30 days", count=reason.detail)
        case About.TURN:
            if reason.detail == "first":
                return _("the first task")
            return _("last one {days} days ago", days=reason.detail)
