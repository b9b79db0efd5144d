"""The host's list: who comes, who waits, who came; those without Telegram stand in it, too."""

from typing import Annotated, ClassVar
from zlib import crc32

from annotated_types import Ge, Le, MaxLen, MinLen

from community.activities import attending, signing
from community.activities.access import ACTIVITY, hosted, is_host
from community.activities.attending import EARLY_MS
from community.activities.kinds import Coming
from handlers.activities.opened import HOST
from handlers.activities.words import COMING, line_of
from storage import activities, people, sign_ups
from storage.activities import Activity
from storage.ids import from_short, short
from storage.people import Person
from storage.sign_ups import SignUp
from storage.tx import Tx
from talk import filling
from talk.cards import NOT_FOUND, button, opener
from talk.forms import Ask, Form
from talk.registry import Card, FormEntry
from talk.screens import Button, Screen, clip
from talk.turn import Turn
from talk.words import Word, _

ROLL = "roll"
PAGE = 12
NAME_MOST = 20
LISTED = (Coming.IN, Coming.ATTENDED, Coming.MISSED, Coming.OFFERED, Coming.WAITING)
MARKS = {
    Coming.IN: "▫️",
    Coming.ATTENDED: "✅",
    Coming.MISSED: "✖️",
    Coming.OFFERED: "🎟",
    Coming.WAITING: "⏳",
}


class Entered(Form):
    """Somebody without Telegram who wants to come."""

    name: ClassVar[str] = "activities.enter"
    title: ClassVar[Word] = _("➕ Sign somebody up")
    at_once: ClassVar[bool] = True
    about: ClassVar[tuple[str, str] | None] = ("activities.hosted", "activity")

    activity: int
    called: Annotated[
        str,
        MinLen(1),
        MaxLen(40),
        Ask(
            _("Who comes?"),
            label=_("Name"),
            hint=_("As you know them; only the hosts see it."),
        ),
    ]
    count: Annotated[
        int,
        Ge(1),
        Le(60),
        Ask(_("How many people together?"), label=_("How many"), likely=range(1, 6)),
    ]


def draw(tx: Tx, who: Person, activity_id: int) -> Screen | None:
    """The first page, for its hosts alone."""
    activity = activities.get(tx, activity_id)
    if activity is None or not is_host(tx, who, activity):
        return None
    return _page(tx, who, activity, 0)


def _page(tx: Tx, who: Person, activity: Activity, page: int) -> Screen:
    found = sign_ups.of(tx, activity.id, LISTED)
    pages = max(1, -(-len(found) // PAGE))
    page = min(page, pages - 1)
    counted = sign_ups.counted(tx, activity.id)
    sums = " · ".join(
        f"{MARKS[stage]} {COMING[stage].to(who.language)} {counted[stage]}"
        for stage in LISTED
        if stage in counted
    )
    lines = [f"📋 {line_of(tx, activity)}", sums or _("Nobody has signed up yet.").to(who.language)]
    if found:
        lines.append(
            _("When it begins, tap who is there; before, tap who cannot come.").to(who.language)
        )
    rows = [
        (_choice(activity, _line(tx, one), f"tap.{short(one.id)}.{page}"),)
        for one in found[page * PAGE : (page + 1) * PAGE]
    ]
    moves = [
        *([_choice(activity, "◀️", f"page.{page - 1}")] if page else []),
        *([_choice(activity, "🔄", f"page.{page}")] if pages > 1 else []),
        *([_choice(activity, "▶️", f"page.{page + 1}")] if page + 1 < pages else []),
    ]
    back = opener(_("🗂 Look after it").to(who.language), HOST, activity.id)
    return Screen("\n".join(lines), (*rows, *((tuple(moves),) if moves else ()), (back,)))


def _line(tx: Tx, one: SignUp) -> str:
    """Who it is, with how many, and that they would not be in photos."""
    person = people.get(tx, one.person_id) if one.person_id is not None else None
    name = people.name(tx, person) if person else sign_ups.name(tx, one)
    count = f" ×{one.people}" if one.people > 1 else ""
    photos = "" if one.photos is not None else " 🚫📷"
    return f"{MARKS[Coming(one.stage)]} {clip(name, NAME_MOST).plain or '–'}{count}{photos}"


def _choice(activity: Activity, label: str, choice: str) -> Button:
    return button(label, ROLL, activity.id, choice, 0)


def page(turn: Turn, activity_id: int, extra: str) -> None:
    activity = hosted(turn.tx, turn.who, activity_id)
    _show(turn, activity, _number(extra))


def tap(turn: Turn, activity_id: int, extra: str) -> None:
    """Note that somebody is there; before it begins, ask whether they are to be taken out."""
    code, _dot, rest = extra.partition(".")
    activity, one = hosted(turn.tx, turn.who, activity_id), _one(turn, activity_id, code)
    if one is None:
        turn.answer(NOT_FOUND, alert=True)
        return
    if turn.now >= activity.starts - EARLY_MS:
        attending.mark(turn.tx, turn.who, one.id, turn.now)
        _show(turn, activity, _number(rest))
        return
    out = _choice(activity, turn.to(_("Yes, take them out")), f"out.{code}")
    back = _choice(activity, turn.to(_("⬅️ Back")), f"page.{rest}")
    says = _(
        "{line}\nCan they not come? Their place goes to the next one.", line=_line(turn.tx, one)
    )
    turn.amend(Screen(turn.to(says), ((out,), (back,))))


def out(turn: Turn, activity_id: int, extra: str) -> None:
    one = _one(turn, activity_id, extra)
    if one is None:
        turn.answer(NOT_FOUND, alert=True)
        return
    activity = signing.take_out(turn.tx, turn.who, one.id, turn.now)
    _show(turn, activity, 0)


def enter(turn: Turn, activity_id: int, _extra: str) -> None:
    hosted(turn.tx, turn.who, activity_id)
    filling.start(turn, Entered, {"activity": activity_id})


def entered(turn: Turn, form: Entered) -> None:
    """Somebody without Telegram is signed up."""
    one = signing.enter(turn.tx, turn.who, form.activity, form.called, form.count, turn.now)
    says = (
        _("✅ Signed up: {name}", name=form.called)
        if one.stage == Coming.IN
        else _("⏳ It is full. Waiting in line: {name}", name=form.called)
    )
    turn.reply(says)
    turn.card(ROLL, form.activity, fresh=True)


def _one(turn: Turn, activity_id: int, code: str) -> SignUp | None:
    """A line of this very list."""
    one = sign_ups.get(turn.tx, from_short(code) or 0)
    return one if one is not None and one.activity_id == activity_id else None


def _show(turn: Turn, activity: Activity, number: int) -> None:
    turn.lists(PAGE)
    turn.amend(_page(turn.tx, turn.who, activity, number))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def revision(tx: Tx, activity_id: int) -> int | None:
    """A list of one page follows whoever comes and goes; of a longer one the page stays open."""
    activity = activities.get(tx, activity_id)
    if activity is None:
        return None
    found = sign_ups.of(tx, activity.id, LISTED)
    if len(found) > PAGE:
        return 0
    standing = [activity.revision, *((one.id, one.stage, one.people, one.photos) for one in found)]
    return crc32(repr(standing).encode())


def moved_up(tx: Tx, who: Person, sign_up_id: int) -> Word | None:
    """That somebody who cannot be asked has a place now, and must be told by telephone."""
    one = sign_ups.get(tx, sign_up_id)
    activity = activities.get(tx, one.activity_id) if one else None
    if one is None or activity is None or not is_host(tx, who, activity):
        return None
    return _(
        "🎟 {activity}: there is a place now for {name}, whom I cannot reach. Please tell them.",
        activity=line_of(tx, activity),
        name=_line(tx, one),
    )


CHOICES = {"page": page, "tap": tap, "out": out}
# Each names whom it is about: who else comes meanwhile makes no difference to it.
CARD = Card(ROLL, ACTIVITY, revision, draw, CHOICES, whenever=frozenset(CHOICES))
FORM = FormEntry(Entered, entered)
