"""Of who was on duty."""

from storage.personal.part import Kept, Part

DUTY = Kept(
    parts=(
        Part("shifts", "person_id", ("id", "place_id", "day", "shift"), erased=False),
        Part("swaps", "from_id", ("id", "shift_id", "made", "decided", "accepted"), erased=False),
        Part("swaps", "to_id", ("id", "shift_id", "made", "decided", "accepted"), erased=False),
        Part(
            "handovers",
            "from_id",
            ("id", "place_id", "note", "made", "confirmed"),
            frozenset({"note"}),
            erased=False,
        ),
        Part("handovers", "to_id", ("id", "place_id", "made", "confirmed"), erased=False),
        Part(
            "duty_groups",
            "added_by",
            ("id", "place_id", "name", "made"),
            frozenset({"name"}),
            erased=False,
        ),
        Part("duty_groups", "bound_by", ("id", "place_id"), erased=False),
    ),
)
