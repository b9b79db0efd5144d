"""💼 找工作: a card in six taps, what suits and why, applying, and what comes of it."""

import re

from community.jobs.access import OFFICERS
from community.seekers import applying as rules
from community.seekers import meeting, outcome, spread
from community.seekers.stages import ANSWER, CHECK, MEETING, STANDING, Stage
from handlers.jobs.door import LABEL
from handlers.jobs.seekers import (
    answering,
    applied,
    applying,
    counter,
    entering,
    finding,
    forms,
    opening,
    profile,
    sentence,
)
from handlers.jobs.seekers.erasing import erasing
from handlers.jobs.seekers.kinds import APPLICANT, APPLIED, OPENING
from handlers.jobs.seekers.notices import NOTICES
from handlers.jobs.seekers.words import STAGES
from storage import applications, employers, vacancies
from storage.people import Person
from storage.tx import Tx
from talk.cards import opener
from talk.desk import Desk, Heap, Pile, Sieve
from talk.doors import Awaited, Door
from talk.registry import Capability, Card, Command, FormEntry, MenuItem
from talk.screens import Button, clip
from talk.words import _

LINE_MOST = 30
ON_DESK = 200
WAITING = (Stage.SENT, Stage.INVITED, Stage.AGREED)


def mine(tx: Tx, who: Person) -> list[Button]:
    """What one has applied for, and who waits for an answer of one's own."""
    own = applications.of(tx, who.id, (*STANDING, Stage.PLACED))
    waiting = [
        one
        for employer in employers.of(tx, who.id)
        for vacancy in vacancies.of(tx, employer.id, ("open", "hidden"), ON_DESK)
        for one in applications.to(tx, vacancy.id, (Stage.SENT,))
    ]
    return [
        *(
            opener(_own(tx, who, one.vacancy_id, one.stage), APPLIED, one.id)
            for one in own
            if one.ended is None
        ),
        *(
            opener(clip(answering.line(tx, who, one.id), LINE_MOST).plain, APPLICANT, one.id)
            for one in waiting
        ),
    ]


def _awaited(tx: Tx, who: Person) -> list[Button]:
    """The applications of one's own that wait, for an answer or for an interview."""
    own = applications.of(tx, who.id, STANDING)
    return [opener(_own(tx, who, one.vacancy_id, one.stage), APPLIED, one.id) for one in own]


AWAITED = Awaited(
    re.compile(
        r"面试|录用|录取|应聘的|简历|我投的|(?:老板|单位|店里|那边)[^，。]{0,6}(?:要我|要不要|回|怎么说)"
        r"|(?:几点|哪天|什么时候)[^，。]{0,4}上班"
        r"|\b(?:my|the) (?:interview|application)\b|\bi applied\b|\bhired me\b",
        re.IGNORECASE,
    ),
    _awaited,
)


def _own(tx: Tx, who: Person, vacancy_id: int, stage: str) -> str:
    post = vacancies.post(tx, vacancies.known(tx, vacancy_id))
    state = STAGES[Stage(stage)].to(who.language)
    return clip(f"📨 {post} · {state}", LINE_MOST).plain


def _late(tx: Tx, who: Person, sieve: Sieve, now: int) -> list[int]:
    return _due(tx, who, sieve, now, WAITING)


def _calls(tx: Tx, who: Person, sieve: Sieve, now: int) -> list[int]:
    return _due(tx, who, sieve, now, (Stage.PLACED,))


def _due(tx: Tx, who: Person, sieve: Sieve, now: int, stages: tuple[Stage, ...]) -> list[int]:
    """What of an officer's places has waited too long in these stages."""
    if sieve.category is not None:
        return []
    found: dict[int, None] = {}
    for held in who.roles:
        both = (held.path, sieve.path)
        if held.role in OFFICERS and max(both, key=len).startswith(min(both, key=len)):
            path = max(both, key=len)
            for stage in stages:
                found |= dict.fromkeys(applications.unanswered(tx, path, stage, now, ON_DESK))
    return [*found]


def _officer(who: Person) -> bool:
    return any(held.role in OFFICERS for held in who.roles)


CAPABILITY = Capability(
    stem="seekers",
    menu=(MenuItem(LABEL, finding.opened, 20),),
    commands=(Command("jobs", _("find work, or offer it"), finding.opened),),
    forms=(
        *forms.FORMS,
        FormEntry(finding.Words, finding.searched),
        applying.FORM,
        applied.FORM,
        *answering.FORMS,
        *entering.FORMS,
    ),
    cards=(
        profile.CARD,
        finding.LIST,
        Card(
            OPENING,
            "vacancy",
            None,  # what its reader has done with it changes it for them alone
            opening.draw,
            {
                "apply": applying.apply,
                "keep": opening.keep,
                "drop": opening.drop,
                "share": opening.share,
            },
            whenever=frozenset({"keep", "drop", "share"}),
        ),
        applied.CARD,
        *answering.CARDS,
        *counter.CARDS,
    ),
    notices=NOTICES,
    timers={
        spread.SPREAD: spread.go_on,
        ANSWER: rules.unanswered,
        MEETING: meeting.remind,
        CHECK: outcome.check,
    },
    doors=(Door("jobs", LABEL, sentence.said, 30),),
    awaited=AWAITED,
    erasing=erasing,
    starts={opening.LINK: opening.shared},
    pointers=(opening.POINTER,),
    facts={"seekers.trades": forms.trades, "seekers.applying": applying.about},
    mine=mine,
    desk=Desk(
        {
            Heap.LATE: (Pile(APPLICANT, _late, answering.line, _officer),),
            Heap.CALLS: (Pile(APPLICANT, _calls, answering.line, _officer),),
        },
        lambda _tx, _who: (),
    ),
    refusals={
        "seekers.gone": _("This work is no longer offered. Other work waits under 💼."),
        "seekers.own": _("This is your own vacancy."),
        "seekers.no_number": _("Without a number the employer cannot reach you: ⚙️ Settings."),
        "seekers.too_young": _("Under 16 nobody may be hired: the law protects you."),
        "seekers.night": _(
            "This work is at night: the law forbids it before 18. Other work waits under 💼."
        ),
        "seekers.too_many": _("That is a lot at once. Please wait for answers first."),
        "seekers.applied": _("You have applied for this already: 📋 shows how it stands."),
        "seekers.not_found": _("We cannot find that."),
        "seekers.not_entered": _(
            "Nobody without Telegram is entered here under this number. The grid worker or the"
            " community enters people: /enter."
        ),
        "seekers.no_card": _("You have no card yet: 💼, then 📝."),
        "seekers.unclear": _("We cannot keep that. Please choose again."),
        "seekers.past": _("That time is over or too far ahead. Please choose another one."),
        "seekers.full": _("All places of this vacancy are taken."),
    },
)
