"""Of activities."""

from storage.personal.part import Kept, Part

ACTIVITIES = Kept(
    parts=(
        Part(
            "activities",
            "made_by",
            ("id", "place_id", "words", "starts", "stage", "reason", "made"),
            frozenset({"words", "reason"}),
            erased=False,
        ),
        Part(
            "sign_ups",
            "person_id",
            (
                *("id", "activity_id", "name", "people", "stage", "since"),
                *("photos", "liked", "would_come"),
            ),
            frozenset({"name"}),
            erased=False,
        ),
        Part("sign_ups", "entered_by", ("id", "activity_id", "people", "since"), erased=False),
        Part("activity_photos", "added_by", ("id", "activity_id", "made"), erased=False),
        Part("repeats", "made_by", ("id", "place_id", "rule", "made"), erased=False),
        Part("occasions", "decided_by", ("id", "place_id", "what", "day", "decided"), erased=False),
    ),
    one_each=(("sign_ups", "activity_id"),),
)
