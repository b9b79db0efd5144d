"""What reports lay on the desk."""

from collections.abc import Callable, Sequence

from community.cases import Stage
from community.issues import heaps as rules
from community.roles import is_staff
from handlers.issues.kinds import DESK
from handlers.issues.lines import name_of
from handlers.issues.words import STAFF_STAGES, word_of
from storage import cases, categories
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx
from talk.desk import Desk, Heap, Pile, Sieve, anybody
from talk.screens import clip

STORY_MOST = 16
Rule = Callable[[Tx, Person, str, str | None, int], list[Case]]


def line(tx: Tx, who: Person, case_id: int) -> str:
    """A report in a line: its number, how it begins, how it stands, in whose hands."""
    case = cases.known(tx, case_id)
    parts = [begins(tx, case), STAFF_STAGES[Stage(case.stage)].to(who.language)]
    if case.responsible_id not in (None, who.id):
        parts.append(name_of(tx, case.responsible_id or 0))
    return " · ".join(parts)


def begins(tx: Tx, case: Case) -> str:
    """A report's number and its first words."""
    story = clip(" ".join(cases.story(tx, case).split()), STORY_MOST).plain
    return f"{case.number} {story}"


def _pile(rule: Rule, allowed: Callable[[Person], bool] = anybody) -> Pile:
    def find(tx: Tx, who: Person, sieve: Sieve, now: int) -> list[int]:
        return [case.id for case in rule(tx, who, sieve.path, sieve.category, now)]

    return Pile(DESK, find, line, allowed)


def _categories(tx: Tx, who: Person) -> Sequence[tuple[str, str]]:
    return [
        (row.code, word_of(row).to(who.language))
        for row in categories.every(tx)
        if row.hidden is None
    ]


PILES = Desk(
    {
        Heap.WAITING: (_pile(rules.waiting, is_staff),),
        Heap.LATE: (_pile(rules.late),),
        Heap.MINE: (_pile(rules.mine),),
        Heap.CALLS: (_pile(rules.to_call, is_staff),),
        Heap.OTHERS: (_pile(rules.with_others, is_staff),),
    },
    _categories,
)
