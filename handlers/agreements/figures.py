"""What /stats says of disputes: each origin for itself, never added (domain §1)."""

from collections.abc import Sequence

from community.agreements import figures as rules
from community.agreements.figures import Sums
from community.mediation.kinds import Origin
from community.roles import STAFF
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from talk.figures import Section, Table, rate
from talk.words import _

ORIGINS = {
    Origin.TEAM: _("By the volunteer teams"),
    Origin.COUNCIL: _("By the residents' council"),
}
SETTLED = _("Disputes settled")
TO_DATE = _("In all by then")
BESIDE = (
    (_("not settled"), "unsettled"),
    (_("referred"), "referred"),
    (_("talks at the door"), "talked"),
    (_("left by a side"), "left"),
    (_("petitions defused early"), "defused"),
)
NOTE = _("Settled ÷ settled, not settled and referred. What both count is never added.")


def lines(tx: Tx, who: Person, place: Place, span: Span) -> Sequence[str]:
    """Each origin with its rate, and what is counted beside it."""
    said = []
    then, ever = rules.of(tx, who, place, span)
    for origin, sums in then.items():
        settled = _(
            "{what} {rate} (in all by then {all})",
            what=SETTLED,
            rate=rate(sums.settled, sums.ended, who.language),
            all=ever[origin].settled,
        ).to(who.language)
        said += [f"▪️ {ORIGINS[origin].to(who.language)}", settled, _beside(sums, who.language)]
    return [*said, "", NOTE.to(who.language)]


def table(tx: Tx, who: Person, place: Place, span: Span) -> Table:
    found, ever = rules.of(tx, who, place, span)
    rows = [["", *(ORIGINS[origin].to(who.language) for origin in found)]]
    settled = [rate(sums.settled, sums.ended, who.language) for sums in found.values()]
    rows.append([SETTLED.to(who.language), *settled])
    rows.append([TO_DATE.to(who.language), *(str(sums.settled) for sums in ever.values())])
    for word, name in BESIDE:
        rows.append([word.to(who.language), *(str(getattr(sums, name)) for sums in found.values())])
    return Table(rows, NOTE.to(who.language))


def _beside(sums: Sums, language: str) -> str:
    return " · ".join(f"{word.to(language)} {getattr(sums, name)}" for word, name in BESIDE)


SECTION = Section("disputes", _("🤝 Disputes"), STAFF, lines, table)
