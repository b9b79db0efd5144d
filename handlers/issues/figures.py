"""/stats: true figures of a place and a period (domain §4)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from community.issues import figures as rules
from community.issues.figures import Figures, Named, Period
from community.places import label, offered_below
from community.refused import Refused
from community.roles import staff_of
from handlers.issues.rates import NOTHING, RATES, beside, named, rate, when
from storage import places
from storage.figures import By
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from talk import filling
from talk.cards import button, opener
from talk.forms import Form, PickDay
from talk.messages import Showing
from talk.registry import Card, FormEntry
from talk.screens import Button, Rows, Screen, bold, in_rows
from talk.turn import Turn
from talk.words import Word, _

FIGURES = "figures"  # the card
LISTED = 20  # parts in a message; a picture holds more
OFFERED = 24  # places below, as buttons
PERIODS = {
    Named.MONTH: _("This month"),
    Named.LAST_MONTH: _("Last month"),
    Named.QUARTER: _("This quarter"),
    Named.YEAR: _("This year"),
}
PARTS = {By.CATEGORY: _("🏷 By category"), By.PLACE: _("📍 By place")}
TITLE = _("📊 Figures")


class Days(Form):
    """From which day to which figures are wanted."""

    name: ClassVar[str] = "issues.period"
    title: ClassVar[Word] = _("📅 From … to …")
    at_once: ClassVar[bool] = True

    place: int
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
    by: By = By.ALL

    def to(self, says: str, choice: str = "see", by: By | None = None) -> Button:
        days = f"{self.period.first:%Y%m%d}-{self.period.last:%Y%m%d}"
        return button(says, FIGURES, self.place.id, f"{choice}.{days}.{by or self.by}", 0)


def stats(turn: Turn) -> None:
    """/stats: this month where one works; of several places one is chosen."""
    tops = rules.tops(turn.tx, turn.who)
    if len(tops) == 1:
        screen, shows = _shown(turn, _this_month(turn, tops[0]))
        turn.say(screen, shows=shows)
        return
    rows = in_rows((opener(at.name, FIGURES, at.id) for at in tops[:OFFERED]), 1)
    turn.say(Screen(turn.to(_("Of which place?")), rows))


def draw(tx: Tx, who: Person, place_id: int) -> Screen | None:
    """The way to the figures; they themselves change by the hour."""
    place = places.get(tx, place_id)
    if place is None or not staff_of(who, place):
        return None
    head = bold(TITLE.to(who.language)) + f"\n📍 {label(tx, place)}"
    return Screen(head, _periods(who, place))


def see(turn: Turn, place_id: int, extra: str) -> None:
    screen, shows = _shown(turn, _view(turn, place_id, extra))
    turn.reply(screen, shows=shows)


def days(turn: Turn, place_id: int, _extra: str) -> None:
    filling.start(turn, Days, {"place": place_id})


def chosen(turn: Turn, form: Days) -> None:
    place = places.get(turn.tx, form.place)
    if place is None:
        raise Refused("cases.not_found")
    screen, shows = _shown(turn, View(place, Period(form.first, form.last)))
    turn.reply(screen, shows=shows)


def picture(turn: Turn, place_id: int, extra: str) -> None:
    """Have the table drawn, to be passed on."""
    view = _view(turn, place_id, extra)
    begun = rules.ask_picture(turn.tx, turn.who, place_id, view.period, view.by, turn.now)
    turn.answer(
        _("It is being drawn and comes in a moment.")
        if begun
        else _("One is being drawn already. Please wait a moment.")
    )


def _this_month(turn: Turn, place: Place) -> View:
    return View(place, rules.named(Named.MONTH, rules.today(place, turn.now)))


def _view(turn: Turn, place_id: int, extra: str) -> View:
    """Read what a button says, which anybody may have written."""
    place = places.get(turn.tx, place_id)
    if place is None:
        raise Refused("cases.not_found")
    when, _dot, by = extra.partition(".")
    view = _this_month(turn, place)
    period = _period(when, rules.today(place, turn.now)) or view.period
    return View(place, period, By(by) if by in set(By) else By.ALL)


def _period(said: str, today: date) -> Period | None:
    if said in set(Named):
        return rules.named(Named(said), today)
    first, _dash, last = said.partition("-")
    try:
        return Period(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None


def _shown(turn: Turn, view: View) -> tuple[Screen, Showing]:
    found = rules.of(turn.tx, turn.who, view.place.id, view.period, view.by, turn.now)
    lines = [f"📍 {label(turn.tx, view.place)}", f"🗓 {when(found, turn.who.language)}", ""]
    if found.by is By.ALL:
        lines += _whole(found, turn.who.language)
    else:
        lines += _parts(turn.tx, found, turn.who.language)
    if not found.settled and found.total.called_back < found.total.answered:
        lines += ["", turn.to(_("What residents say of the last answers is still to come."))]
    text = bold(turn.to(TITLE)) + "\n" + "\n".join(lines)
    return Screen(text, _ways(turn, view)), Showing(FIGURES, view.place.id, 0)


def _whole(found: Figures, language: str) -> list[str]:
    rates = [
        f"{name.to(language)} {rate(found.total, part, whole, language)}"
        for name, part, whole in RATES
    ]
    return [*rates, "", beside(found.total, language)]


def _parts(tx: Tx, found: Figures, language: str) -> list[str]:
    """What was counted of each category or place; of what was not due nothing is said."""
    every = list(named(tx, found, language))
    lines = []
    for name, sums in every[:LISTED]:
        rates = [
            f"{what.to(language)} {rate(sums, part, whole, language)}"
            for what, part, whole in RATES
            if getattr(sums, whole)
        ]
        lines += [f"▪️ {name}", " · ".join(rates) or NOTHING.to(language)]
    if (more := len(every) - LISTED) > 0:
        lines.append(_("… and {count} more, in the picture", count=more).to(language))
    return lines or [NOTHING.to(language)]


def _ways(turn: Turn, view: View) -> Rows:
    """Other periods, the parts, a picture; from the parts down and up the tree."""
    whole = [view.to(turn.to(_("⬅️ All together")), by=By.ALL)] if view.by is not By.ALL else []
    parts = [view.to(turn.to(word), by=by) for by, word in PARTS.items() if by is not view.by]
    drawn = view.to(turn.to(_("🖼 As a picture")), "picture")
    rows = ((*whole, *parts), (drawn,), *_periods(turn.who, view.place, view.by))
    if view.by is not By.PLACE:
        return rows
    below = offered_below(turn.tx, view.place)[:OFFERED]
    around = [View(at, view.period, view.by).to(at.name) for at in below]
    above = places.get(turn.tx, view.place.parent_id) if view.place.parent_id else None
    if above and staff_of(turn.who, above):
        around.insert(0, View(above, view.period, view.by).to("⬆️ " + above.name))
    return (*rows, *in_rows(around, 2))


def _periods(who: Person, place: Place, by: By = By.ALL) -> Rows:
    offered = [
        button(word.to(who.language), FIGURES, place.id, f"see.{name}.{by}", 0)
        for name, word in PERIODS.items()
    ]
    other = button(Days.title.to(who.language), FIGURES, place.id, "days", 0)
    return (*in_rows(offered, 2), (other,))


def _revision(tx: Tx, place_id: int) -> int | None:
    return None if places.get(tx, place_id) is None else 0


CARD = Card(FIGURES, "figures", _revision, draw, {"see": see, "days": days, "picture": picture})
FORMS = (FormEntry(Days, chosen),)
REFUSALS = {
    "issues.ends_first": _("It cannot end before it begins."),
    "issues.not_begun": _("This period has not begun yet."),
    "issues.too_early": _("Nothing was counted so long ago."),
}
