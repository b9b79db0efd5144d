"""A task as who sees to it sees it: who was asked, who has offered and why, who does it."""

from datetime import datetime
from typing import Annotated, ClassVar

from community.tasks import asking, ending, offering, saying
from community.tasks.access import exact, keeps
from community.tasks.fit import Weighed
from community.tasks.kinds import TOOK, Answer, Skill, Stage
from handlers.tasks.doing import helped, revision
from handlers.tasks.kinds import KEEP
from handlers.tasks.lines import about_words, line_of
from handlers.tasks.words import ANSWERS, SKILLS, STAGES, clock_words, reasons_words
from storage import albums, offers, people, task_words, tasks
from storage.ids import from_short, short
from storage.people import Person
from storage.tasks import Task
from storage.tx import Tx
from talk import filling
from talk.cards import NOT_FOUND, button
from talk.forms import About, Form, PickTime
from talk.registry import Card, FormEntry
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

NAMED_MOST = 5


class Again(Form):
    """Another time for a task."""

    name: ClassVar[str] = "tasks.again"
    title: ClassVar[Word] = _("🔁 Ask again")
    at_once: ClassVar[bool] = True
    about: ClassVar[tuple[str, str] | None] = ("tasks.kept", "task")

    task: int
    starts: Annotated[datetime, PickTime(_("When does it begin?"), label=_("Begins"), past=False)]


def draw(tx: Tx, who: Person, task_id: int) -> Screen | None:
    """Everything about a task, for who sees to it."""
    task = tasks.get(tx, task_id)
    if task is None or not keeps(tx, who, task):
        return None
    lines = [
        _("📣 {number} · {skill}", number=task.number, skill=SKILLS[Skill(task.skill)]),
        *about_words(tx, task),
        *_whose(tx, task),
        Word(""),
        _("👉 {state}", state=STAGES[Stage(task.stage)]),
        *_asked(tx, task),
        *_doing(tx, task),
    ]
    found = asking.offered(tx, task, task.choosing or task.starts)[:NAMED_MOST]
    if found:
        lines += [Word(""), _("🙋 Who has offered, the fairest choice first:")]
        lines += [_offered(tx, one) for one in found]
    text = "\n".join(line.to(who.language) for line in lines)
    return Screen(text, _rows(tx, who, task, found))


def _whose(tx: Tx, task: Task) -> list[Word]:
    said = tasks.said(tx, task)
    parts = (exact(tx, task), said.address, said.helped, said.phone)
    return [_("🏠 {where}", where=" ".join(part for part in parts if part))]


def _asked(tx: Tx, task: Task) -> list[Word]:
    if task.stage != Stage.OPEN:
        return []
    count = len(offers.to(tx, task.id, (Answer.ASKED,)))
    lines = [_("📨 {count} asked have not answered yet", count=count)]
    if task.choosing is not None:
        at = clock_words(tx, task, task.choosing)
        lines.append(_("⚖️ Chosen at {time}, if you name nobody before", time=at))
    return lines


def _doing(tx: Tx, task: Task) -> list[Word]:
    lines = []
    for one in offers.to(tx, task.id, TOOK):
        person = people.known(tx, one.person_id)
        line = _(
            "🧡 {name} {phone} · {state}",
            name=people.name(tx, person),
            phone=people.phone(tx, person) or "",
            state=ANSWERS[Answer(one.stage)],
        )
        lines.append(line)
        if note := offers.note(tx, one):
            lines.append(_("💬 {note}", note=note))
    return lines


def _offered(tx: Tx, one: Weighed) -> Word:
    name = people.name(tx, people.known(tx, one.helper.person_id))
    return _("{name}: {reasons}", name=name, reasons=reasons_words(one.reasons))


def _rows(tx: Tx, who: Person, task: Task, found: list[Weighed]) -> Rows:
    rows: Rows = ()
    if task.stage == Stage.OPEN:
        rows = tuple((_names(tx, who, task, one),) for one in found)
    if task.stage in (Stage.OPEN, Stage.MISSED):
        rows += ((_choice(who, task, _("🔁 Ask again for another time"), "again"),),)
    if task.stage in (Stage.OPEN, Stage.RUNNING, Stage.MISSED):
        rows += ((_choice(who, task, _("✖️ Call it off"), "cancel"),),)
    if count := len(albums.OF_TASKS.of(tx, task.id)):
        rows += ((_choice(who, task, _("📷 Photos ({count})", count=count), "photos"),),)
    thanked = [word for word in offers.to(tx, task.id, (Answer.DONE,)) if _thanked(tx, task, word)]
    if task.stage == Stage.DONE and not thanked and saying.may_say(tx, who, task):
        rows += ((_choice(who, task, _("🌷 Say thank you"), "thank"),),)
    return rows


def _thanked(tx: Tx, task: Task, offer: offers.Offer) -> bool:
    return task_words.thanked(tx, task.id, offer.person_id)


def _names(tx: Tx, who: Person, task: Task, one: Weighed) -> Button:
    name = people.name(tx, people.known(tx, one.helper.person_id))
    choice = f"name.{short(one.helper.person_id)}"
    return button(
        _("👉 {name} goes", name=name).to(who.language), KEEP, task.id, choice, task.revision
    )


def _choice(who: Person, task: Task, word: Word, name: str) -> Button:
    return button(word.to(who.language), KEEP, task.id, name, task.revision)


def name(turn: Turn, task_id: int, extra: str) -> None:
    offering.name(turn.tx, turn.who, task_id, from_short(extra) or 0, turn.now)
    turn.card(KEEP, task_id)


def again(turn: Turn, task_id: int, _extra: str) -> None:
    filling.start(turn, Again, {"task": task_id})


def asked_again(turn: Turn, form: Again) -> None:
    starts = int(form.starts.timestamp() * 1000)
    ending.again(turn.tx, turn.who, form.task, starts, turn.now)
    turn.card(KEEP, form.task)


def cancel(turn: Turn, task_id: int, extra: str) -> None:
    """Ask once, because people may be on their way."""
    if extra == "yes":
        ending.cancel(turn.tx, turn.who, task_id, turn.now)
        turn.card(KEEP, task_id)
        return
    task = tasks.known(turn.tx, task_id)
    yes = _choice(turn.who, task, _("✖️ Yes, call it off"), "cancel.yes")
    back = _choice(turn.who, task, _("⬅️ Back"), "see")
    says = _("Call it off? Who does it or has offered hears so at once.")
    turn.amend(Screen(turn.to(says), ((yes,), (back,))))


def thank(turn: Turn, task_id: int, _extra: str) -> None:
    saying.thank(turn.tx, turn.who, task_id, turn.now)
    turn.answer(_("🌷 Told them, and their team."))
    turn.card(KEEP, task_id)


def photos(turn: Turn, task_id: int, _extra: str) -> None:
    """Send what was photographed, for who sees to it."""
    turn.reads(helped(turn.tx, task_id), "media")
    turn.attached(albums.OF_TASKS.of(turn.tx, task_id))


def see(turn: Turn, task_id: int, _extra: str) -> None:
    turn.card(KEEP, task_id)


def kept(tx: Tx, who: Person, task_id: int | None) -> About:
    """A task that somebody sees to."""
    task = tasks.get(tx, task_id or 0)
    if task is None or not keeps(tx, who, task):
        return About("", NOT_FOUND)
    over = task.stage not in (Stage.OPEN, Stage.MISSED)
    return About(line_of(tx, who, task), _("It is not looked for any more.") if over else None)


CARD = Card(
    KEEP,
    "task",
    revision,
    draw,
    {"name": name, "again": again, "cancel": cancel, "thank": thank, "photos": photos, "see": see},
    about=helped,
)
FORM = FormEntry(Again, asked_again)
FACTS = {"tasks.kept": kept}
