"""Of broadcasts, and of what somebody wants to hear of."""

from storage.personal.part import Kept, Part

BROADCASTS = Kept(
    parts=(
        Part(
            "broadcasts",
            "author_id",
            ("id", "place_id", "words", "stage", "begun", "ended", "made"),
            frozenset({"words"}),
            erased=False,
        ),
        Part("broadcasts", "second_id", ("id", "place_id", "begun"), erased=False),
        Part("recipients", "person_id", ("id", "broadcast_id", "state", "receipt")),
        Part("interests", "person_id", ("id", "interest", "made")),
    ),
    one_each=(("recipients", "broadcast_id"), ("interests", "interest")),
)
