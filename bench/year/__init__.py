"""A year of daily check-ins in minutes: the real rules, a real database, time as an argument."""
