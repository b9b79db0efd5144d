"""Of check-ins and the help that follows them."""

from storage.personal.part import Kept, Part

CHECKINS = Kept(
    parts=(
        # Of whom others ask after, a rule takes away all that hangs on it first.
        Part(
            "checkin_plans",
            "person_id",
            (
                *("id", "way", "opens", "closes", "keys", "hearing", "illness", "advice"),
                *("family", "paused_until", "paused_why", "made", "ended", "why"),
            ),
            frozenset({"keys", "hearing", "illness", "advice"}),
        ),
        Part("checkin_plans", "entered_by", ("id", "way", "made", "ended"), erased=False),
        Part("checkin_plans", "paused_by", ("id", "paused_until", "paused_why"), erased=False),
        Part("checkin_helpers", "person_id", ("id", "part", "asked", "agreed", "declined")),
        Part(
            "checkin_days",
            "person_id",
            ("id", "day", "state", "asked", "heard", "alarmed", "taken", "outcome", "ended"),
        ),
        Part("checkin_days", "taken_by", ("id", "day", "taken", "outcome"), erased=False),
        Part("checkin_days", "ended_by", ("id", "day", "outcome", "ended"), erased=False),
        Part("checkin_alerts", "person_id", ("id", "rung", "who", "said")),
        Part("checkin_links", "made_by", ("id", "part", "made", "expires")),
        Part("checkin_links", "used_by", ("id", "part", "used")),
        Part("checkin_greetings", "person_id", ("id", "made")),
    ),
    one_each=(
        *(("checkin_helpers", "plan_id", "part"), ("checkin_alerts", "day_id")),
        ("checkin_greetings", "plan_id"),
    ),
)
