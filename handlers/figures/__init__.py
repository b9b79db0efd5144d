"""/stats: true figures of a place and a period, a section for each thing that is counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar

from community import figures as rules
from community.figures import Named, Period
from community.places import label, offered_below
from community.refused import Refused
from handlers.figures.picture import chore
from storage import places
from storage.moments import Span, local
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from talk import filling
from talk.cards import button, opener
from talk.figures import Section
from talk.forms import Form, PickDay
from talk.messages import Showing
from talk.registry import Capability, Card, Command, FormEntry
from talk.screens import Button, Rows, Screen, bold, in_rows
from talk.turn import Turn
from talk.words import Word, _

FIGURES = "figures"
OFFERED = 24  # places, as buttons
PERIODS = {
    Named.MONTH: _("This month"),
    Named.LAST_MONTH: _("Last month"),
    Named.QUARTER: _("This quarter"),
    Named.YEAR: _("This year"),
}
TITLE = _("📊 Figures")


class Days(Form):
    """From which day to which figures are wanted."""

    name: ClassVar[str] = "figures.period"
    title: ClassVar[Word] = _("📅 From … to …")
    at_once: ClassVar[bool] = True

    place: int
    section: str
    first: Annotated[date, PickDay(_("From which day on?"), label=_("From"), future=False, days=5)]
    last: Annotated[
        date,
        PickDay(
            _("Until which day? It is counted, too."),
            label=_("Until"),
            future=False,
            since="first",
            days=5,
        ),
    ]


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at; a button carries it."""

    place: Place
    period: Period
    section: Section

    def to(self, says: str, choice: str = "see") -> Button:
        days = f"{self.period.first:%Y%m%d}-{self.period.last:%Y%m%d}"
        return _to(says, self.place, self.section, days, choice)


@dataclass(frozen=True, slots=True)
class Sections:
    """What all capabilities count."""

    every: Mapping[str, Section]

    @property
    def roles(self) -> frozenset[str]:
        return frozenset[str]().union(*(section.roles for section in self.every.values()))

    def allowed(self, who: Person) -> bool:
        return any(held.role in self.roles for held in who.roles)

    def stats(self, turn: Turn) -> None:
        """/stats: this month where one works; of several places one is chosen."""
        tops = rules.tops(turn.tx, turn.who, self.roles)
        if len(tops) == 1:
            screen, shows = self._shown(turn, self._first(turn, tops[0]))
            turn.say(screen, shows=shows)
            return
        rows = in_rows((opener(at.name, FIGURES, at.id) for at in tops[:OFFERED]), 1)
        turn.say(Screen(turn.to(_("Of which place?")), rows))

    def draw(self, tx: Tx, who: Person, place_id: int) -> Screen | None:
        """The way to the figures; they themselves change by the hour."""
        place = places.get(tx, place_id)
        if place is None or not (offered := self._of(who, place)):
            return None
        head = bold(TITLE.to(who.language)) + f"\n📍 {label(tx, place)}"
        return Screen(head, _periods(who, place, offered[0]))

    def see(self, turn: Turn, place_id: int, extra: str) -> None:
        screen, shows = self._shown(turn, self._view(turn, place_id, extra))
        turn.reply(screen, shows=shows)

    def where(self, turn: Turn, place_id: int, extra: str) -> None:
        """Ask of which place instead."""
        view = self._view(turn, place_id, extra)
        around = offered_below(turn.tx, view.place)[:OFFERED]
        above = places.get(turn.tx, view.place.parent_id) if view.place.parent_id else None
        rows = in_rows((replace(view, place=at).to(at.name) for at in around), 2)
        if above and self._of(turn.who, above):
            rows = ((replace(view, place=above).to("⬆️ " + above.name),), *rows)
        says = turn.to(_("Which place?")) + f"\n📍 {label(turn.tx, view.place)}"
        back = view.to(turn.to(_("⬅️ Back")))
        shows = Showing(FIGURES, view.place.id, 0)
        turn.reply(Screen(says, (*rows, (back,))), shows=shows)

    def days(self, turn: Turn, place_id: int, extra: str) -> None:
        view = self._view(turn, place_id, extra)
        filling.start(turn, Days, {"place": place_id, "section": view.section.name})

    def chosen(self, turn: Turn, form: Days) -> None:
        place = places.get(turn.tx, form.place)
        if place is None or not self._of(turn.who, place):
            raise Refused("cases.not_found")
        section = self.every.get(form.section, self._of(turn.who, place)[0])
        screen, shows = self._shown(turn, View(place, Period(form.first, form.last), section))
        turn.reply(screen, shows=shows)

    def picture(self, turn: Turn, place_id: int, extra: str) -> None:
        """Have the table drawn, to be passed on."""
        view = self._view(turn, place_id, extra)
        section = view.section.name
        begun = rules.ask_picture(turn.tx, turn.who, view.place, view.period, section, turn.now)
        turn.answer(
            _("It is being drawn and comes in a moment.")
            if begun
            else _("One is being drawn already. Please wait a moment.")
        )

    def _of(self, who: Person, place: Place) -> list[Section]:
        """What somebody may read of a place."""
        return [one for one in self.every.values() if who.holds(one.roles, place.path)]

    def _first(self, turn: Turn, place: Place) -> View:
        period = rules.named(Named.MONTH, rules.today(place, turn.now))
        return View(place, period, self._of(turn.who, place)[0])

    def _view(self, turn: Turn, place_id: int, extra: str) -> View:
        """Read what a button says, which anybody may have written."""
        place = places.get(turn.tx, place_id)
        if place is None or not (offered := self._of(turn.who, place)):
            raise Refused("cases.not_found")
        when, _dot, name = extra.partition(".")
        view = self._first(turn, place)
        period = _period(when, rules.today(place, turn.now)) or view.period
        section = next((one for one in offered if one.name == name), view.section)
        return View(place, period, section)

    def _shown(self, turn: Turn, view: View) -> tuple[Screen, Showing]:
        span = rules.span(view.place, view.period, turn.now)
        head = bold(f"{turn.to(TITLE)} · {turn.to(view.section.label)}")
        lines = [
            f"📍 {label(turn.tx, view.place)}",
            f"🗓 {when(span, view.place, turn.who.language)}",
            "",
            *view.section.lines(turn.tx, turn.who, view.place, span),
        ]
        screen = Screen(head + "\n" + "\n".join(lines), self._ways(turn, view))
        return screen, Showing(FIGURES, view.place.id, 0)

    def _ways(self, turn: Turn, view: View) -> Rows:
        """What else is counted, another place, a picture, other periods."""
        others = [
            replace(view, section=one).to(turn.to(one.label))
            for one in self._of(turn.who, view.place)
            if one != view.section
        ]
        drawn = view.to(turn.to(_("🖼 As a picture")), "picture")
        elsewhere = view.to("📍 " + turn.to(_("Place")), "where")
        return (
            *in_rows(others, 2),
            (drawn, elsewhere),
            *_periods(turn.who, view.place, view.section),
        )


def when(span: Span, place: Place, language: str) -> str:
    """The days; while they are not over, as of when."""
    days = f"{span.first} – {span.last}"
    if not span.running:
        return days
    at = local(span.at, place.zone)
    return _("{days}, as of {at}", days=days, at=f"{at:%m-%d %H:%M}").to(language)


def _period(said: str, today: date) -> Period | None:
    if said in set(Named):
        return rules.named(Named(said), today)
    first, _dash, last = said.partition("-")
    try:
        return Period(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None


def _periods(who: Person, place: Place, section: Section) -> Rows:
    language = who.language
    offered = [_to(word.to(language), place, section, name) for name, word in PERIODS.items()]
    other = _to(Days.title.to(language), place, section, Named.MONTH, "days")
    return (*in_rows(offered, 2), (other,))


def _to(says: str, place: Place, section: Section, days: str, choice: str = "see") -> Button:
    return button(says, FIGURES, place.id, f"{choice}.{days}.{section.name}", 0)


def _revision(tx: Tx, place_id: int) -> int | None:
    return None if places.get(tx, place_id) is None else 0


def figures(capabilities: Iterable[Capability]) -> Capability:
    """Return the capability that shows what the others count."""
    counted: Sequence[Section] = [one for brings in capabilities for one in brings.figures]
    sections = Sections({one.name: one for one in counted})
    choices = {
        "see": sections.see,
        "days": sections.days,
        "where": sections.where,
        "picture": sections.picture,
    }
    return Capability(
        FIGURES,
        commands=(
            Command(
                "stats",
                _("figures of a place and a period"),
                sections.stats,
                sections.allowed,
                whose=_("the community's staff"),
            ),
        ),
        forms=(FormEntry(Days, sections.chosen),),
        cards=(Card(FIGURES, FIGURES, _revision, sections.draw, choices),),
        chores={rules.PICTURE: chore(sections.every, when)},
        refusals={
            "figures.ends_first": _("It cannot end before it begins."),
            "figures.not_begun": _("This period has not begun yet."),
            "figures.too_early": _("Nothing was counted so long ago."),
        },
    )
