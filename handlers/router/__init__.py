"""A free sentence finds its door: doors to choose from, small talk, and doors still to come."""

from collections.abc import Iterable

from community.router.guessing import CHAT, Guesser
from handlers.router import asking
from handlers.router.awaited import Asked
from handlers.router.coming import COMING
from handlers.router.offering import Offering
from handlers.router.teaching import SMALL_TALK, Teaching
from storage.outbox import Rank
from talk.doors import Leading
from talk.registry import Capability, FormEntry, Notice, Stray
from talk.words import _


def router(capabilities: Iterable[Capability]) -> Capability:
    """Return the capability that leads free sentences to the doors of the others.

    What none of them opens yet is still a door: the staff of the place see what was wanted there.
    """
    opened = [door for brings in capabilities for door in brings.doors]
    codes = {door.code for door in opened}
    to_come = [door for door in COMING if door.code not in codes]
    inward = sorted((*opened, *to_come), key=lambda door: door.order)
    doors = {door.code: door for door in inward}
    guesser = Guesser({code: door.every for code, door in doors.items()})
    labels = {**{code: door.label for code, door in doors.items()}, CHAT: SMALL_TALK}
    awaited = (asking.AWAITED, *(brings.awaited for brings in capabilities if brings.awaited))
    offering, teaching = Offering(doors, guesser, Asked(awaited)), Teaching(doors)
    return Capability(
        "router",
        doors=to_come,
        forms=(FormEntry(asking.Reply, asking.replied), teaching.form),
        cards=(offering.card, *asking.CARDS, teaching.card),
        notices={
            "router.asked": Notice(Rank.NOTICE, None, asking.ASKED),
            "router.answered": Notice(Rank.REPLY, asking.answered),
            "router.unanswered": Notice(Rank.NOTICE, asking.unanswered),
        },
        strays=(Stray(offering.hear),),
        mine=asking.mine,
        desk=asking.PILES,
        office=teaching.office,
        codes={f"{table}.door": labels for table in ("sentences", "inquiries", "examples")},
        facts={asking.WAITING[0]: asking.waiting},
        leading=Leading(
            offering.guess, offering.lead, offering.aside, offering.carry, offering.awaited
        ),
        refusals={
            "router.not_found": _("We cannot find that."),
            "router.enough": _(
                "That is much in a few minutes. Please wait a little; in danger call 110, 119 or"
                " 120."
            ),
            "router.no_words": _("There are no letters in it. Please write a sentence."),
            "router.known": _("That sentence is there already."),
            "router.full": _("That are many sentences already. Please take one out first."),
            "router.last": _("A few must stay, or nobody finds this door."),
        },
    )
