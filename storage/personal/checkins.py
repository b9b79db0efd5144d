"""Of check-ins and the help that follows them."""

from storage.personal.part import Kept

CHECKINS = Kept()
