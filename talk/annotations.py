"""What stands beside a form's field: how its answer is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from talk.questions import When
from talk.words import Word

HIDDEN = Word("")
COLLECTIONS = (list, tuple, set, frozenset)


@dataclass(frozen=True)
class If:
    """Ask only where an earlier answer is, or holds, one of these."""

    name: str
    values: frozenset[Any]

    def __call__(self, answers: Mapping[str, Any]) -> bool:
        """Tell whether it is."""
        given = answers.get(self.name)
        return not self.values.isdisjoint(given if isinstance(given, COLLECTIONS) else {given})


@dataclass(frozen=True)
class Asked:
    """What all have in common.

    A question with `when` is put only where that holds for the answers before it, which may be
    missing; its field needs a default for where it does not, and yet must be answered where it
    does, unless it is `optional`. Otherwise what has a default may be skipped. The `label` stands
    for the question where all answers are looked over.

    One `aside` is not put by itself: it is reached from there, or by a row that `leads` to it; the
    word says what holds as long as it is not answered. With HIDDEN nothing is said of it then.
    """

    question: Word
    _: KW_ONLY
    label: Word | None = None
    hint: Word | None = None
    when: When | None = None
    optional: bool = False
    aside: Word | None = None


@dataclass(frozen=True)
class Ask(Asked):
    """Ask for words, a number, yes or no, or one or several values of an enumeration.

    `offered` names the fact with the values this person may choose, if not all; `default` the
    fact with the likeliest words. Words that may be said `aloud` are answered by a voice message,
    too, which another question of the form keeps. Values `in_days` are numbers of days, which a
    sentence may say. `likely` are numbers that have a button; any other is typed.
    """

    _: KW_ONLY
    words: Mapping[Any, Word] = field(default_factory=dict)
    leaves: frozenset[Any] = frozenset()
    columns: int = 2
    offered: str | None = None
    default: str | None = None
    aloud: bool = False
    in_days: bool = False
    likely: Sequence[int] = ()


@dataclass(frozen=True)
class PickPlace(Asked):
    """Ask for a place; default names the fact that offers the likeliest one.

    `tree` names the fact that shows the tree, or says which from the answers before: as a whole,
    or only what this person may choose of it.
    """

    default: str | None = None
    tree: str | Callable[[Mapping[str, Any]], str] = "place"


@dataclass(frozen=True)
class PickRow(Asked):
    """Ask for one of many rows; `rows` names the fact that gives their ids and labels.

    The fact is asked with an id for the label of that one, without for all to choose from. Few
    that are chosen often fit one `page` in several columns; those in `leaves` end the form, those
    in `leads` put the question named instead.
    """

    _: KW_ONLY
    rows: str
    columns: int = 1
    page: int = 8
    leaves: frozenset[int] = frozenset()
    leads: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PickDay(Asked):
    """Ask for a date; so many days from today have buttons.

    Where none may lie in the `future`, they are those before today, and those with which a month
    begins. One that ends what another answer begins is not before `since`, and is offered where
    months end.
    """

    _: KW_ONLY
    past: bool = True
    days: int = 7
    future: bool = True
    since: str | None = None


@dataclass(frozen=True)
class PickTime(PickDay):
    """Ask for a date and a time; these hours have buttons."""

    _: KW_ONLY
    hours: Sequence[int] = range(8, 21)


@dataclass(frozen=True)
class AskPhone(Asked):
    """Ask for a telephone number: typed or, if one's `own`, shared with a key.

    A field of the type PhoneNumber also keeps whether the platform says that it is the sender's.
    An `office` may have a short one, such as 12345.
    """

    own: bool = True
    office: bool = False


@dataclass(frozen=True)
class AskPosition(Asked):
    """Ask for a point on the map or words for it."""


@dataclass(frozen=True)
class Attach(Asked):
    """Ask for photos, or for attachments of several kinds."""

    most: int = 6
    kinds: tuple[str, ...] = ("photo",)
