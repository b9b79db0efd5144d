"""What a volunteer is asked before anybody asks them for anything."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen
from pydantic import Field

from community.jobs.hours import Hours
from community.seekers import Reach, Window, hours_of
from community.tasks import joining as rules
from community.tasks.joining import GUARDIAN_MOST, HEALTH, Offered
from community.tasks.kinds import Age, Demand, Skill, Standing
from handlers.tasks.kinds import HELPING
from handlers.tasks.words import AGES, DEMANDS, LABEL, REACHES, SKILLS, WINDOWS, windows_of
from storage import teams, volunteers
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.forms import Ask, Form, If, PickRow
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _, pgettext

NO_TEAM = 0


class Join(Form):
    """How somebody can help, in a few taps."""

    name: ClassVar[str] = "tasks.join"
    title: ClassVar[Word] = LABEL
    before_sending: ClassVar[Word | None] = _(
        "The community or the leader of your team looks it over and talks with you. You are asked"
        " only at the times you give; a no costs nothing, and you can stop at any time."
    )

    skills: Annotated[
        list[Skill],
        Ask(
            _("What could you do for others?"),
            label=_("Skills"),
            hint=_("As many as you like. A pair of hands is a great help."),
            words=SKILLS,
            columns=1,
        ),
    ]
    windows: Annotated[
        list[Window],
        Ask(
            _("When may we ask you?"),
            label=_("Times"),
            words=WINDOWS,
            offered="tasks.windows",
        ),
    ]
    reach: Annotated[Reach, Ask(_("How far would you go?"), label=_("Way"), words=REACHES)]
    age: Annotated[
        Age,
        Ask(
            _("How old are you?"),
            label=_("Age"),
            hint=_("So that nobody is asked for what is too much for them."),
            words=AGES,
            columns=3,
        ),
    ]
    guardian: Annotated[
        str | None,
        MinLen(2),
        MaxLen(GUARDIAN_MOST),
        Ask(
            _("Which of your parents or guardians agrees? Name and telephone number"),
            label=_("Guardian"),
            hint=_("The community rings them up before you help for the first time."),
            when=If("age", frozenset({Age.YOUNG})),
        ),
    ] = None
    limits: Annotated[
        list[Demand],
        Ask(
            _("Is there anything you had better not do?"),
            label=_("Not for me"),
            hint=_("Skip it if all is fine. Nobody but who looks you over sees this."),
            words=DEMANDS,
            offered="tasks.limits",
            columns=1,
        ),
    ] = Field(default_factory=list)
    team: Annotated[
        int,
        PickRow(
            _("Would you like to join a team?"),
            label=_("Team"),
            hint=_("More teams can be joined later, and left at any time."),
            rows="tasks.teams",
        ),
    ]
    agree: Annotated[
        bool,
        Ask(
            _(
                "May we keep this and ask you when somebody needs you? Your name is told to whom"
                " you help and to who sees to the task; nobody is rated."
            ),
            label=pgettext("volunteer", "Agreed"),
            words={True: _("🧡 Yes, ask me"), False: _("Rather not")},
            leaves=frozenset({False}),
            columns=1,
        ),
    ]


def join(turn: Turn) -> None:
    """Begin with what is known already."""
    one = volunteers.of(turn.tx, turn.who.id)
    given: dict[str, object] = {}
    if one is not None and one.stage in rules.HELPING:
        given = {
            "skills": list(one.skills),
            "windows": windows_of(Hours.read(one.hours)),
            "reach": one.reach,
            "age": one.age,
            "limits": sorted(volunteers.limits(turn.tx, one)),
            "guardian": volunteers.guardian(turn.tx, one),
        }
    filling.start(turn, Join, given={name: said for name, said in given.items() if said})


def joined(turn: Turn, form: Join) -> None:
    said = Offered(
        tuple(form.skills),
        hours_of(tuple(form.windows)),
        form.reach,
        form.age,
        frozenset(form.limits),
        form.guardian,
        (form.team,) if form.team != NO_TEAM else (),
    )
    rules.apply(turn.tx, turn.who, said, turn.now)
    turn.card(HELPING, turn.who.id)


def left(turn: Turn, _field: str, _value: object) -> None:
    turn.reply(_("All right: nothing is kept. The door stays open."))


def team_rows(tx: Tx, _who: Person, _row: int | None) -> tuple[tuple[int, Word], ...]:
    """The teams there are, none first."""
    found = ((team.id, Word(team.name)) for team in teams.standing(tx))
    return ((NO_TEAM, _("Not now")), *found)


def windows(_tx: Tx, _who: Person, _row: int | None) -> frozenset[Window]:
    return frozenset(WINDOWS)


def limits(_tx: Tx, _who: Person, _row: int | None) -> frozenset[Demand]:
    return HEALTH


def is_helping(tx: Tx, who: Person) -> bool:
    """Whether somebody helps now, or takes a rest."""
    one = volunteers.of(tx, who.id)
    return one is not None and Standing(one.stage) in rules.HELPING


FORM = FormEntry(Join, joined, left)
FACTS = {"tasks.windows": windows, "tasks.limits": limits, "tasks.teams": team_rows}
