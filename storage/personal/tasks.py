"""Of teams, volunteers and tasks."""

from storage.personal.part import Kept, Part

TASKS = Kept(
    parts=(
        Part("stations", "leader_id", ("id", "name", "made"), erased=False),
        Part("teams", "leader_id", ("id", "name", "made"), erased=False),
        Part(
            "volunteers",
            "person_id",
            (
                *(
                    "id",
                    "place_id",
                    "skills",
                    "hours",
                    "reach",
                    "age",
                    "limits",
                    "guardian",
                    "stage",
                ),
                *("checked", "skilled", "insured", "silent", "made", "ended"),
            ),
            frozenset({"limits", "guardian"}),
        ),
        Part("volunteers", "checked_by", ("id", "stage", "checked"), erased=False),
        Part("abilities", "person_id", ("id", "skill", "place_id")),
        Part("memberships", "person_id", ("id", "team_id", "since", "until")),
        Part(  # who leaves is taken out of it by the rule that calls it off
            "tasks",
            "person_id",
            (
                *("id", "number", "skill", "place_id", "what", "address", "helped", "phone"),
                *("starts", "ends", "stage", "made", "ended"),
            ),
            frozenset({"what", "address", "helped", "phone"}),
            erased=False,
        ),
        Part("tasks", "made_by", ("id", "number", "skill", "stage", "made"), erased=False),
        Part(
            "offers",
            "person_id",
            (
                *("id", "task_id", "stage", "asked", "answered", "chosen", "arrives"),
                *("ended", "note"),
            ),
            frozenset({"note"}),
        ),
        Part(
            "hours",
            "person_id",
            ("id", "task_id", "place_id", "skill", "day", "minutes", "stage", "confirmed", "made"),
            erased=False,
        ),
        Part("hours", "confirmed_by", ("id", "task_id", "stage", "confirmed"), erased=False),
        Part(
            "task_words",
            "by_id",
            ("id", "task_id", "kind", "words", "made"),
            frozenset({"words"}),
        ),
        Part("task_photos", "added_by", ("id", "task_id", "made"), erased=False),
        Part("task_words", "person_id", ("id", "task_id", "kind", "made")),
        Part(  # what is agreed for somebody is ended by the rule as they leave
            "weeklies",
            "person_id",
            ("id", "weekday", "oclock", "birthday", "stage", "made", "ended"),
            frozenset({"birthday"}),
        ),
        Part(
            "weeklies", "volunteer_id", ("id", "weekday", "oclock", "stage", "made"), erased=False
        ),
        Part("weeklies", "made_by", ("id", "weekday", "oclock", "made"), erased=False),
    ),
    one_each=(
        *(("volunteers",), ("offers", "task_id"), ("hours", "task_id"), ("memberships", "team_id")),
        ("task_words", "task_id", "kind"),
    ),
)
