"""A task as who is helped sees it: who comes, thanks, a word in confidence."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community.tasks import saying, weekly
from community.tasks.kinds import STANDING, TOOK, WORD, Answer, Skill, Source, Stage
from community.tasks.saying import WORDS_MOST
from handlers.tasks import kinds
from handlers.tasks.doing import revision
from handlers.tasks.kinds import HELPED, WEEKLY
from handlers.tasks.words import ANSWERS, SKILLS, STAGES, clock_words, when_words
from storage import offers, people, task_words, tasks
from storage.people import Person
from storage.task_words import TaskWord
from storage.tasks import Task
from storage.tx import Tx
from talk import filling
from talk.cards import NOT_FOUND, button, opener
from talk.forms import About, Ask, Form
from talk.registry import Card, FormEntry
from talk.screens import Button, Rows, Screen
from talk.several import listed
from talk.turn import Turn
from talk.words import Word, _, pgettext


class Complain(Form):
    """What was not right, in confidence."""

    name: ClassVar[str] = "tasks.complain"
    title: ClassVar[Word] = _("💬 Something to say")
    at_once: ClassVar[bool] = True
    about: ClassVar[tuple[str, str] | None] = ("tasks.helped", "task")

    task: int
    words: Annotated[
        str,
        MinLen(2),
        MaxLen(WORDS_MOST),
        Ask(
            _("What was not right?"),
            label=pgettext("task", "Words"),
            hint=_("Only the leader of the team reads it, or the community. Nobody else."),
        ),
    ]


def draw(tx: Tx, who: Person, task_id: int) -> Screen | None:
    """Who comes, for who is helped."""
    task = tasks.get(tx, task_id)
    if task is None or task.person_id != who.id:
        return None
    lines = [
        _("🧡 Help for you: {skill}", skill=SKILLS[Skill(task.skill)]),
        _("🕒 {when}", when=when_words(tx, task)),
        *_comers(tx, task),
    ]
    if not task.ended and len(lines) == 2:
        lines.append(_("We are looking for somebody; you hear as soon as we know who."))
    elif task.ended:
        lines.append(_("👉 {state}", state=STAGES[Stage(task.stage)]))
    text = "\n".join(line.to(who.language) for line in lines)
    return Screen(text, _rows(tx, who, task))


def _comers(tx: Tx, task: Task) -> list[Word]:
    lines = []
    for one in offers.to(tx, task.id, TOOK):
        name = people.name(tx, people.known(tx, one.person_id))
        state = ANSWERS[Answer(one.stage)]
        if one.stage == Answer.COMING and one.arrives:
            there = clock_words(tx, task, one.arrives)
            lines.append(_("🚶 {name} is on the way, there at {time}", name=name, time=there))
        else:
            lines.append(_("🙂 {name} · {state}", name=name, state=state))
    return lines


def _rows(tx: Tx, who: Person, task: Task) -> Rows:
    rows: Rows = ()
    if task.source == Source.WEEKLY and task.stage in STANDING:
        rows = ((_choice(who, task, _("🙅 Not this time"), "skip"),),)
    elif saying.may_say(tx, who, task):
        rows = _afterwards(tx, who, task)
    if task.source == Source.WEEKLY and task.source_id is not None:
        rows += ((opener(_("📅 The weekly chat").to(who.language), WEEKLY, task.source_id),),)
    return rows


def _afterwards(tx: Tx, who: Person, task: Task) -> Rows:
    """What can be said of it once it is done."""
    done = offers.to(tx, task.id, (Answer.DONE,))
    rows: Rows = ()
    if not any(task_words.thanked(tx, task.id, one.person_id) for one in done):
        rows = ((_choice(who, task, _("🌷 Thank you!"), "thank"),),)
    return (*rows, (_choice(who, task, _("💬 Something was not right"), "complain"),))


def _choice(who: Person, task: Task, word: Word, name: str) -> Button:
    return button(word.to(who.language), HELPED, task.id, name, task.revision)


def thank(turn: Turn, task_id: int, _extra: str) -> None:
    saying.thank(turn.tx, turn.who, task_id, turn.now)
    turn.answer(_("🌷 Told them, and their team."))
    turn.card(HELPED, task_id)


def skip(turn: Turn, task_id: int, _extra: str) -> None:
    weekly.skip(turn.tx, turn.who, task_id, turn.now)
    turn.card(HELPED, task_id)


def complain(turn: Turn, task_id: int, _extra: str) -> None:
    filling.start(turn, Complain, {"task": task_id})


def complained(turn: Turn, form: Complain) -> None:
    saying.complain(turn.tx, turn.who, form.task, form.words, turn.now)
    turn.reply(_("Thank you for saying so. It is read by the leader alone, who gets in touch."))


def about(tx: Tx, who: Person, task_id: int | None) -> About:
    """A task of which somebody may say something."""
    task = tasks.get(tx, task_id or 0)
    if task is None or not saying.may_say(tx, who, task):
        return About("", NOT_FOUND)
    return About(f"🧡 {task.number}", None)


def draw_word(tx: Tx, who: Person, word_id: int) -> Screen | None:
    """A complaint, for who deals with it."""
    word = task_words.get(tx, word_id)
    if word is None or not saying.reads(tx, who, word):
        return None
    task = tasks.known(tx, word.task_id)
    by = people.get(tx, word.by_id) if word.by_id else None
    lines = [
        _("💬 In confidence, about task {number}", number=task.number),
        _("By: {name}", name=people.name(tx, by) if by else "–"),
        _("About: {name}", name=_names(tx, word)),
        Word(task_words.words(tx, word) or "–"),
        _("Please talk with both. Nobody else reads this, and nobody is rated."),
    ]
    rows: Rows = ()
    if word.seen is None:
        seen = _("✅ I have seen to it").to(who.language)
        rows = ((button(seen, kinds.WORD, word.id, "seen", 0),),)
    else:
        lines.append(_("✅ Seen to."))
    return Screen("\n".join(line.to(who.language) for line in lines), rows)


def _names(tx: Tx, word: TaskWord) -> Word:
    """Everybody who did it."""
    did = {one.person_id for one in offers.to(tx, word.task_id, (Answer.DONE,))}
    known = (people.known(tx, one) for one in sorted({word.person_id, *did}))
    return listed(Word(people.name(tx, one)) for one in known)


def seen(turn: Turn, word_id: int, _extra: str) -> None:
    saying.see(turn.tx, turn.who, word_id, turn.now)
    turn.card(kinds.WORD, word_id)


def word_revision(tx: Tx, word_id: int) -> int | None:
    word = task_words.get(tx, word_id)
    return int(word.seen is not None) if word else None


def complainer(tx: Tx, word_id: int) -> int | None:
    word = task_words.get(tx, word_id)
    return word.by_id if word else None


CARDS = (
    Card(HELPED, "task", revision, draw, {"thank": thank, "complain": complain, "skip": skip}),
    Card(kinds.WORD, WORD, word_revision, draw_word, {"seen": seen}, about=complainer),
)
FORM = FormEntry(Complain, complained)
FACTS = {"tasks.helped": about}
