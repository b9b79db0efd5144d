"""The cards of the seekers' half, by name."""

OPENING = "opening"  # a vacancy as whoever seeks work sees it
APPLIED = "applied"  # an application as who applied sees it
APPLICANT = "applicant"  # the same as the employer sees it
SEEKING = "seeking"  # what somebody looks for
CARED = "cared"  # one of them
FINDING = "finding"  # the vacancies as somebody looks at them
