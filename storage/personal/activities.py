"""Of activities."""

from storage.personal.part import Kept

ACTIVITIES = Kept()
