"""What there is of one's own, by its kinds, for who looks at what is kept about them."""

from collections.abc import Iterator

from community import privacy as rules
from community.issues.kinds import KIND
from community.matchmaking import Stage as Registered
from community.seekers.stages import Stage as Applied
from storage import applications, employers, parties, seekers, singles, wishes
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
    if spoken := employers.of(tx, who.id):
        yield _("Employers you speak for: {count}", count=len(spoken))
