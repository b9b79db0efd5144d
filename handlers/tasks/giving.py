"""Giving out a task: what, where, when, for whom; who is asked reads no name and no door."""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import AfterValidator, Field

from community.deadlines import HOUR_MS, MINUTE_MS
from community.refused import Refused
from community.tasks import Wanted, open_task
from community.tasks.access import gives_out, leads
from community.tasks.kinds import Demand, Skill, Source, Whom
from community.tasks.opening import HANDS_MOST, WHAT_MOST
from handlers.tasks.kinds import KEEP
from handlers.tasks.words import DEMANDS, SKILLS, WHOMS
from storage import teams
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.forms import Ask, AskPhone, Form, If, PickPlace, PickRow, PickTime
from talk.names import NAMED
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _, pgettext

ANYBODY = 0
NUMBER = re.compile(r"\d{7,}")
NOW_MS = 2 * HOUR_MS  # how long something urgent may take to begin
SOMEBODY = frozenset({Whom.ADULT, Whom.ALONE, Whom.MINOR})


class Lasts(StrEnum):
    """How long it takes, in minutes."""

    HALF = "30"
    ONE = "60"
    TWO = "120"
    THREE = "180"
    FOUR = "240"
    DAY = "480"


LASTS = {
    Lasts.HALF: _("half an hour"),
    Lasts.ONE: _("1 hour"),
    Lasts.TWO: _("2 hours"),
    Lasts.THREE: _("3 hours"),
    Lasts.FOUR: _("4 hours"),
    Lasts.DAY: _("a whole day"),
}


def _talks(answers: Mapping[str, Any]) -> bool:
    """Whether it could be done by telephone."""
    able = answers.get("skill") in (Skill.TALK, Skill.LAW, Skill.PHONES, Skill.TEACHING)
    return able and answers.get("whom") in SOMEBODY


def _no_number(door: str) -> str:
    """Return the door if it is none of the numbers that are asked for next."""
    if NUMBER.search(door):
        raise ValueError(_("That looks like a telephone number: you are asked for it next."))
    return door


class Give(Form):
    """A task for volunteers."""

    name: ClassVar[str] = "tasks.give"
    title: ClassVar[Word] = _("📣 Ask for help")
    before_sending: ClassVar[Word | None] = _(
        "Who is asked reads what, roughly where and when. Name, door and number are read by who"
        " does it, while they do it. Urgent: who taps first goes. Else it is gathered for two"
        " hours."
    )

    source: Source = Source.STAFF
    source_id: int = 0
    skill: Annotated[Skill, Ask(_("What is needed?"), label=_("Skill"), words=SKILLS, columns=1)]
    what: Annotated[
        str,
        MinLen(4),
        MaxLen(WHAT_MOST),
        Ask(
            _("What is to be done?"),
            label=_("Task"),
            hint=_("Everybody who is asked reads it: please no name, no number, no door."),
        ),
    ]
    place: Annotated[int, PickPlace(_("Where is it?"), label=_("Place"), default="people.home")]
    urgent: Annotated[
        bool,
        Ask(
            _("Is it urgent?"),
            label=_("Urgent"),
            words={True: _("⏰ Yes, now"), False: _("🗓 No, it has a time")},
        ),
    ]
    starts: Annotated[
        datetime | None,
        PickTime(
            _("When does it begin?"),
            label=_("Begins"),
            past=False,
            when=If("urgent", frozenset({False})),
        ),
    ] = None
    lasts: Annotated[
        Lasts, Ask(_("How long will it take?"), label=_("Takes"), words=LASTS, columns=3)
    ]
    whom: Annotated[
        Whom,
        Ask(
            _("Whom does one meet there?"),
            label=_("Meets"),
            hint=_("To somebody old who lives alone and to a child one goes in twos at first."),
            words=WHOMS,
            columns=1,
        ),
    ]
    by_phone: Annotated[
        bool,
        Ask(
            _("Can it be done by telephone?"),
            label=_("By telephone"),
            words={True: _("☎️ Yes, a call is enough"), False: _("🚶 No, somebody goes there")},
            when=_talks,
            columns=1,
        ),
    ] = False
    hands: Annotated[
        int,
        Ge(1),
        Le(HANDS_MOST),
        Ask(
            _("How many people?"),
            label=_("Wanted"),
            hint=_("Where one goes in twos at first, two are looked for though you say one."),
            likely=range(1, 6),
        ),
    ]
    helped: Annotated[
        str | None,
        MaxLen(40),
        NAMED,
        Ask(_("What are they called?"), label=pgettext("task", "Name"), when=If("whom", SOMEBODY)),
    ] = None
    address: Annotated[
        str | None,
        MaxLen(60),
        AfterValidator(_no_number),
        Ask(
            _("Which door exactly?"),
            label=_("Door"),
            hint=_("E.g. 3-1-502, whatever the place above leaves open. Read by who does it."),
            when=If("whom", SOMEBODY),
            optional=True,
        ),
    ] = None
    phone: Annotated[
        str | None,
        AskPhone(
            _("At which number can they be reached?"),
            label=_("Telephone"),
            own=False,
            when=If("whom", SOMEBODY),
            optional=True,
        ),
    ] = None
    demands: Annotated[
        list[Demand],
        Ask(
            _("Does it ask for any of this?"),
            label=_("Asks for"),
            hint=_("Skip it if not. What is risky is for who is insured."),
            words=DEMANDS,
            columns=1,
        ),
    ] = Field(default_factory=list)
    team: Annotated[
        int, PickRow(_("Who is asked?"), label=pgettext("task", "Asked"), rows="tasks.asked")
    ]


def start(turn: Turn, **fixed: object) -> None:
    """Open the form for who may give out tasks."""
    if not gives_out(turn.who):
        raise Refused("tasks.not_yours")
    filling.start(turn, Give, fixed)


def given(turn: Turn, form: Give) -> None:
    starts = turn.now if form.starts is None else int(form.starts.timestamp() * 1000)
    slack = NOW_MS if form.urgent else 0
    wanted = Wanted(
        place_id=form.place,
        skill=form.skill,
        what=form.what,
        starts=starts,
        ends=starts + int(form.lasts) * MINUTE_MS + slack,
        source=form.source,
        source_id=form.source_id or None,
        hands=form.hands,
        urgent=form.urgent,
        whom=form.whom,
        by_phone=form.by_phone,
        demands=frozenset(form.demands),
        helped=form.helped,
        address=form.address,
        phone=form.phone,
        team_id=form.team or None,
    )
    task = open_task(turn.tx, turn.who, wanted, turn.now)
    turn.card(KEEP, task.id)


def asked(tx: Tx, who: Person, _row: int | None) -> tuple[tuple[int, Word], ...]:
    """Everybody near, or one of the teams; those one leads first."""
    found = sorted(teams.standing(tx), key=lambda team: not leads(tx, who, team))
    return ((ANYBODY, _("Whoever is near")), *((team.id, Word(team.name)) for team in found))


FORM = FormEntry(Give, given)
FACTS = {"tasks.asked": asked}
