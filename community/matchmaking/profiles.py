"""What somebody says of themselves, hopes for and avoids, as it is kept."""

import re
from datetime import date

from pydantic import BaseModel, ConfigDict

from community.matchmaking import Children, Education, Habit, Marital, Wanted
from community.places import Kind
from community.refused import Refused
from storage import people, places, singles
from storage.people import Person
from storage.singles import Single
from storage.tx import Tx

# What leads straight to a person; it is passed on when both have said yes, and not before.
_CONTACT = re.compile(r"\d(?:[\s-]?\d){6}|微信|wechat|\bv[xX]\b|\bQQ\b|抖音号", re.IGNORECASE)
_HOUSE = re.compile(
    r"\d\s*(?:号楼|号院|栋|幢|单元)|\d{3,4}室|\b(?:building|flat)\s*\d", re.IGNORECASE
)


class Kept(BaseModel):
    model_config = ConfigDict(frozen=True)


class Profile(Kept):
    """What somebody says of themselves."""

    born: date
    marital: Marital
    children: Children
    height: int | None = None
    education: Education | None = None
    occupation: str | None = None
    home_town: str | None = None
    habits: frozenset[Habit] = frozenset()
    words: str | None = None


class Hopes(Kept):
    """What they hope for in the other one; an age or a height is a must."""

    youngest: int | None = None
    oldest: int | None = None
    least_height: int | None = None
    must: frozenset[Wanted] = frozenset()
    nice: frozenset[Wanted] = frozenset()


class Avoid(Kept):
    """To whom they are never introduced; nobody but the rules reads it."""

    estate: bool = False
    employer: str | None = None
    names: str | None = None


def profile_of(tx: Tx, single: Single) -> Profile:
    return Profile.model_validate(singles.profile(tx, single))


def hopes_of(tx: Tx, single: Single) -> Hopes:
    return Hopes.model_validate(singles.hopes(tx, single))


def avoid_of(tx: Tx, single: Single) -> Avoid:
    return Avoid.model_validate(singles.avoid(tx, single))


def age(born: date, today: date) -> int:
    """Full years on a day."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def check_masked(tx: Tx, who: Person, avoid: Avoid, *texts: str | None) -> None:
    """Refuse what would tell the other one who it is: number, name, employer, where they live."""
    name = people.name(tx, who) if who.sealed_name else ""
    estate = _estate(tx, who)
    for text in texts:
        if text is None:
            continue
        if _CONTACT.search(text):
            raise Refused("matchmaking.number_in_words")
        if any(part and plain(part) in plain(text) for part in (name, avoid.employer)):
            raise Refused("matchmaking.name_in_words")
        if _HOUSE.search(text) or (estate and estate.search(plain(text))):
            raise Refused("matchmaking.address_in_words")


def _estate(tx: Tx, who: Person) -> re.Pattern[str] | None:
    """How somebody's own estate is named in words; a park may be called as it is."""
    home = places.get(tx, who.home_id) if who.home_id else None
    above = places.upwards(tx, home) if home else []
    name = next((plain(place.name) for place in above if place.kind == Kind.ESTATE), "")
    short = re.escape(name.removesuffix("小区"))
    return re.compile(f"{re.escape(name)}|(?:住|家).{{0,3}}{short}") if name else None


def plain(text: str) -> str:
    """A name as it is compared: without spaces, in small letters."""
    return "".join(text.split()).lower()
