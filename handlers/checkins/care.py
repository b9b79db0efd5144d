"""What stands around the ladder: who is asked and when, who is there for them, how it stands."""

from community import stuck
from community.checkins import boards
from community.checkins import rounds as calls
from handlers.checkins import (
    board,
    enrolled,
    enrolling,
    family,
    helped,
    helpers,
    naming,
    notes,
    pausing,
    plan,
    rounds,
    rungs,
)
from handlers.checkins.care_words import CARE, HELPER, LABEL, LINK, ROUND
from storage.outbox import Rank
from storage.tx import Tx
from talk.doors import Door
from talk.registry import Card, Notice
from talk.words import _


def _of_person(_tx: Tx, person_id: int) -> int:
    return person_id


CARDS = (
    Card(
        CARE,
        CARE,
        plan.revision,
        plan.draw,
        {
            **enrolling.CHOICES,
            **helpers.CHOICES,
            **naming.CHOICES,
            **notes.CHOICES,
            **pausing.CHOICES,
            **rungs.CHOICES,
        },
        about=_of_person,
    ),
    helpers.CARD,
    rounds.CARD,
    board.CARD,
)
FORMS = (*enrolling.FORMS, *naming.FORMS, *notes.FORMS, *pausing.FORMS, *rungs.FORMS)
FACTS = naming.FACTS
NOTICES = {
    "checkins.enrolled": Notice(Rank.REPLY, enrolled.told_enrolled),
    "checkins.changed": Notice(Rank.REPLY, enrolled.told_changed),
    "checkins.left": Notice(Rank.REPLY, enrolled.told_left),
    "checkins.ended": Notice(Rank.REPLY, enrolled.told_ended),
    "checkins.by_chat": Notice(Rank.REPLY, enrolled.told_by_chat),
    "checkins.rests": Notice(Rank.REPLY, pausing.told),
    "checkins.asked": Notice(Rank.TASK, None, HELPER),
    "checkins.agreed": Notice(Rank.REPLY, helped.told_agreed),
    "checkins.declined": Notice(Rank.REPLY, helped.told_declined),
    "checkins.stepped_down": Notice(Rank.TASK, helped.told_stepped_down, about=_of_person),
    "checkins.let_go": Notice(Rank.REPLY, helped.told_let_go),
    "checkins.lost": Notice(Rank.TASK, helped.told_lost, about=_of_person),
    "checkins.round": Notice(Rank.TASK, None, ROUND),
    "checkins.family_well": Notice(Rank.REMINDER, family.told_well),
    "checkins.family_unanswered": Notice(Rank.TASK, family.told_unanswered),
    "checkins.family_settled": Notice(Rank.TASK, family.told_settled),
    "checkins.greeting": Notice(Rank.REPLY, family.greeting),
    "checkins.talk": Notice(Rank.TASK, board.told_talk, about=_of_person),
    boards.WEEK: Notice(Rank.REMINDER, board.told_week),
}
TIMERS = {
    boards.REDRAWN: boards.redraw,
    boards.WEEK: boards.week,
    calls.CALLS: calls.longer,
}
FALLBACKS = {boards.WEEK: stuck.falls_back(boards.WEEK, stuck.week)}
STARTS = {LINK: helpers.opened}
DOORS = (Door("checkins", LABEL, lambda turn, _sentence: enrolling.opened(turn), 80),)
REFUSALS = {
    "checkins.enrolled_before": _("They are asked each morning already."),
    "checkins.no_home": _("Please say first where you live: ⚙️ Settings."),
    "checkins.window": _("That is too late in the day: whoever comes must come before dark."),
    "checkins.no_telegram": _("They have no Telegram; somebody phones them."),
    "checkins.no_consent": _("Of their health nothing is kept without their yes to that."),
    "checkins.no_witness": _(
        "Who only says yes says it before somebody else, too. Please name them, or let them sign."
    ),
    "checkins.their_own": _("Only they themselves can allow that, in their own chat."),
    "checkins.enough": _("There are enough people on the list. Please take one off first."),
    "checkins.oneself": _("That is the one who is asked: please pass the link on to another."),
    "checkins.rungs": _(
        "Between two of them ten minutes are the least, and who is on duty hears it in any case."
    ),
    "checkins.looked_for": _("They have not answered and are looked for: first that must end."),
    "checkins.too_long": _("90 days are the most; later it can be done once more."),
}
