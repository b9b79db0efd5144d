"""Of wishes and cries for help."""

from storage.personal.part import Kept, Part

WISHES = Kept(
    parts=(
        Part(
            "alerts",
            "person_id",
            ("id", "place_id", "danger", "words", "made", "taken", "calmed"),
            frozenset({"words"}),
        ),
        Part("alerts", "taken_by", ("id", "place_id", "made", "taken"), erased=False),
        Part(
            "wishes",
            "person_id",
            ("id", "place_id", "matter", "words", "made", "taken", "ended"),
            frozenset({"words"}),
        ),
        Part("wishes", "taken_by", ("id", "place_id", "made", "taken"), erased=False),
    ),
)
