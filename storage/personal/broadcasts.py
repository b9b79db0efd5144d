"""Of broadcasts, and of what somebody wants to hear of."""

from storage.personal.part import Kept

BROADCASTS = Kept()
