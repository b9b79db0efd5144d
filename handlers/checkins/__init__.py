"""平安问候: a question each morning, and a ladder that ends at the door (domain §5, check-ins)."""

from community.checkins import answering, ladder, mornings, outages, stuck
from community.checkins.kinds import DAY, OUTAGE, RUNG, SOS
from handlers.checkins import (
    alarmed,
    board,
    care,
    family,
    figures,
    notices,
    question,
    rung,
    telling,
)
from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tx
from talk.registry import Capability, Notice
from talk.screens import Button
from talk.words import _


def mine(tx: Tx, who: Person) -> list[Button]:
    """Who does not answer and counts on somebody; the boards of staff."""
    return [*rung.mine(tx, who), *board.mine(tx, who)]


CAPABILITY = Capability(
    stem="checkins",
    cards=(question.CARD, rung.CARD, *care.CARDS),
    forms=care.FORMS,
    notices={
        "checkins.question": Notice(Rank.TASK, None, question.MORNING),
        "checkins.again": Notice(Rank.TASK, question.again, question.MORNING),
        "checkins.coming": Notice(Rank.REPLY, question.coming),
        "checkins.unanswered": Notice(Rank.ALARM, None, alarmed.RUNG),
        "checkins.alone": Notice(Rank.ALARM, rung.alone, alarmed.RUNG),
        "checkins.listen": Notice(Rank.ALARM, None, alarmed.RUNG),
        "checkins.heard": Notice(Rank.ALARM, rung.copied, about=rung.about),
        "checkins.still": Notice(Rank.ALARM, rung.still, alarmed.RUNG),
        "checkins.yours": Notice(Rank.ALARM, None, alarmed.RUNG),
        "checkins.over": Notice(Rank.REPLY, rung.over, about=rung.about),
        "checkins.needed": Notice(Rank.ALARM, rung.needed, about=rung.about),
        "checkins.sos": Notice(Rank.ALARM, notices.sos, about=notices.raised_by),
        "checkins.calmed": Notice(Rank.REPLY, notices.calmed, about=notices.raised_by),
        "checkins.unreached": Notice(Rank.TASK, notices.unreached, about=notices.whose),
        "checkins.goes_on": Notice(Rank.ALARM, notices.goes_on, about=notices.whose_plan),
        "checkins.unsaid": Notice(Rank.ALARM, notices.unsaid, about=notices.raised_by),
        "checkins.stuck": Notice(Rank.ALARM, notices.stuck, about=notices.whose),
        OUTAGE: Notice(Rank.TASK, notices.outage),
        **care.NOTICES,
    },
    timers={
        DAY: mornings.judge,
        RUNG: ladder.due,
        SOS: answering.urgent,
        OUTAGE: outages.tell_staff,
        **care.TIMERS,
    },
    crowds={DAY: mornings.foresee, RUNG: ladder.foresee},
    ladders=(DAY, RUNG),
    fallbacks={DAY: stuck.ask, RUNG: stuck.climb, SOS: answering.unsaid, **care.FALLBACKS},
    urgent=question.urgent,
    strays=(*question.STRAYS, *family.STRAYS, telling.STRAY),
    starts=care.STARTS,
    doors=care.DOORS,
    after=question.after,
    facts=care.FACTS,
    mine=mine,
    figures=(figures.SECTION,),
    refusals={
        "checkins.not_found": _("We cannot find that."),
        "checkins.moved_on": _("Somebody else was quicker. This is how it stands now."),
        "checkins.taken": _("Somebody else looks after it already. Thank you!"),
        "checkins.over": _("It is over by now. Thank you!"),
        **care.REFUSALS,
    },
)
