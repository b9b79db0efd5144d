"""💞 社区红娘: registering, the matchmakers' work, and what staff decide."""

from community.matchmaking import introducing, registering, suggesting
from community.matchmaking import meetings as rounds
from community.matchmaking.ending import AFTER, SILENT
from handlers.matchmaking import (
    complaints,
    counter,
    door,
    figures,
    introduced,
    meetings,
    own,
    proposing,
    telling,
    threads,
    work,
)
from handlers.matchmaking.erasing import erasing
from handlers.matchmaking.forms import (
    MATCHMAKERS,
    About,
    Another,
    AtCounter,
    Complaint,
    Hoping,
    PassingOn,
    Picture,
    Registration,
    Shunning,
    ShunningFor,
    Writing,
)
from handlers.matchmaking.words import LABEL
from storage.outbox import Rank
from talk.doors import Door
from talk.registry import Capability, Command, FormEntry, MenuItem, Notice
from talk.words import _

CAPABILITY = Capability(
    stem="matchmaking",
    menu=(MenuItem(LABEL, door.opened, 25),),
    commands=(Command("match", _("the matchmakers of the community"), door.opened),),
    starts={door.LINK: door.linked, meetings.LINK: meetings.linked},
    forms=(
        FormEntry(Registration, own.registered, door.left),
        FormEntry(About, own.described),
        FormEntry(Hoping, own.hoping),
        FormEntry(Shunning, own.shunning),
        FormEntry(Picture, own.pictured),
        FormEntry(Another, own.chosen),
        FormEntry(Writing, work.written),
        FormEntry(PassingOn, work.passed_on),
        FormEntry(ShunningFor, counter.shunning),
        FormEntry(AtCounter, counter.registered, door.left),
        FormEntry(meetings.Planning, meetings.planned),
        FormEntry(proposing.Introducing, proposing.introduced),
        FormEntry(Complaint, complaints.complained),
    ),
    facts={MATCHMAKERS: work.others, "matchmaking.others": work.others},
    cards=(
        door.CARD,
        own.CARD,
        *work.CARDS,
        *introduced.CARDS,
        threads.CARD,
        *meetings.CARDS,
        complaints.CARD,
    ),
    notices={
        "matchmaking.registered": Notice(Rank.TASK, None, work.SINGLE),
        "matchmaking.left": Notice(Rank.TASK, telling.left, work.SINGLE),
        "matchmaking.passed_on": Notice(Rank.TASK, telling.passed_on, work.SINGLE),
        "matchmaking.chosen": Notice(Rank.TASK, telling.chosen, work.SINGLE),
        "matchmaking.chose_another": Notice(Rank.TASK, telling.chose_another),
        "matchmaking.withdrew": Notice(Rank.TASK, telling.withdrew),
        "matchmaking.nobody_here": Notice(Rank.TASK, telling.nobody_here),
        "matchmaking.looks_after": Notice(Rank.REPLY, telling.looked_after),
        "matchmaking.papers_seen": Notice(Rank.REPLY, telling.papers_seen),
        "matchmaking.word": Notice(Rank.REPLY, telling.word),
        "matchmaking.held_back": Notice(Rank.REPLY, telling.held_back),
        "matchmaking.held_back_of": Notice(Rank.TASK, telling.held_back_of, about=work.person_of),
        "matchmaking.suggested": Notice(Rank.REPLY, proposing.proposed),
        "matchmaking.introduced": Notice(Rank.REPLY, None, introduced.MET),
        "matchmaking.ask_them": Notice(Rank.TASK, threads.ask_them, threads.THREAD),
        "matchmaking.phone": Notice(Rank.TASK, threads.phone, work.SINGLE),
        "matchmaking.contact": Notice(Rank.REPLY, None, introduced.MET),
        "matchmaking.connected": Notice(Rank.TASK, None, threads.THREAD),
        "matchmaking.ended": Notice(Rank.REPLY, introduced.ended),
        "matchmaking.came_to": Notice(Rank.TASK, None, threads.THREAD),
        "matchmaking.how_is_it": Notice(Rank.REMINDER, None, introduced.HOW),
        "matchmaking.round": Notice(Rank.REPLY, None, meetings.MEETING),
        "matchmaking.complaint": Notice(Rank.TASK, None, complaints.COMPLAINT),
        "matchmaking.decided": Notice(Rank.REPLY, complaints.decided),
    },
    timers={
        registering.UNSEEN: registering.unseen,
        SILENT: introducing.silent,
        AFTER: introducing.follow_up,
    },
    chores={suggesting.SUGGEST: proposing.CHORE, rounds.ROUND: meetings.CHORE},
    figures=(figures.SECTION,),
    erasing=erasing,
    mine=lambda tx, who: [*own.mine(tx, who), *introduced.mine(tx, who)],
    doors=(Door("matchmaking", LABEL, door.said, 40),),
    awaited=introduced.AWAITED,
    desk=work.DESK,
    refusals={
        "matchmaking.not_found": _("We cannot find that."),
        "matchmaking.registered": _("You are registered already: 💞."),
        "matchmaking.frozen": _(
            "The community is clearing something up; until then you cannot register. Please ask"
            " at its counter."
        ),
        "matchmaking.not_entered": _(
            "Nobody without Telegram is entered here under this number. The grid worker or the"
            " community enters people: /enter."
        ),
        "matchmaking.married": _("This is only for people who are single now."),
        "matchmaking.not_of_age": _(
            "By law women marry from 20 and men from 22 years on. Please look at the day of birth;"
            " or come back when you are of age, you are welcome."
        ),
        "matchmaking.no_matchmaker": _("That matchmaker cannot be chosen now. Please choose anew."),
        "matchmaking.ages_crossed": _("The youngest age is above the oldest. Please change one."),
        "matchmaking.number_in_words": _(
            "Please leave out numbers and accounts: you give them yourselves when both want to."
        ),
        "matchmaking.name_in_words": _(
            "Please leave out your name and your employer: the other one reads this."
        ),
        "matchmaking.address_in_words": _(
            "Please leave out where you live: the other one reads this. The matchmaker knows it."
        ),
        "matchmaking.not_open": _("One of the two cannot be introduced just now."),
        "matchmaking.rests": _(
            "One of the two has just come out of an introduction. Please leave them some days."
        ),
        "matchmaking.does_not_fit": _("Something that must be does not hold of one of the two."),
        "matchmaking.met_before": _(
            "They were introduced before. Please look again, and say why once more."
        ),
        "matchmaking.busy": _("One of the two is being introduced to somebody just now."),
        "matchmaking.meeting_over": _("This day is over. Please choose one to come."),
        "matchmaking.register_first": _(
            "For this you must be registered, with papers seen, and looking. Please tap 💞 first."
        ),
        "matchmaking.complained": _("You have told us already; it is being looked into."),
    },
)
COMPLAINTS = Capability(stem="complaints", desk=complaints.DESK)
