"""The kinds of cards of a dispute."""

SIDE = "dispute"  # as a side sees it
WORK = "mediating"  # as the mediator does, who could be it, and the staff
DOOR = "harmdoor"  # where harm is told of
HARM = "harm"  # as the staff see it
LINK = "side"  # the prefix of the link for the second side
ENDED = "ended"  # the card of what came of it
