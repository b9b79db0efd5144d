"""The lists of all capabilities together."""

from storage.personal.activities import ACTIVITIES
from storage.personal.broadcasts import BROADCASTS
from storage.personal.checkins import CHECKINS
from storage.personal.duty import DUTY
from storage.personal.issues import ISSUES
from storage.personal.jobs import JOBS
from storage.personal.matchmaking import MATCHMAKING
from storage.personal.mediation import MEDIATION
from storage.personal.people import PEOPLE
from storage.personal.router import ROUTER
from storage.personal.tasks import TASKS
from storage.personal.wishes import WISHES

KEPT = (
    PEOPLE,
    ISSUES,
    DUTY,
    WISHES,
    ROUTER,
    MATCHMAKING,
    MEDIATION,
    JOBS,
    TASKS,
    ACTIVITIES,
    BROADCASTS,
    CHECKINS,
)
PARTS = tuple(part for kept in KEPT for part in kept.parts)
OF_CASES = tuple(case for kept in KEPT for case in kept.of_cases)
ONE_EACH = tuple(one for kept in KEPT for one in kept.one_each)
