"""🧡: one's own page as a volunteer; what is to be done near; hours; a rest; the way out."""

from community.jobs.hours import Hours
from community.seekers import Reach
from community.tasks import counting, leaving, offering
from community.tasks import joining as rules
from community.tasks.access import gives_out
from community.tasks.kinds import BUSY, Age, Answer, Standing
from handlers.tasks import forms, giving
from handlers.tasks.kinds import HELPING, TASK, TEAMS
from handlers.tasks.lines import line_of
from handlers.tasks.words import (
    LABEL,
    REACHES,
    WINDOWS,
    hours_words,
    skill_words,
    windows_of,
)
from storage import hours, offers, task_words, tasks, teams, volunteers
from storage.people import Person
from storage.tx import Tx
from storage.volunteers import Volunteer
from talk.cards import button, opener
from talk.registry import Card
from talk.screens import Button, Rows, Screen, bold, in_rows
from talk.several import listed
from talk.turn import Turn
from talk.words import Word, _

NEAR_MOST = 5
WELCOME = _(
    "Neighbours help neighbours: an hour of keeping company, an errand, a repair. You say what you"
    " can do and when; we ask you only then, and a no costs nothing."
)
NOT_NOW = _("We cannot take you in this time. The community gladly tells you why: ask them.")


def opened(turn: Turn) -> None:
    """Show one's own page."""
    turn.card(HELPING, turn.who.id, fresh=True)


def said(turn: Turn, _sentence: str) -> None:
    """A free sentence about helping leads there, too."""
    opened(turn)


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """What one helps with; nobody else's."""
    if who.id != person_id:
        return None
    one = volunteers.of(tx, who.id)
    stage = Standing(one.stage) if one else Standing.LEFT
    title = bold(LABEL.to(who.language))
    if one is None or stage not in (*rules.HELPING, Standing.ASKED):
        lines = [WELCOME, NOT_NOW] if stage is Standing.DECLINED else [WELCOME]
        text = title + "\n" + "\n\n".join(line.to(who.language) for line in lines)
        return Screen(text, _newcomer(who, declined=stage is Standing.DECLINED))
    text = title + "\n" + "\n".join(line.to(who.language) for line in _lines(tx, who, one))
    return Screen(text, (*_tasks(tx, who), *_choices(who, one)))


def _newcomer(who: Person, *, declined: bool) -> Rows:
    join = () if declined else ((_choice(who, 0, _("📝 Become a volunteer"), "join"),),)
    return (*join, (opener(_("👥 The teams").to(who.language), TEAMS, who.id),), *_gives(who, 0))


def _gives(who: Person, revision: int) -> Rows:
    return ((_choice(who, revision, _("📣 Ask for help"), "give"),),) if gives_out(who) else ()


def _lines(tx: Tx, who: Person, one: Volunteer) -> list[Word]:
    """What is known of somebody's help."""
    if one.stage == Standing.ASKED:
        state = _("⏳ We look it over and get in touch with you.")
        if one.age == Age.YOUNG:
            state = _("⏳ We ring up your guardian, then you hear from us.")
    elif one.stage == Standing.PAUSED:
        state = _("⏸ You are taking a rest: you are asked for nothing.")
    else:
        state = _("🔔 You are asked when something suits you. A no costs nothing.")
    confirmed, noted = hours.minutes_of(tx, who.id)
    named = [Word(team.name) for team in teams.of(tx, who.id)]
    lines = [
        state,
        skill_words(one.skills),
        listed(WINDOWS[at] for at in windows_of(Hours.read(one.hours))),
        REACHES[Reach(one.reach)],
        _("👥 {teams}", teams=listed(named)) if named else _("👥 No team yet"),
        _("⏱ {hours} confirmed", hours=hours_words(confirmed)),
    ]
    if noted:
        lines.append(_("⏳ {hours} wait to be confirmed", hours=hours_words(noted)))
    if thanks := task_words.thanks_to(tx, who.id):
        lines.append(_("🌷 Thanked {count} times", count=thanks))
    if one.skilled is not None:
        lines.append(_("🌟 You are one of the skilled helpers."))
    return lines


def _tasks(tx: Tx, who: Person) -> Rows:
    """What one has taken on, and what one is asked for."""
    found = [
        *offers.by(tx, who.id, BUSY, NEAR_MOST),
        *offers.by(tx, who.id, (Answer.OFFERED, Answer.ASKED), NEAR_MOST),
    ]
    shown = [tasks.known(tx, one.task_id) for one in found]
    return tuple((opener(line_of(tx, who, task), TASK, task.id),) for task in shown)


def _choices(who: Person, one: Volunteer) -> Rows:
    helps = one.stage != Standing.ASKED
    parts: list[tuple[Word, str]] = []
    if helps:
        parts += [(_("📍 Near me"), "near"), (_("⏱ My hours"), "hours")]
        paused = one.stage == Standing.PAUSED
        parts.append((_("▶️ Go on"), "go_on") if paused else (_("⏸ Take a rest"), "pause"))
    parts += [(_("✏️ Change it"), "join"), (_("🚪 Stop helping"), "leave")]
    rows = [_choice(who, one.revision, word, name) for word, name in parts]
    rows.insert(2 if helps else 0, opener(_("👥 The teams").to(who.language), TEAMS, who.id))
    return (*in_rows(rows, 2), *_gives(who, one.revision))


def _choice(who: Person, revision: int, word: Word, name: str) -> Button:
    return button(word.to(who.language), HELPING, who.id, name, revision)


def join(turn: Turn, _person_id: int, _extra: str) -> None:
    forms.join(turn)


def give(turn: Turn, _person_id: int, _extra: str) -> None:
    giving.start(turn)


def near(turn: Turn, person_id: int, _extra: str) -> None:
    """What is to be done within reach, the soonest first."""
    found = offering.near(turn.tx, turn.who, turn.now, NEAR_MOST)
    says = (
        _("📍 This is to be done near you:")
        if found
        else _("Nothing that suits you is to be done near you now. We ask you when there is.")
    )
    rows = [opener(line_of(turn.tx, turn.who, task), TASK, task.id) for task in found]
    turn.amend(Screen(turn.to(says), (*in_rows(rows, 1), (_back(turn, person_id),))))


def given(turn: Turn, person_id: int, extra: str) -> None:
    """The hours one has given, and the certificate."""
    if extra == "paper":
        counting.ask_certificate(turn.tx, turn.who, turn.now)
        turn.answer(_("It is being drawn and comes in a moment."))
        return
    confirmed, noted = hours.minutes_of(turn.tx, turn.who.id)
    last = hours.of(turn.tx, turn.who.id, counting.FIRST, counting.LAST)[-NEAR_MOST:]
    lines = [
        _("⏱ {hours} confirmed", hours=hours_words(confirmed)),
        _("⏳ {hours} wait to be confirmed", hours=hours_words(noted)),
        *(
            _(
                "{day} · {skill} · {hours}",
                day=one.day,
                skill=skill_words((one.skill,)),
                hours=hours_words(one.minutes),
            )
            for one in reversed(last)
        ),
    ]
    rows: Rows = ((_back(turn, person_id),),)
    if confirmed:
        paper = _choice(
            turn.who, _revision(turn.tx, person_id) or 0, _("📄 Certificate"), "hours.paper"
        )
        rows = ((paper,), *rows)
    turn.amend(Screen("\n".join(turn.to(line) for line in lines), rows))


def pause(turn: Turn, person_id: int, _extra: str) -> None:
    rules.pause(turn.tx, turn.who, turn.now, paused=True)
    turn.card(HELPING, person_id)


def go_on(turn: Turn, person_id: int, _extra: str) -> None:
    rules.pause(turn.tx, turn.who, turn.now, paused=False)
    turn.card(HELPING, person_id)


def leave(turn: Turn, person_id: int, extra: str) -> None:
    """Say what it means; leave at the second tap."""
    if extra == "yes":
        leaving.quit(turn.tx, turn.who, turn.now)
        turn.reply(
            _("You have stopped helping. Thank you for all you have done; come back any time.")
        )
        return
    yes = _choice(turn.who, _revision(turn.tx, person_id) or 0, _("🚪 Yes, stop"), "leave.yes")
    says = _(
        "What you have taken on is offered to others at once, you leave your teams and are asked"
        " for nothing more. Your hours stay on record."
    )
    turn.amend(Screen(turn.to(says), ((yes,), (_back(turn, person_id),))))


def see(turn: Turn, person_id: int, _extra: str) -> None:
    turn.card(HELPING, person_id)


def _back(turn: Turn, person_id: int) -> Button:
    return _choice(turn.who, _revision(turn.tx, person_id) or 0, _("⬅️ Back"), "see")


def _revision(tx: Tx, person_id: int) -> int | None:
    one = volunteers.of(tx, person_id)
    return one.revision if one else 0


CARD = Card(
    HELPING,
    HELPING,
    _revision,
    draw,
    {
        "join": join,
        "give": give,
        "near": near,
        "hours": given,
        "pause": pause,
        "go_on": go_on,
        "leave": leave,
        "see": see,
    },
)
