"""What /stats says of announcements: how many began, whom they reached, who has read them."""

from collections.abc import Sequence

from community.broadcasts import figures as rules
from community.roles import STAFF
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from talk.figures import Section, Table, rate
from talk.words import _

NOTE = _(
    "A person counts once for each announcement. Who read it is known only where “Got it” stood."
)


def _rows(tx: Tx, who: Person, place: Place, span: Span) -> list[tuple[str, str]]:
    one, to = rules.of(tx, who, place, span), who.language
    return [
        (_("Announcements begun").to(to), str(one.begun)),
        (_("Delivered").to(to), rate(one.delivered, one.people, to)),
        (_("“Got it” tapped").to(to), rate(one.read, one.asked, to)),
    ]


def _lines(tx: Tx, who: Person, place: Place, span: Span) -> Sequence[str]:
    lines = [f"{what} {count}" for what, count in _rows(tx, who, place, span)]
    return [*lines, "", NOTE.to(who.language)]


def _table(tx: Tx, who: Person, place: Place, span: Span) -> Table:
    head = (_("Figure").to(who.language), _("In the period").to(who.language))
    return Table([head, *_rows(tx, who, place, span)], NOTE.to(who.language))


SECTION = Section("told", _("📣 Announcements"), STAFF, _lines, _table)
