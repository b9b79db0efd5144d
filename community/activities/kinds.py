"""What an activity can be, how it stands, and how somebody stands to it."""

from enum import StrEnum


class Category(StrEnum):
    CULTURE = "culture"
    CLINIC = "clinic"
    FAMILY = "family"
    FESTIVAL = "festival"
    LEARNING = "learning"
    SERVICE = "service"
    OTHER = "other"


class Origin(StrEnum):
    """As whose it counts; what is counted under two origins is never added (domain §1)."""

    TEAM = "team"
    JOINT = "joint"  # the five parties acting together: a theme activity
    COMMUNITY = "community"


class Stage(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    HELD = "held"


# From where a step leads to a stage.
STEPS = {
    Stage.PUBLISHED: (Stage.DRAFT,),
    Stage.CANCELLED: (Stage.DRAFT, Stage.PUBLISHED),
    Stage.HELD: (Stage.PUBLISHED,),
}


class Coming(StrEnum):
    """How somebody stands to an activity."""

    IN = "in"
    WAITING = "waiting"
    OFFERED = "offered"  # a place that has become free, until they answer
    OUT = "out"
    ATTENDED = "attended"
    MISSED = "missed"


TAKES_PLACE = (Coming.IN, Coming.OFFERED, Coming.ATTENDED)
STANDING = (Coming.IN, Coming.OFFERED, Coming.WAITING)


class Liked(StrEnum):
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
