"""Of matchmaking."""

from storage.personal.part import Kept, Part

MATCHMAKING = Kept(
    parts=(
        Part(
            "singles",
            "person_id",
            (
                *("id", "place_id", "sex", "born", "stage", "profile", "hopes", "avoid"),
                *("photo_shown", "papers_seen", "frozen", "rests_until", "made", "ended"),
            ),
            frozenset({"profile", "hopes", "avoid"}),
            erased=False,  # who leaves is taken out of it first: what stays is that there was one
        ),
        Part("singles", "matchmaker_id", ("id", "stage", "made"), erased=False),
        Part("singles", "papers_by", ("id", "papers_seen"), erased=False),
        Part(
            "introductions",
            "her_id",
            ("id", "stage", "reason", "her_answer", "her_answered", "contact", "made", "ended"),
            frozenset({"reason"}),
            erased=False,
        ),
        Part(
            "introductions",
            "his_id",
            ("id", "stage", "reason", "his_answer", "his_answered", "contact", "made", "ended"),
            frozenset({"reason"}),
            erased=False,
        ),
        Part(
            "introductions",
            "matchmaker_id",
            ("id", "stage", "reason", "again", "made", "ended"),
            frozenset({"reason", "again"}),
            erased=False,
        ),
        Part("followups", "person_id", ("id", "introduction_id", "days", "said", "made", "at")),
        Part(
            "complaints",
            "by_id",
            ("id", "introduction_id", "place_id", "words", "upheld", "made", "decided"),
            frozenset({"words"}),
            erased=False,
        ),
        Part(
            "complaints", "about_id", ("id", "place_id", "upheld", "made", "decided"), erased=False
        ),
        Part("complaints", "decided_by", ("id", "place_id", "upheld", "decided"), erased=False),
        Part(
            "meetings",
            "matchmaker_id",
            ("id", "place_id", "name", "day", "drawn", "made"),
            frozenset({"name"}),
            erased=False,
        ),
        Part("meeting_guests", "person_id", ("id", "meeting_id")),
        Part("meeting_pairs", "her_id", ("id", "meeting_id", "score")),
        Part("meeting_pairs", "his_id", ("id", "meeting_id", "score")),
    ),
    one_each=(
        ("singles",),
        ("meeting_guests", "meeting_id"),
        ("followups", "introduction_id", "days"),
    ),
)
