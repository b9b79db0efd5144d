"""What volunteers, leaders, staff and who is helped are told, and how."""

from collections.abc import Callable

from community.tasks.kinds import Skill
from handlers.tasks import weekly
from handlers.tasks.helped import complainer
from handlers.tasks.kinds import FEAST, HELPED, KEEP, TASK, VOLUNTEER, WEEKLY, WORD
from handlers.tasks.words import SKILLS, hours_words
from storage import hours, people, tasks, teams, volunteers
from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk.registry import Notice
from talk.screens import Screen
from talk.words import Word, _

Draw = Callable[[Tx, Person, Tell], Screen | None]


def _says(word: Word) -> Draw:
    """The same sentence whatever it is about."""
    return lambda _tx, reader, _tell: Screen(word.to(reader.language))


def _numbered(word: Callable[[str, Word], Word]) -> Draw:
    """A sentence with the number and the skill of the task."""

    def draw(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
        task = tasks.get(tx, tell.subject)
        if task is None:
            return None
        return Screen(word(task.number, SKILLS[Skill(task.skill)]).to(reader.language))

    return draw


def dropped(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    who = people.get(tx, int(tell.facts["who"]))
    name = people.name(tx, who) if who else "–"
    says = _("😔 {name} cannot come; others are asked at once.", name=name)
    return Screen(says.to(reader.language))


def unreached(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    who = people.get(tx, int(tell.facts["who"]))
    if who is None:
        return None
    says = _(
        "📵 Messages do not reach {name} any more. Please ring them up: {phone}",
        name=people.name(tx, who),
        phone=people.phone(tx, who) or "–",
    )
    return Screen(says.to(reader.language))


def reached(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    who = people.get(tx, int(tell.facts["who"]))
    if who is None:
        return None
    says = _("📶 Messages reach {name} again.", name=people.name(tx, who))
    return Screen(says.to(reader.language))


def joined(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    who, team = people.get(tx, int(tell.facts["who"])), teams.get(tx, tell.subject)
    if who is None or team is None:
        return None
    says = _("🙂 {name} has joined {team}.", name=people.name(tx, who), team=team.name)
    return Screen(says.to(reader.language))


def leading(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    team = teams.get(tx, tell.subject)
    if team is None:
        return None
    says = _(
        "⭐ You lead {team} from now on. 🧡, then 📣, asks its members for help.", team=team.name
    )
    return Screen(says.to(reader.language))


def leads_station(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    station = teams.station(tx, tell.subject)
    if station is None:
        return None
    says = _(
        "⭐ You lead the station {station} from now on. 🧡, then 👥, shows its teams: you can add"
        " one and name who leads it.",
        station=station.name,
    )
    return Screen(says.to(reader.language))


def confirmed(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    given = hours.get(tx, tell.subject)
    if given is None:
        return None
    says = _(
        "⏱ Confirmed: {hours} on {day}. Thank you!",
        hours=hours_words(given.minutes),
        day=given.day,
    )
    return Screen(says.to(reader.language))


def declined(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    if volunteers.get(tx, tell.subject) is None:
        return None
    says = _(
        "Thank you for wanting to help. It does not fit this time; the community tells you why."
    )
    return Screen(says.to(reader.language))


ACCEPTED = _(
    "🧡 Welcome among the volunteers! When somebody needs you, we ask. A no costs nothing."
)
NOTICES = {
    "tasks.wanted": Notice(Rank.REMINDER, None, TASK),
    "tasks.urgent": Notice(Rank.TASK, None, TASK),
    "tasks.again": Notice(Rank.TASK, _says(_("🔁 Somebody is needed once more:")), TASK),
    "tasks.chosen": Notice(Rank.REPLY, None, TASK),
    "tasks.others": Notice(
        Rank.REPLY,
        _numbered(
            lambda number, skill: _(
                "🌷 {number} {skill}: others go this time. Thank you for offering!",
                number=number,
                skill=skill,
            )
        ),
    ),
    "tasks.called_off": Notice(
        Rank.REPLY,
        _numbered(
            lambda number, skill: _(
                "✖️ {number} {skill} is called off: nobody has to go. Thank you!",
                number=number,
                skill=skill,
            )
        ),
    ),
    "tasks.too_few": Notice(
        Rank.REPLY,
        _numbered(
            lambda number, skill: _(
                "🌷 {number} {skill}: too few could come, so nobody goes this time. Thank you for"
                " being ready!",
                number=number,
                skill=skill,
            )
        ),
    ),
    "tasks.before": Notice(Rank.TASK, _says(_("⏰ In two hours:")), TASK),
    "tasks.after": Notice(Rank.TASK, _says(_("Is it done? If so, please tap “Done”.")), TASK),
    "tasks.filled": Notice(Rank.TASK, _says(_("✅ All are found:")), KEEP),
    "tasks.nobody": Notice(Rank.TASK, _says(_("⚠️ Too few have come forward yet:")), KEEP),
    "tasks.missed": Notice(Rank.TASK, _says(_("⚠️ Its time is over and nobody has come:")), KEEP),
    "tasks.dropped": Notice(Rank.TASK, dropped, KEEP),
    "tasks.unreached": Notice(Rank.TASK, unreached, KEEP),
    "tasks.reached": Notice(Rank.TASK, reached, KEEP),
    "tasks.done": Notice(Rank.TASK, _says(_("✅ It is done:")), KEEP),
    "tasks.unsaid": Notice(Rank.TASK, _says(_("❔ Nobody has said yet that it is done:")), KEEP),
    "tasks.lost": Notice(
        Rank.TASK,
        _says(_("❔ For days nobody has said that it is done. It is closed; please ask them:")),
        KEEP,
    ),
    "tasks.moved": Notice(Rank.REPLY, _says(_("🕒 The time is another one now:")), TASK),
    "tasks.comes_not": Notice(
        Rank.REPLY,
        _says(_("✖️ Nobody comes this time: it was called off. Still need it? Tell us under 🙋.")),
        HELPED,
    ),
    "tasks.coming": Notice(Rank.REPLY, None, HELPED),
    "tasks.thank": Notice(Rank.REPLY, None, HELPED),
    "tasks.sorry": Notice(
        Rank.REPLY,
        _says(
            _("🧡 We found nobody for you in time, and we are sorry. The community knows of it.")
        ),
    ),
    "tasks.thanked": Notice(
        Rank.NOTICE,
        _numbered(
            lambda number, skill: _(
                "🌷 Somebody says thank you for {number} {skill}!", number=number, skill=skill
            )
        ),
    ),
    "tasks.weekly_asked": Notice(Rank.REPLY, None, WEEKLY),
    "tasks.weekly_noted": Notice(
        Rank.TASK,
        _says(_("💬 A volunteer has noted that somebody without Telegram wants this:")),
        WEEKLY,
        about=weekly.about,
    ),
    "tasks.weekly_stands": Notice(
        Rank.REPLY, _says(_("🙂 They say yes. You are reminded each week:")), WEEKLY
    ),
    "tasks.weekly_comes": Notice(Rank.REPLY, _says(_("💬 As each week:")), HELPED),
    "tasks.weekly_freed": Notice(
        Rank.TASK,
        _says(_("😔 Who rang up each week cannot any more; from now on the team is asked:")),
        WEEKLY,
        about=weekly.about,
    ),
    "tasks.weekly_stuck": Notice(Rank.TASK, weekly.stuck, about=weekly.about),
    "tasks.weekly_ended": Notice(Rank.REPLY, weekly.ended),
    "tasks.feast": Notice(Rank.TASK, None, FEAST),
    "tasks.complaint": Notice(Rank.TASK, None, WORD, about=complainer),
    "tasks.volunteer_waits": Notice(Rank.TASK, None, VOLUNTEER),
    "tasks.accepted": Notice(Rank.REPLY, _says(ACCEPTED)),
    "tasks.declined": Notice(Rank.REPLY, declined),
    "tasks.leading": Notice(Rank.REPLY, leading, menu=True),
    "tasks.leads_station": Notice(Rank.REPLY, leads_station, menu=True),
    "tasks.joined": Notice(Rank.NOTICE, joined),
    "tasks.confirmed": Notice(Rank.NOTICE, confirmed),
}
