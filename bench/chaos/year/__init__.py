"""A year of daily check-ins in minutes: real rules, a real database, time an argument."""
