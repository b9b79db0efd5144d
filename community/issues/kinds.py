"""What reports are about, what comes of them, and how long each kind may take."""

from enum import StrEnum

from community.deadlines import Term
from storage.cases import Case

KIND = "issue"  # among the kinds of cases


class Category(StrEnum):
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


File = tuple[str, str]  # the platform's id to fetch it by, and the one to know it again by
TERMS = {Category.LIFTS: Term.SUPPLY, Category.SUPPLY: Term.SUPPLY}


def term_of(case: Case) -> Term:
    return TERMS.get(Category(case.category), Term.ORDINARY)
