"""What tables bring beside places and people: each kind of rows with the rules for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from community.jobs import importing as vacancies
from storage.people import Person
from storage.tx import Tx

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """The rules for rows of a kind; nobody who brings them is the command line.

    `look` gives a reason and what it is about, changing nothing; `enter` whether it still fits;
    what `stands` already is entered once.
    """

    look: Callable[[Tx, Person | None, Values, int], tuple[str, str] | None]
    stands: Callable[[Tx, Values], bool]
    enter: Callable[[Tx, Person | None, Values, int], bool]
    named: Callable[[Values], str]


BY_KIND: Mapping[str, Kind] = {
    vacancies.KIND: Kind(vacancies.look, vacancies.stands, vacancies.enter, vacancies.named)
}
