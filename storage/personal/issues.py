"""Of cases of every kind, and of reports."""

from storage.personal.part import Kept, Part

ISSUES = Kept(
    parts=(
        Part(
            "cases",
            "reporter_id",
            ("id", "number", "kind", "category", "place_id", "stage", "story", "result", "made"),
            frozenset({"story"}),
            erased=False,
        ),
        Part("cases", "speaker_id", ("id", "number", "stage", "spoken_as", "made"), erased=False),
        Part("cases", "responsible_id", ("id", "number", "stage", "dispatched"), erased=False),
        Part(
            "timeline",
            "who_id",
            ("id", "case_id", "at", "step", "stage", "note"),
            frozenset({"note"}),
            erased=False,
        ),
        Part("timeline", "responsible_id", ("id", "case_id", "at", "step"), erased=False),
        Part("routes", "person_id", ("id", "category", "place_id", "role"), erased=False),
        Part("dues", "responsible_id", ("id", "case_id", "part", "due", "met"), erased=False),
        Part("feedback", "called_by", ("id", "case_id", "round", "solved", "at"), erased=False),
        Part(
            "externals",
            "who_id",
            ("id", "case_id", "way", "office", "number", "at"),
            frozenset({"office", "number"}),
            erased=False,
        ),
        Part("followers", "person_id", ("id", "case_id", "made")),
        Part("outages", "by_id", ("id", "case_id", "matter", "expected", "made"), erased=False),
        Part("thanks", "person_id", ("id", "case_id", "made")),
        Part("media", "person_id", ("id", "kind", "kept", "made")),
    ),
    of_cases=(
        ("media", "case_id"),
        ("timeline", "case_id"),
        ("rounds", "case_id"),
        ("dues", "case_id"),
        ("feedback", "case_id"),
        ("externals", "case_id"),
        ("followers", "case_id"),
        ("merges", "case_id"),
        ("outages", "case_id"),
        ("thanks", "case_id"),
        ("merges", "leading_id"),
    ),
    one_each=(("followers", "case_id"), ("thanks", "case_id")),
)
