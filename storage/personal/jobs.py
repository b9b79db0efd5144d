"""Of work: employers, vacancies, seekers."""

from storage.personal.part import Kept, Part

JOBS = Kept(
    parts=(
        # Who speaks for an employer is taken out of it by the rule that closes its vacancies.
        Part(
            "employers",
            "person_id",
            ("id", "name", "kind", "place_id", "address", "contact_name", "phone", "stage", "made"),
            frozenset({"name", "address", "contact_name", "phone"}),
            erased=False,
        ),
        Part("employers", "drafted_by", ("id", "source", "made"), erased=False),
        Part("employers", "checked_by", ("id", "stage", "checked"), erased=False),
        Part(
            "vacancies",
            "entered_by",
            (
                *("id", "post", "number", "content", "hours", "stop", "pay_from", "pay_to"),
                *("contact_name", "phone", "source", "stage", "note", "valid_until", "made"),
            ),
            frozenset({"post", "content", "stop", "contact_name", "phone", "source", "note"}),
            erased=False,
        ),
        Part("vacancies", "decided_by", ("id", "stage", "opened"), erased=False),
        Part(
            "placements",
            "person_id",
            ("id", "vacancy_id", "place_id", "hers", "made"),
            erased=False,
        ),
        Part("placements", "by_id", ("id", "vacancy_id", "made"), erased=False),
        Part("minimum_wages", "by_id", ("id", "month", "hour", "made"), erased=False),
        Part(
            "seekers",
            "person_id",
            (
                *("id", "trades", "hours", "reach", "pay", "skills", "needs"),
                *("told", "paused", "made"),
            ),
            frozenset({"skills", "needs"}),
        ),
        Part("seekers", "by_id", ("id", "made"), erased=False),
        Part("wants", "person_id", ("id", "trade", "place_id")),
        Part(
            "looks",
            "person_id",
            ("id", "sorting", "trade", "place_id", "hours", "pay", "words", "changed"),
            frozenset({"words"}),
        ),
        Part("saved", "person_id", ("id", "vacancy_id", "made")),
        Part("hints", "person_id", ("id", "vacancy_id", "score", "at", "made")),
        Part(  # before what they are about
            "interviews",
            "person_id",
            ("id", "application_id", "meets", "spot", "agreed", "made"),
            frozenset({"spot"}),
        ),
        Part(
            "applications",
            "person_id",
            ("id", "vacancy_id", "stage", "answered", "shown", "note", "made"),
            frozenset({"shown", "note"}),
        ),
        Part(
            "applications", "answered_by", ("id", "vacancy_id", "stage", "answered"), erased=False
        ),
    ),
    one_each=(
        ("placements", "vacancy_id"),
        ("applications", "vacancy_id"),
        ("saved", "vacancy_id"),
        ("hints", "vacancy_id"),
        ("wants", "trade", "place_id"),
        *(("seekers",), ("looks",)),
    ),
)
