"""Volunteers and what they do for others: teams, tasks, offers, hours (domain §5).

Whatever needs hands comes in by `open_task`, from staff, cases, check-ins and wishes alike.
"""

from community.tasks.opening import Wanted, open_task

__all__ = ["Wanted", "open_task"]
