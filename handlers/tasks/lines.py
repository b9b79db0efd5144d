"""A task in one line, and what all its cards say of it."""

from collections.abc import Iterator

from community.tasks.access import coarse
from community.tasks.kinds import BUSY, TOOK, Demand, Skill, Source
from handlers.tasks.feasts import occasion
from handlers.tasks.words import DEMANDS, SKILLS, when_words
from storage import offers, tasks
from storage.people import Person
from storage.tasks import Task
from storage.tx import Tx
from talk.screens import clip
from talk.several import listed
from talk.words import Word, _

LINE_MOST = 32


def line_of(tx: Tx, who: Person, task: Task) -> str:
    """What is to be done, in a button."""
    what = tasks.said(tx, task).what
    words = what or SKILLS[Skill(task.skill)].to(who.language)
    return clip(
        f"{SKILLS[Skill(task.skill)].to(who.language).split(' ')[0]} {words}", LINE_MOST
    ).plain


def about_words(tx: Tx, task: Task) -> Iterator[Word]:
    """What everybody may know who is asked: no name, no number, no door."""
    said = tasks.said(tx, task)
    if said.what:
        yield Word(said.what)
    if task.source == Source.FEAST:
        yield occasion(tx, task)
    yield _("📍 {place} (roughly)", place=coarse(tx, task))
    yield _("🕒 {when}", when=when_words(tx, task))
    busy = len(offers.to(tx, task.id, TOOK))
    if task.hands > 1:
        yield _("👥 {hands} wanted, {busy} found", hands=task.hands, busy=busy)
    if task.by_phone:
        yield _("☎️ By telephone: nobody has to go anywhere.")
    if task.demands:
        yield _("⚠️ {demands}", demands=listed(DEMANDS[Demand(one)] for one in sorted(task.demands)))
    if task.pair:
        yield _("👫 You go there in twos, as always the first time.")


def people_on_it(tx: Tx, task: Task) -> int:
    """How many do it now."""
    return len(offers.to(tx, task.id, BUSY))
