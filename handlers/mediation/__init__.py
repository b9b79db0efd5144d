"""🤝 in the chat: a dispute, each side in a room of its own, the mediator between them."""

from collections.abc import Callable

from community import stuck
from community.mediation import watch
from community.mediation.kinds import Side
from handlers.mediation import (
    about,
    forms,
    harm,
    joining,
    meant,
    numbers,
    passing,
    piles,
    side,
    talking,
    work,
)
from handlers.mediation.erasing import erasing
from handlers.mediation.kinds import HARM, LINK, SIDE, WORK
from handlers.mediation.words import CODES, SIDES
from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk.doors import Door
from talk.registry import Capability, Command, MenuItem, Notice
from talk.screens import Screen, bold
from talk.words import Word, _


def _headed(word: Word) -> Callable[[Tx, Person, Tell], Screen]:
    """The heading over a card that is shown because something happened."""
    return lambda _tx, reader, _tell: Screen(bold(word.to(reader.language)))


def _said(word: Word) -> Callable[[Tx, Person, Tell], Screen]:
    return lambda _tx, reader, _tell: Screen(word.to(reader.language))


def _heard_from(_tx: Tx, reader: Person, tell: Tell) -> Screen:
    """Which side has told the mediator something."""
    says = _("💬 Something from: {side}", side=SIDES[Side(tell.facts["side"])])
    return Screen(bold(says.to(reader.language)))


def _to_work(word: Word, rank: Rank = Rank.TASK) -> Notice:
    return Notice(rank, _headed(word), WORK)


def _to_side(word: Word) -> Notice:
    return Notice(Rank.REPLY, _headed(word), SIDE)


CAPABILITY = Capability(
    stem="mediation",
    menu=(MenuItem(_("🤝 Mediation"), forms.mediate, 15),),
    commands=(Command("mediate", _("have a dispute mediated"), forms.mediate),),
    forms=(forms.FORM, meant.FORM, numbers.FORM, *talking.FORMS, *passing.FORMS, *harm.FORMS),
    cards=(side.CARD, work.CARD, *harm.CARDS),
    notices={
        "mediation.wanted": _to_work(_("🤝 Somebody asks for mediation")),
        "mediation.chosen": _to_work(_("🤝 You are asked for as the mediator")),
        "mediation.joined": _to_work(_("🤝 The other side has come and is asked")),
        "mediation.not_them": _to_work(
            _("🙅 The link had gone to somebody else. Please invite the other side anew.")
        ),
        "mediation.agreed": _to_work(_("🤝 The other side takes part")),
        "mediation.refused": _to_work(_("The other side would rather not: no session, please")),
        "mediation.said": Notice(Rank.TASK, _heard_from, WORK),
        "mediation.left": _to_work(_("🚪 A side has left: it is over")),
        "mediation.soon": _to_work(_("⏳ The time for this is nearly over"), Rank.REMINDER),
        "mediation.untaken": _to_work(_("⏰ Nobody has taken this up yet"), Rank.REMINDER),
        "mediation.unheard": _to_work(_("⏰ Not both sides are heard yet"), Rank.REMINDER),
        "mediation.overtime": _to_work(_("⏰ The month is over"), Rank.REMINDER),
        "mediation.escalated": _to_work(
            _("❗ Late by more than a working day: please step in"), Rank.REMINDER
        ),
        "mediation.unreached": _to_work(_("☎️ A side reads nothing here any more: please phone")),
        "mediation.mediator_unreached": _to_work(_("⚠️ The mediator cannot be reached just now")),
        "mediation.changed": Notice(
            Rank.TASK,
            _said(_("🔄 A side would like another mediator. Thank you for what you have done.")),
        ),
        "mediation.too_near": Notice(
            Rank.TASK,
            _said(_("🔄 You live at one stairwell with a side: somebody else mediates this.")),
        ),
        "mediation.taken": _to_side(_("🧑‍💼 A mediator has taken it up")),
        "mediation.moved": _to_side(_("🔄 Another mediator is being found")),
        "mediation.not_them_side": _to_side(
            _("🙅 The link had gone to somebody else. The other side is invited anew.")
        ),
        "mediation.agreed_side": _to_side(_("🤝 The other side takes part")),
        "mediation.refused_side": _to_side(_("The other side would rather not talk now")),
        "mediation.word": _to_side(_("🗣 The mediator says something to you")),
        "mediation.left_side": _to_side(_("🚪 The other side has left")),
        "mediation.harm": Notice(Rank.ALARM, None, HARM),
        "mediation.harm_taken": Notice(Rank.REPLY, harm.taken),
    },
    timers={watch.ACCEPT: watch.accept, watch.HEAR: watch.hear, watch.FINISH: watch.finish},
    ladders=tuple(watch.WATCHED),
    fallbacks={kind: stuck.falls_back(kind, stuck.case) for kind in watch.WATCHED},
    starts={LINK: joining.opened},
    strays=(meant.STRAY,),
    facts=about.FACTS,
    erasing=erasing,
    codes=CODES,
    mine=piles.mine,
    desk=piles.PILES,
    doors=(Door("mediation", _("🤝 Mediation"), forms.opened, 20),),
    refusals={
        "mediation.enough": _(
            "That is much in a few minutes. What you have filled in is kept: please send it a"
            " little later. In danger call 110, 119 or 120."
        ),
        "mediation.standing": _("You have asked for this already: it is under 📋."),
        "mediation.nothing_to_tell": _("Please say what the other side may be told."),
        "mediation.not_able": _("They cannot mediate this. Please choose another."),
        "mediation.no_reason": _("Please say why."),
        "mediation.talk_only": _(
            "Without a name there is a talk at the door and no second side to ask."
        ),
        "mediation.joined_before": _("The other side is there already."),
        "mediation.own_link": _("This link is for the other side."),
        "mediation.not_agreed": _("Please say first whether you take part."),
        "mediation.not_there": _("This side does not take part yet."),
    },
)
