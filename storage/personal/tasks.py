"""Of teams, volunteers and tasks."""

from storage.personal.part import Kept

TASKS = Kept()
