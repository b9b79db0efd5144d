"""The cards of volunteers and tasks, by name."""

HELPING = "helping"  # one's own page, by one's own number
TEAMS, STATION, TEAM = "teams", "station", "team"
VOLUNTEER = "volunteer"
TASK, KEEP, HELPED = "task", "keep", "helped"  # for who does it, who sees to it, who is helped
GIVEN = "given"
WORD = "taskword"
WEEKLY, FEAST = "weekly", "feast"
