"""社区红娘: single people, their matchmakers, and what the rules of domain §5 allow."""

from enum import StrEnum

PURPOSE = "matchmaking"  # of the consent that is asked for separately
WORK = "matchwork"  # the list of a matchmaker, by who they are


class Stage(StrEnum):
    """How far a registration has come; being frozen by a complaint comes on top of it."""

    DECLARED = "declared"  # the papers have not been seen yet
    OPEN = "open"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"


class Sex(StrEnum):
    WOMAN = "woman"
    MAN = "man"


OF_AGE = {Sex.WOMAN: 20, Sex.MAN: 22}  # years, as the Civil Code has it (article 1047)
OTHER = {Sex.WOMAN: Sex.MAN, Sex.MAN: Sex.WOMAN}


class Marital(StrEnum):
    NEVER = "never"
    DIVORCED = "divorced"
    WIDOWED = "widowed"
    MARRIED = "married"  # who says so is not registered


class Children(StrEnum):
    NONE = "none"
    WITH_ME = "with_me"
    ELSEWHERE = "elsewhere"


class Education(StrEnum):
    """In the order of years of school."""

    MIDDLE = "middle"
    HIGH = "high"
    COLLEGE = "college"
    DEGREE = "degree"
    MASTER = "master"


class Habit(StrEnum):
    SMOKE_FREE = "smoke_free"
    SMOKES = "smokes"
    SOBER = "sober"
    DRINKS = "drinks"
    SPORT = "sport"
    BOOKS = "books"
    COOKING = "cooking"
    TRAVEL = "travel"
    MUSIC = "music"
    HOMELY = "homely"
    PETS = "pets"


class Wanted(StrEnum):
    """What can be wished for in the other one, as a must or as something nice."""

    NEVER_MARRIED = "never_married"
    CHILDLESS = "childless"
    SMOKE_FREE = "smoke_free"
    SOBER = "sober"
    COLLEGE = "college"
    DEGREE = "degree"
    FELLOW = "fellow"  # of the same home town
    NEAR = "near"  # of the same community
    SHARING = "sharing"  # likes what one likes oneself


class Shown(StrEnum):
    """At which step the other one is shown the photo."""

    INTRODUCED = "introduced"
    CONTACT = "contact"
    NEVER = "never"
