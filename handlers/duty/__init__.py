"""值班表 in the chat: who is on, whose the week is, who takes a shift, what the next must know."""

from community.duty import roster as rules
from handlers.duty import changes, filling, roster
from handlers.duty.changes import HANDOVER, SWAP
from handlers.duty.words import ROSTER, SHIFTS
from storage.outbox import Rank
from talk.cards import NOT_FOUND
from talk.registry import Capability, Command, FormEntry, Notice
from talk.words import _

CAPABILITY = Capability(
    stem="duty",
    commands=(
        Command(
            "duty",
            _("who is on duty"),
            roster.show,
            roster.works,
            whose=_("people with a duty here"),
        ),
    ),
    forms=(
        FormEntry(filling.Fill, filling.filled),
        FormEntry(filling.Room, filling.room_set),
        FormEntry(changes.Swap, changes.asked),
        FormEntry(changes.Handover, changes.handed_over),
    ),
    cards=(roster.CARD, changes.SWAP_CARD, changes.HANDOVER_CARD),
    notices={
        "duty.yours": Notice(Rank.TASK, roster.yours, ROSTER),
        "duty.nobody": Notice(Rank.TASK, roster.nobody),
        "duty.asked": Notice(Rank.TASK, None, SWAP),
        "duty.swapped": Notice(Rank.TASK, changes.swapped),
        "duty.declined": Notice(Rank.TASK, changes.declined),
        "duty.handed_over": Notice(Rank.TASK, None, HANDOVER),
        "duty.taken_over": Notice(Rank.TASK, changes.taken_over),
    },
    codes={"shifts.shift": SHIFTS},
    timers={rules.EVENING: rules.evening},
    facts={
        "duty.colleagues": filling.colleagues_of,
        "duty.others": filling.others_of,
    },
    refusals={
        "duty.not_found": NOT_FOUND,
        "duty.far_away": _("That week is too far away."),
        "duty.no_colleague": _("This person is not on duty at this place. Please choose another."),
        "duty.over": _("That shift is over."),
        "duty.nothing_to_copy": _("There is nothing in the week before that fits here."),
        "duty.unreachable": _("This person cannot be reached here. Please phone them."),
        "duty.decided": _("That is decided already."),
        "duty.taken": _("Somebody else has taken this shift already. Thank you all the same."),
        "duty.nobody_next": _(
            "Nobody stands in the next shift, and there are no other staff here to read it. Please"
            " fill in the roster first, or telephone."
        ),
        "duty.not_on": _("By the roster you are not on duty now."),
    },
)
