"""🎉: what is coming, the next first; of this week, near home, of one kind; page by page."""

from community.activities import finding
from community.activities.access import ACTIVITY, leads
from community.activities.finding import Shown
from handlers.activities.words import CATEGORIES, LABEL, left, line_of, when, where
from storage import activities, people
from storage.activities import Activity
from storage.people import Person
from storage.tx import Tx
from talk.cards import button, opener
from talk.registry import Card
from talk.screens import Button, Rows, Screen, bold, clip, in_rows
from talk.turn import Turn
from talk.words import Word, _

AGENDA, HOSTING = "agenda", "hosting"
PAGE = 5
TITLE_MOST = 40
SHOWN: dict[str, Word] = {
    Shown.ALL: _("📋 Show all"),
    Shown.WEEK: _("📅 This week"),
    Shown.NEAR: _("🏘 Near me"),
}


def opened(turn: Turn) -> None:
    """🎉 or /activities."""
    turn.card(AGENDA, turn.who.id, fresh=True)


def said(turn: Turn, _sentence: str) -> None:
    """A free sentence about activities."""
    opened(turn)


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """The first page of all that is coming; nobody else's."""
    if who.id != person_id:
        return None
    return _page(tx, who, finding.coming(tx, who, Shown.ALL, 0), Shown.ALL, 0)


def _page(tx: Tx, who: Person, found: list[Activity], which: str, page: int) -> Screen:
    pages = max(1, -(-len(found) // PAGE))
    page = min(page, pages - 1)
    listed = found[page * PAGE : (page + 1) * PAGE]
    count = f" ({page + 1}/{pages})" if pages > 1 else ""
    text = bold(LABEL.to(who.language) + count)
    if which != Shown.ALL:
        text = text + "\n" + (SHOWN.get(which) or CATEGORIES[which]).to(who.language)
    for order, one in enumerate(listed, page * PAGE + 1):
        text = text + f"\n\n{order}. " + "\n".join(_lines(tx, who, one))
    if not found:
        text = text + "\n\n" + _nothing(which).to(who.language)
    rows = tuple(
        (opener(f"{order}. {line_of(tx, one)}", ACTIVITY, one.id),)
        for order, one in enumerate(listed, page * PAGE + 1)
    )
    return Screen(text, (*rows, *_moves(who, which, page, pages), *_ways(who, which)))


def _lines(tx: Tx, who: Person, one: Activity) -> list[str]:
    title = clip(activities.words(tx, one).title, TITLE_MOST).plain
    lines = [title, f"🕒 {when(tx, one).to(who.language)}", f"📍 {where(tx, one)}"]
    return [*lines, *(word.to(who.language) for word in left(tx, one))]


def _nothing(which: str) -> Word:
    """Say kindly that there is nothing, and what to do about it."""
    if which != Shown.ALL:
        return _("Nothing like this is planned at the moment. Look at all of them?")
    return _("Nothing is planned at the moment. Please look again in a few days!")


def _moves(who: Person, which: str, page: int, pages: int) -> Rows:
    turns = []
    if page:
        turns.append(_choice(who, "◀️", f"see.{which}.{page - 1}"))
    if page + 1 < pages:
        turns.append(_choice(who, "▶️", f"see.{which}.{page + 1}"))
    return (tuple(turns),) if turns else ()


def _ways(who: Person, which: str) -> Rows:
    """What else there is to look at; who leads others comes to what they hold."""
    ways = [
        *(
            _choice(who, word.to(who.language), f"see.{shown}.0")
            for shown, word in SHOWN.items()
            if shown != which
        ),
        _choice(who, _("🏷 By kind").to(who.language), "kinds"),
    ]
    host = opener(_("🗂 Those we hold").to(who.language), HOSTING, who.id)
    return (*in_rows(ways, 3), *(((host,),) if leads(who) else ()))


def _choice(who: Person, label: str, choice: str) -> Button:
    return button(label, AGENDA, who.id, choice, 0)


def see(turn: Turn, _person_id: int, extra: str) -> None:
    """Another page, or others of them."""
    which, _dot, number = extra.partition(".")
    which = which if finding.is_filter(which) else Shown.ALL
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0
    found = finding.coming(turn.tx, turn.who, which, turn.now)
    turn.amend(_page(turn.tx, turn.who, found, which, page))


def kinds(turn: Turn, _person_id: int, _extra: str) -> None:
    """Choose a kind."""
    offered = [
        _choice(turn.who, turn.to(word), f"see.{category}.0")
        for category, word in CATEGORIES.items()
    ]
    back = _choice(turn.who, turn.to(SHOWN[Shown.ALL]), f"see.{Shown.ALL}.0")
    turn.amend(Screen(turn.to(_("Which kind?")), (*in_rows(offered, 2), (back,))))


def _revision(tx: Tx, person_id: int) -> int | None:
    return None if people.get(tx, person_id) is None else 0


CARD = Card(AGENDA, AGENDA, _revision, draw, {"see": see, "kinds": kinds})
