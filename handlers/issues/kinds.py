"""The cards that show a report, one for each side of it."""

DESK = "issue"  # staff and the responsible
OWN = "report"  # who has reported it
KNOWN = "known"  # who follows it
