"""What reports are about, what comes of them, and how long each may take."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storage import categories, terms
from storage.cases import Case
from storage.terms import Term
from storage.tx import Tx

KIND = "issue"  # among the kinds of cases


class Category(StrEnum):
    """The codes that have words of their own; an office adds others as rows."""

    FACILITIES = "facilities"
    LIGHTING = "lighting"
    LIFTS = "lifts"
    SUPPLY = "supply"
    SANITATION = "sanitation"
    GREENERY = "greenery"
    NOISE = "noise"
    PARKING = "parking"
    FIRE_LANE = "fire_lane"
    PETS = "pets"
    PROPERTY = "property"
    OTHER = "other"
    EMERGENCY = "emergency"  # never a case first: the numbers to call, then duty staff


class Result(StrEnum):
    SOLVED = "solved"
    EXPLAINED = "explained"
    PLANNED = "planned"
    REFERRED = "referred"


class Way(StrEnum):
    """Whether a matter came from another office or went there."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Onward:
    """What becomes of a matter after its answer: the day it is planned for, or who has it now."""

    day: date | None = None
    office: str | None = None
    number: str | None = None


NOWHERE = Onward()
# Its kind, the platform's id to fetch it by, and the one to know it again by.
File = tuple[str, str, str]


def term_of(tx: Tx, case: Case) -> Term:
    """The term by which the case was dispatched, or will be."""
    category = categories.by_code(tx, case.category)
    assert category is not None, "categories are hidden, never removed"
    return terms.known(tx, case.term or category.term)
