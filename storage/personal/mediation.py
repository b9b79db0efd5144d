"""Of disputes."""

from storage.personal.part import Kept, Part

MEDIATION = Kept(
    parts=(
        Part(
            "disputes",
            "asked_by",
            ("id", "case_id", "opposite", "name", "may_tell", "settle"),
            frozenset({"name", "may_tell", "settle"}),
            erased=False,
        ),
        Part("disputes", "chosen_id", ("id", "case_id"), erased=False),
        Part("disputes", "early_by", ("id", "case_id", "early"), erased=False),
        Part(
            "parties",
            "person_id",
            (
                "id",
                "case_id",
                "side",
                "joined",
                "agreed",
                "refused",
                "gone",
                "heard",
                "longer",
                "veiled",
            ),
            erased=False,
        ),
        Part("party_links", "made_by", ("id", "case_id", "made", "expires"), erased=False),
        Part("party_links", "used_by", ("id", "case_id", "used"), erased=False),
        Part("unfit_mediators", "person_id", ("id", "case_id", "why", "at"), erased=False),
        Part("unfit_mediators", "by_id", ("id", "case_id", "why", "at"), erased=False),
        Part(
            "room_words",
            "by_id",
            ("id", "case_id", "way", "text", "at"),
            frozenset({"text"}),
            erased=False,
        ),
        Part(
            "sittings",
            "by_id",
            ("id", "case_id", "way", "begins", "spot", "made"),
            frozenset({"spot"}),
            erased=False,
        ),
        Part(
            "pacts",
            "by_id",
            ("id", "case_id", "version", "text", "perform_by", "made", "signed"),
            frozenset({"text"}),
            erased=False,
        ),
        Part("harms", "person_id", ("id", "place_id", "case_id", "sort", "made"), erased=False),
        Part("harms", "taken_by", ("id", "place_id", "sort", "made", "taken"), erased=False),
        Part(
            "harms",
            "reported_by",
            ("id", "sort", "reported", "reported_to"),
            frozenset({"reported_to"}),
            erased=False,
        ),
    ),
    of_cases=(
        ("disputes", "case_id"),
        ("parties", "case_id"),
        ("party_links", "case_id"),
        ("unfit_mediators", "case_id"),
        ("room_words", "case_id"),
        ("sittings", "case_id"),
        ("pacts", "case_id"),
    ),
    one_each=(("unfit_mediators", "case_id"),),
)
