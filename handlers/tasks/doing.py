"""A task as who is asked for it sees it: 我来, 这次不行, 出发了, 办完了, 去不了了."""

from community.tasks import doing as rules
from community.tasks import offering, weekly
from community.tasks.access import exact
from community.tasks.kinds import BUSY, STANDING, Answer, Skill, Stage
from handlers.tasks import finishing
from handlers.tasks.kinds import TASK
from handlers.tasks.lines import about_words, people_on_it
from handlers.tasks.weekly import start as propose
from handlers.tasks.words import SKILLS, STAGES, clock_words
from storage import offers, tasks
from storage.offers import Offer
from storage.people import Person
from storage.tasks import Task
from storage.tx import Tx
from talk.cards import button
from talk.registry import Card
from talk.screens import Button, Rows, Screen, in_rows
from talk.turn import Turn
from talk.words import Word, _, pgettext

ARRIVALS = (10, 20, 30, 60)  # minutes until somebody is there


def draw(tx: Tx, who: Person, task_id: int) -> Screen | None:
    """The task for who was asked or could do it; door and number only while they do it."""
    task = tasks.get(tx, task_id)
    if task is None or not offering.sees(tx, who, task):
        return None
    own = offers.of(tx, task.id, who.id)
    lines = [
        _("🧡 {number} · {skill}", number=task.number, skill=SKILLS[Skill(task.skill)]),
        *about_words(tx, task),
        *(_door(tx, task) if offering.address_open(tx, who, task) else ()),
        Word(""),
        _state(tx, task, own),
    ]
    rows = _rows(tx, who, task, own)
    if weekly.may_propose(tx, who, task):
        rows += ((_choice(who, task, _("📅 Agree on a time each week"), "weekly"),),)
    return Screen("\n".join(line.to(who.language) for line in lines), rows)


def _door(tx: Tx, task: Task) -> list[Word]:
    """Where exactly and whom to ring: for who does it, while it runs."""
    said = tasks.said(tx, task)
    where = " ".join(part for part in (exact(tx, task), said.address) if part)
    lines = [] if task.by_phone else [_("🏠 {where}", where=where)]
    if said.helped:
        lines.append(_("🙂 {name}", name=said.helped))
    if said.phone:
        lines.append(_("📞 {phone}", phone=said.phone))
    return lines


def _state(tx: Tx, task: Task, own: Offer | None) -> Word:
    answer = Answer(own.stage) if own else None
    if answer in BUSY and task.stage in STANDING:
        return _busy(tx, task, own)
    if answer is Answer.DONE:
        return _("🌷 You have done it. Thank you!")
    if task.stage != Stage.OPEN:
        return _("👉 {state}", state=STAGES[Stage(task.stage)])
    if answer is Answer.OFFERED:
        return _(
            "🙋 You have offered. By {time} it is chosen: by place, skill, who has had less to do"
            " and whose turn it is. Either way you hear it.",
            time=clock_words(tx, task, task.choosing or task.starts),
        )
    if task.urgent:
        return _("⏰ It is urgent: who taps first goes.")
    if task.choosing is None:
        return _("If you have time, tap “I come”: who taps first goes.")
    if answer in (Answer.ASKED, Answer.SILENT):
        return _("If you have time, tap “I come”. If not, that is all right.")
    if answer is None:
        return _("If you have time, tap “I come”.")
    return _("If you can come after all, tap “I come”.")


def _busy(tx: Tx, task: Task, own: Offer | None) -> Word:
    if task.pair and people_on_it(tx, task) < 2:
        return _("👫 It is you! The door follows as soon as the second one is found.")
    if own is not None and own.stage == Answer.COMING:
        there = clock_words(tx, task, own.arrives or task.starts)
        return _("🚶 You are on your way, there at {time}.", time=there)
    if task.by_phone:
        return _("🧡 It is you! Please ring them up, and tap below when it is done.")
    if offering.early(tx, task):
        return _(
            "🧡 It is you! You are reminded two hours before, and can say then that you set out."
        )
    return _("🧡 It is you! Tap below when you set out, and when it is done.")


def _rows(tx: Tx, who: Person, task: Task, own: Offer | None) -> Rows:
    answer = Answer(own.stage) if own else None
    if answer in BUSY and task.stage in STANDING:
        cannot = (_choice(who, task, pgettext("task", "I cannot come"), "drop"),)
        if task.pair and people_on_it(tx, task) < 2:
            return (cannot,)
        out = (
            ()
            if task.by_phone or answer is Answer.COMING or offering.early(tx, task)
            else ((pgettext("task", "I set out"), "go"),)
        )
        done = (pgettext("task", "Done"), "done")
        return (*((_choice(who, task, *each),) for each in (*out, done)), cannot)
    if task.stage != Stage.OPEN or answer is Answer.DONE:
        return ()
    come, no = (
        _choice(who, task, pgettext("task", "I come"), "come"),
        _choice(who, task, pgettext("task", "Not this time"), "no"),
    )
    if answer is Answer.OFFERED:
        return ((no,),)
    return ((come,),) if answer in (None, Answer.PASSED, Answer.DROPPED) else ((come,), (no,))


def _choice(who: Person, task: Task, word: Word, name: str) -> Button:
    return button(word.to(who.language), TASK, task.id, name)


def come(turn: Turn, task_id: int, _extra: str) -> None:
    rules_task = offering.offer(turn.tx, turn.who, task_id, turn.now)
    own = offers.of(turn.tx, task_id, turn.who.id)
    if own is not None and own.stage == Answer.OFFERED:
        turn.answer(_("Thank you! You hear by {time}.", time=_by(turn, rules_task)))
    turn.card(TASK, task_id)


def _by(turn: Turn, task: Task) -> Word:
    return clock_words(turn.tx, task, task.choosing or task.starts)


def no(turn: Turn, task_id: int, _extra: str) -> None:
    offering.decline(turn.tx, turn.who, task_id, turn.now)
    turn.answer(_("That is all right. Until next time!"))
    turn.card(TASK, task_id)


def go(turn: Turn, task_id: int, extra: str) -> None:
    """Ask when they will be there; say so at the second tap."""
    if extra.isdecimal() and int(extra) in ARRIVALS:
        rules.go(turn.tx, turn.who, task_id, int(extra), turn.now)
        turn.card(TASK, task_id)
        return
    task = tasks.known(turn.tx, task_id)
    rows = [
        _choice(turn.who, task, _("in {minutes} minutes", minutes=one), f"go.{one}")
        for one in ARRIVALS
    ]
    back = _choice(turn.who, task, _("⬅️ Back"), "see")
    _ask(turn, task_id, Screen(turn.to(_("When will you be there?")), (*in_rows(rows, 2), (back,))))


def _ask(turn: Turn, task_id: int, screen: Screen) -> None:
    """Put a question in the card's place; its buttons count while the card stands as it did."""
    seen = turn.registry.cards[TASK].seen(turn.tx, turn.who, task_id)
    turn.amend(screen.at(seen[1] if seen else 0))


def drop(turn: Turn, task_id: int, extra: str) -> None:
    """Ask once, because others count on it; offer it again at the second tap."""
    if extra == "yes":
        rules.drop(turn.tx, turn.who, task_id, turn.now)
        turn.answer(_("Thank you for saying so. Others are asked at once."))
        turn.card(TASK, task_id)
        return
    task = tasks.known(turn.tx, task_id)
    yes = _choice(turn.who, task, _("😔 Yes, somebody else please"), "drop.yes")
    back = _choice(turn.who, task, _("⬅️ Back"), "see")
    _ask(turn, task_id, Screen(turn.to(_("Shall others be asked at once?")), ((yes,), (back,))))


def see(turn: Turn, task_id: int, _extra: str) -> None:
    turn.card(TASK, task_id)


def revision(tx: Tx, task_id: int) -> int | None:
    task = tasks.get(tx, task_id)
    return task.revision if task else None


def helped(tx: Tx, task_id: int) -> int | None:
    """Whose data a card of the task may show."""
    task = tasks.get(tx, task_id)
    return task.person_id if task else None


CARD = Card(
    TASK,
    "task",
    None,  # what others say to it voids nobody's answer
    draw,
    {
        "come": come,
        "no": no,
        "go": go,
        "done": finishing.start,
        "drop": drop,
        "see": see,
        "weekly": propose,
    },
    about=helped,
)
