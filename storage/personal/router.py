"""Of sentences that sought their door."""

from storage.personal.part import Kept, Part

ROUTER = Kept(
    parts=(
        Part("sentences", "person_id", ("id", "words", "door", "made"), frozenset({"words"})),
        Part(
            "inquiries",
            "person_id",
            ("id", "place_id", "door", "words", "made", "ended", "answer"),
            frozenset({"words", "answer"}),
        ),
        Part("inquiries", "answered_by", ("id", "place_id", "door", "ended"), erased=False),
        Part(
            "examples", "by_id", ("id", "door", "words", "made"), frozenset({"words"}), erased=False
        ),
    ),
)
