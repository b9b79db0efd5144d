"""What there is of one's own, by its kinds, for who looks at what is kept about them."""

from collections.abc import Iterator

from community import privacy as rules
from community.issues.kinds import KIND
from community.matchmaking import Stage as Registered
from community.mediation.access import partaken
from community.seekers.stages import Stage as Applied
from community.tasks.kinds import TOOK
from community.tasks.kinds import Stage as Task
from storage import (
    applications,
    checkin_helpers,
    checkin_plans,
    employers,
    offers,
    parties,
    seekers,
    sign_ups,
    singles,
    tasks,
    volunteers,
    wishes,
)
from storage.people import Person
from storage.tx import Tx
from talk.words import Word, _


def things(tx: Tx, who: Person) -> Iterator[Word]:
    """A line for each kind; of reports also where there is none."""
    reports = sum(case.kind == KIND for case in rules.reported(tx, who))
    yield _("Reports: {count}", count=reports)
    if disputes := parties.theirs(tx, who.id, rules.MANY):
        yield _("Mediation, as one of the two sides: {count}", count=len(disputes))
    if helped := wishes.of(tx, who.id):
        yield _("Asked for a hand: {count}", count=len(helped))
    single = singles.of(tx, who.id)
    if single is not None and single.stage != Registered.WITHDRAWN:
        yield _("A registration with the matchmakers, with what you said there")
    if seekers.of(tx, who.id) is not None:
        yield _("A card of the work you look for")
    if applied := applications.of(tx, who.id, tuple(Applied)):
        yield _("Applications: {count}", count=len(applied))
    yield from _given(tx, who)
    if signed := sign_ups.ever(tx, who.id):
        yield _("Activities you signed up for: {count}", count=signed)
    if checkin_plans.of(tx, who.id) is not None:
        yield _("Your daily greetings: the time, your answers, and who is asked after you")
    if asked := checkin_helpers.helping(tx, who.id):
        yield _("People at whose door you may be asked to look: {count}", count=len(asked))
    if spoken := employers.of(tx, who.id):
        yield _("Employers you speak for: {count}", count=len(spoken))


def ending(tx: Tx, who: Person) -> Iterator[Word]:
    """What a withdrawn consent means for what others count on."""
    if employers.of(tx, who.id):
        yield _("What you offer as an employer is hidden; the officer phones you about it.")
    if partaken(tx, who):
        yield _("In a mediation you are phoned; to leave it, tap 🚪 there first.")


def _given(tx: Tx, who: Person) -> Iterator[Word]:
    """What somebody does for others as a volunteer, and what others do for them."""
    if volunteers.of(tx, who.id) is not None:
        yield _("Your card as a volunteer: what you can do, and when")
    if taken := offers.by(tx, who.id, TOOK, rules.MANY):
        yield _("Tasks you took on: {count}", count=len(taken))
    if done := tasks.of_person(tx, who.id, tuple(Task)):
        yield _("Tasks others take on for you: {count}", count=len(done))
