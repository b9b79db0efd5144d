"""Reports in the chat: a resident says what is wrong and sees what becomes of it."""

from collections.abc import Callable

from community import issues as rules
from community import stuck
from community.cases import Stage
from community.issues import callback, heaps, onward, watch
from community.issues import emergency as alarms
from community.issues.kinds import KIND
from handlers.issues import (
    about,
    dangers,
    desk,
    detours,
    emergency,
    erasing,
    externals,
    figures,
    gone,
    known,
    meant,
    office,
    office_forms,
    own,
    satisfaction,
    sent,
    shared,
    spoken,
    strays,
)
from handlers.issues.board import BOARDS, LINK, opened
from handlers.issues.forms import Answer, Report, answered, offered, report, reported
from handlers.issues.kinds import DESK, KNOWN, OWN
from handlers.issues.piles import PILES, begins, line
from handlers.issues.words import CODES, RESIDENT_STAGES, category_word
from storage import casebooks
from storage.cases import Case
from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk.cards import opener
from talk.doors import Door
from talk.registry import SIMPLE, Capability, Command, FormEntry, MenuItem, Notice
from talk.screens import Button, Screen, bold
from talk.words import Word, _

LISTED = 8  # of each kind under 📋


def mine(tx: Tx, who: Person) -> list[Button]:
    """What waits to be dispatched, what one handles, what one reported."""
    at_work = [
        *heaps.waiting(tx, who, "", None, 0)[:LISTED],
        *heaps.mine(tx, who, "", None, 0)[:LISTED],
    ]
    own = [
        *casebooks.reported_by(tx, who.id, LISTED, KIND),
        *casebooks.spoken_for(tx, who.id, LISTED, KIND),
    ]
    return [
        *(opener(line(tx, who, case.id), DESK, case.id) for case in at_work),
        *(opener(_own_line(tx, who, case), OWN, case.id) for case in own),
        *(opener(_followed(tx, who, case), KNOWN, case.id) for case in known.followed(tx, who)),
    ]


def _followed(tx: Tx, who: Person, case: Case) -> str:
    """A neighbour's case, without the neighbour's words."""
    about = category_word(tx, case.category).to(who.language)
    return f"{case.number} {about} · {RESIDENT_STAGES[Stage(case.stage)].to(who.language)}"


def _own_line(tx: Tx, who: Person, case: Case) -> str:
    stage = RESIDENT_STAGES[Stage(case.stage)].to(who.language)
    return f"{begins(tx, case)} · {stage}"


def _headed(word: Word) -> Callable[[Tx, Person, Tell], Screen]:
    """The heading over a card that is shown because something happened."""
    return lambda _tx, reader, _tell: Screen(bold(word.to(reader.language)))


LADDERS = (*watch.WATCHED, rules.CALL_BACK)
CAPABILITY = Capability(
    stem="issues",
    menu=(
        MenuItem(_("📢 Report a problem"), report, 10),
        MenuItem(_("🆘 Unwell or in trouble"), strays.cry_out, 4, on=SIMPLE),
    ),
    commands=(Command("report", _("report a problem"), report),),
    forms=(
        FormEntry(Report, reported, emergency.emergency, (known.ALREADY,)),
        FormEntry(Answer, answered),
        *detours.FORMS,
        *meant.FORMS,
        *office_forms.FORMS,
        *satisfaction.FORMS,
        FormEntry(externals.Noted, externals.noted),
    ),
    cards=(
        desk.CARD,
        own.CARD,
        known.CARD,
        spoken.CARD,
        spoken.HOME_CARD,
        *emergency.CARDS,
        *office.CARDS,
    ),
    notices={
        "issues.received": Notice(Rank.TASK, _headed(_("📢 A new report")), DESK),
        "issues.yours": Notice(Rank.TASK, _headed(_("🔧 This is for you")), DESK),
        "issues.transferred": Notice(Rank.TASK, about.transferred),
        "issues.reopened": Notice(
            Rank.TASK, _headed(_("🔁 Not solved yet, once more please")), DESK
        ),
        "issues.joint_visit": Notice(
            Rank.TASK, _headed(_("🤝 Not solved twice: please visit together")), DESK
        ),
        "issues.planned": Notice(
            Rank.REMINDER, _headed(_("📅 Today is the day for which this was planned")), DESK
        ),
        "issues.overdue": Notice(
            Rank.REMINDER, _headed(_("⏰ Nobody has signed for this yet")), DESK
        ),
        "issues.undispatched": Notice(
            Rank.REMINDER,
            _headed(_("⏰ This waits, and nobody has it yet: please hand it on")),
            DESK,
        ),
        "issues.absent": Notice(
            Rank.REMINDER, _headed(_("⏰ Nobody has arrived on the spot yet")), DESK
        ),
        "issues.soon": Notice(
            Rank.REMINDER, _headed(_("⏳ The time for this is nearly over")), DESK
        ),
        "issues.overtime": Notice(
            Rank.REMINDER, _headed(_("⏰ This should have been done by now")), DESK
        ),
        "issues.escalated": Notice(
            Rank.REMINDER, _headed(_("❗ Late by more than a working day: please step in")), DESK
        ),
        "issues.call": Notice(
            Rank.TASK, _headed(_("📞 No word from the resident: please phone them")), DESK
        ),
        "issues.confirmed": Notice(Rank.NOTICE, _headed(_("👍 The resident says: solved")), DESK),
        "issues.returned": Notice(Rank.TASK, _headed(_("↩️ Returned: please choose anew")), DESK),
        "issues.left": Notice(Rank.TASK, gone.left),
        "issues.unreached": Notice(Rank.TASK, gone.unreached),
        "issues.back": Notice(Rank.TASK, gone.back),
        "issues.remarked": Notice(Rank.TASK, _headed(_("💬 Word from who is at work on it")), DESK),
        "issues.withdrawn": Notice(
            Rank.NOTICE, _headed(_("The resident has withdrawn this")), DESK
        ),
        "issues.supplemented": Notice(
            Rank.TASK, _headed(_("➕ The resident has added something")), DESK
        ),
        "issues.urged": Notice(Rank.TASK, _headed(_("🔔 Please hurry with this")), DESK),
        "issues.paused": Notice(Rank.NOTICE, _headed(_("⏸ This has to wait")), DESK),
        "issues.asked_for_time": Notice(Rank.TASK, _headed(_("⏳ May this take longer?")), DESK),
        "issues.time_granted": Notice(Rank.TASK, _headed(_("✅ You have more time")), DESK),
        "issues.time_denied": Notice(Rank.TASK, _headed(_("There is no more time for this")), DESK),
        "issues.unsatisfied": Notice(
            Rank.TASK, _headed(_("🙁 The resident is not satisfied")), DESK
        ),
        "issues.thanked": Notice(
            Rank.NOTICE, _headed(_("🌷 A neighbour says: thank you, master")), DESK
        ),
        "issues.merged": Notice(
            Rank.NOTICE,
            _headed(_("🤝 Yours goes on together with your neighbour's")),
            KNOWN,
        ),
        "issues.merged_own": Notice(
            Rank.NOTICE,
            _headed(_("🤝 Two of your reports are one matter: they go on together")),
            OWN,
        ),
        "issues.followed": Notice(Rank.NOTICE, None, KNOWN),
        "issues.over": Notice(Rank.NOTICE, known.over, KNOWN),
        "issues.retracted": Notice(Rank.REPLY, _headed(shared.RETRACTED), OWN),
        "issues.retracted_followed": Notice(Rank.NOTICE, _headed(shared.RETRACTED), KNOWN),
        "issues.moved": Notice(Rank.REPLY, None, OWN),
        "issues.dispatched": Notice(Rank.REPLY, None, OWN),
        "issues.working": Notice(Rank.REPLY, None, OWN),
        "issues.answered": Notice(Rank.REPLY, None, OWN),
        "issues.ending": Notice(Rank.REMINDER, about.ending, OWN),
        "issues.emergency": Notice(Rank.ALARM, None, emergency.ALARM),
        "issues.cry": Notice(Rank.ALARM, emergency.cry, about=emergency.about),
        "issues.unheard": Notice(Rank.ALARM, emergency.unheard, emergency.SOS),
        "issues.helper": Notice(Rank.ALARM, emergency.helper),
        "issues.all_clear": Notice(Rank.ALARM, emergency.all_clear),
        "issues.from_danger": Notice(Rank.ALARM, strays.from_danger),
    },
    timers={
        watch.ACCEPT: watch.accept,
        watch.CONTACT: watch.contact,
        watch.SITE: watch.site,
        watch.FINISH: watch.finish,
        rules.CALL_BACK: callback.unanswered,
        alarms.UNHEARD: alarms.unheard,
        onward.PLANNED: onward.day_has_come,
    },
    ladders=LADDERS,
    fallbacks={
        **{kind: stuck.falls_back(kind, stuck.case) for kind in LADDERS},
        alarms.UNHEARD: stuck.falls_back(alarms.UNHEARD, stuck.alarm),
    },
    strays=strays.STRAYS,
    facts={
        "issues.categories": offered,
        about.IN_HAND[0]: about.in_hand,
        about.SEEN[0]: about.seen,
        about.REOPENED[0]: about.reopened,
        about.RATED[0]: about.rated,
        about.STAFFS[0]: about.supervised,
        about.CONCERNED[0]: about.concerned,
        about.HOTLINE: about.hotline,
        **spoken.FACTS,
        **meant.FACTS,
        **office_forms.FACTS,
    },
    mine=mine,
    erasing=erasing.erasing,
    codes=CODES | {"alerts.danger": dangers.NAMES},
    desk=PILES,
    figures=figures.SECTIONS,
    boards=BOARDS,
    starts={LINK: opened},
    urgent=emergency.urgent,
    rescue=emergency.rescue,
    doors=(Door("report", _("📢 Report a problem"), sent.opened, 10),),
    office=office.OFFICE,
    refusals=office.REFUSALS
    | {
        "cases.not_found": _("We cannot find that."),
        "cases.moved_on": _("Something has changed meanwhile. This is how it stands now."),
        "issues.emergency": _("In danger please call 110, 119 or 120 first."),
        "issues.not_in_hand": _(
            "This is not in your hands, so your reply was not kept. Please tell them directly."
        ),
        "issues.nothing_to_keep": _(
            "That cannot be kept with it. Please reply with words, a photo or a voice message."
        ),
        "issues.no_category": _("This cannot be chosen any more. Please choose again with 📢."),
        "issues.not_responsible": _("This person cannot take it any more. Please choose another."),
        "issues.others_wait": _(
            "Neighbours wait for this, too: please leave it open until it is done."
        ),
        "issues.own_work": _("Somebody else has to ask about your own work."),
        "issues.no_day": _("Please say a day to come for which it is planned."),
        "issues.no_office": _("Please say which office has it now."),
        "issues.no_door": _("Please say whom the resident can turn to."),
        "issues.urged_today": _("You have urged today already. They know."),
        "issues.no_end": _("This has no end that could be moved."),
        "issues.enough": _(
            "That is much in a few minutes. What you have filled in is kept: please send it a"
            " little later. In danger call 110, 119 or 120."
        ),
        "issues.too_late": _("That was more than 30 days ago. Please report it again with 📢."),
    },
)
