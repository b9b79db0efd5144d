"""💼: the open vacancies, what suits first; narrowed and sorted as somebody likes, page by page."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community.jobs.access import drafts
from community.jobs.kinds import Trade
from community.seekers import Window, finding
from community.seekers.finding import WORDS_MOST, Found, Sorting
from handlers.jobs import employers
from handlers.jobs.door import LABEL, WORK
from handlers.jobs.seekers import forms
from handlers.jobs.seekers.kinds import FINDING, OPENING, SEEKING
from handlers.jobs.seekers.words import SORTINGS, WINDOWS, brief
from handlers.jobs.words import TRADES
from storage import employers as on_file
from storage import places, saved, seekers, vacancies
from storage.ids import from_short, short
from storage.people import Person
from storage.saved import Look
from storage.tx import Tx
from talk import filling
from talk.cards import button, opener
from talk.forms import Ask, Form
from talk.registry import Card
from talk.screens import Button, Rows, Screen, bold, clip, in_rows
from talk.several import listed
from talk.turn import Turn
from talk.words import Word, _

PAGE = 5
NAME_MOST, POST_MOST = 16, 20
PAYS = (2000, 3000, 4000, 5000)
NONE = "-"
FREE = (
    _(
        "Work near home, looked over by the officer for employment. It costs nothing, and it is"
        " for everybody."
    ),
    _("Six taps, and we say what suits you and what does not."),
)


class Words(Form):
    """Words to look for among the vacancies."""

    name: ClassVar[str] = "seekers.words"
    title: ClassVar[Word] = LABEL
    at_once: ClassVar[bool] = True

    words: Annotated[
        str,
        MinLen(1),
        MaxLen(WORDS_MOST),
        Ask(
            _("Which word shall we look for?"),
            label=_("Words"),
            hint=_("e.g. cook, supermarket, night shift"),
        ),
    ]


def opened(turn: Turn) -> None:
    """💼 or /jobs."""
    turn.card(FINDING, turn.who.id, fresh=True)


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """The first page of what somebody looks at; nobody else's."""
    return _page(tx, who, 0) if who.id == person_id else None


def _page(tx: Tx, who: Person, page: int) -> Screen:
    found, how = finding.find(tx, who), saved.look(tx, who.id)
    has_card = seekers.of(tx, who.id) is not None
    pages = max(1, -(-len(found) // PAGE))
    page = min(page, pages - 1)
    shown = found[page * PAGE : (page + 1) * PAGE]
    count = f" ({page + 1}/{pages})" if pages > 1 else ""
    lines = [] if has_card else [*FREE]
    if narrowed := _narrowed(tx, how):
        lines.append(_("🔎 {narrowed}", narrowed=narrowed))
    if not found:
        lines += _nothing(how, has_card=has_card)
    text = bold(LABEL.to(who.language) + count)
    for line in lines:
        text = text + "\n" + line.to(who.language)
    for order, one in enumerate(shown, page * PAGE + 1):
        text = text + "\n\n" + _line(tx, who, order, one)
    rows = tuple(
        (opener(f"{order}. {_post(tx, one)}", OPENING, one.vacancy.id),)
        for order, one in enumerate(shown, page * PAGE + 1)
    )
    return Screen(text, (*rows, *_moves(who, page, pages), *_ways(tx, who, how, has_card=has_card)))


def _nothing(how: Look, *, has_card: bool) -> list[Word]:
    """Say kindly that there is nothing, and what to do about it."""
    if how != Look(how.sorting):
        return [_("Nothing like this is offered at the moment. Look at all of them?")]
    none = _("No work is offered at the moment. The station keeps asking employers.")
    if has_card:
        return [none, _("As soon as something suits you, we tell you.")]
    return [none, _("Leave us your card: as soon as something suits you, we tell you.")]


def _line(tx: Tx, who: Person, order: int, one: Found) -> str:
    employer = on_file.known(tx, one.vacancy.employer_id)
    name = clip(on_file.name(tx, employer), NAME_MOST).plain
    says = brief(tx, one.vacancy, one.offered, one.fit).to(who.language)
    mark = "" if one.fit is None else "👍 " if one.fit.real else "" if not one.fit.against else "▫️ "
    return f"{order}. {mark}{_post(tx, one)} · {name}\n{says}"


def _post(tx: Tx, one: Found) -> str:
    return clip(vacancies.post(tx, one.vacancy), POST_MOST).plain


def _narrowed(tx: Tx, how: Look) -> Word | None:
    place = places.get(tx, how.place_id) if how.place_id else None
    parts = [
        *([TRADES[Trade(how.trade)]] if how.trade else []),
        *([_("📍 {place}", place=place.name)] if place else []),
        *([WINDOWS[Window(how.hours)]] if how.hours else []),
        *([_("¥{much} or more", much=how.pay)] if how.pay else []),
        *([_("“{words}”", words=how.words)] if how.words else []),
    ]
    return listed(parts) if parts else None


def _choice(who: Person, label: str, choice: str) -> Button:
    return button(label, FINDING, who.id, choice, 0)


def _said(who: Person, word: Word, choice: str) -> Button:
    return _choice(who, word.to(who.language), choice)


def _moves(who: Person, page: int, pages: int) -> Rows:
    turns = []
    if page:
        turns.append(_choice(who, "◀️", f"see.{page - 1}"))
    if page + 1 < pages:
        turns.append(_choice(who, "▶️", f"see.{page + 1}"))
    return (tuple(turns),) if turns else ()


def _ways(tx: Tx, who: Person, how: Look, *, has_card: bool) -> Rows:
    """What else there is to do."""
    kept = len(finding.put_aside_by(tx, who))
    ways = [
        _said(who, _("↕️ Order"), "order"),
        _said(who, _("🔎 Narrow"), "narrow"),
        *([_said(who, _("📋 Show all"), "all")] if how != Look(how.sorting) else []),
        *([_said(who, _("⭐ Put aside ({count})", count=kept), "kept")] if kept else []),
        *([opener(_("📝 My card").to(who.language), SEEKING, who.id)] if has_card else []),
        _said(who, _("📢 I want to hire"), "hire"),
        *([opener(_("🏢 The station").to(who.language), WORK, who.id)] if drafts(who) else []),
    ]
    first = () if has_card else ((_said(who, _("📝 Leave my card"), "card"),),)
    return (*first, *in_rows(ways, 2))


def see(turn: Turn, _person_id: int, extra: str) -> None:
    page = int(extra) if extra.isascii() and extra.isdigit() and len(extra) < 4 else 0
    turn.reply(_page(turn.tx, turn.who, page))


def card(turn: Turn, _person_id: int, _extra: str) -> None:
    forms.start(turn)


def order(turn: Turn, _person_id: int, extra: str) -> None:
    """Choose what comes first."""
    if extra in tuple(Sorting):
        finding.narrow(turn.tx, turn.who, turn.now, sorting=extra)
        turn.reply(_page(turn.tx, turn.who, 0))
        return
    offered = [_said(turn.who, word, f"order.{at}") for at, word in SORTINGS.items()]
    _offer(turn, _("What shall come first?"), offered)


def narrow(turn: Turn, _person_id: int, _extra: str) -> None:
    """Choose by what the vacancies are narrowed."""
    ways = (
        (_("🔧 Work"), "trade"),
        (_("📍 Place"), "place"),
        (_("🕒 Time"), "hours"),
        (_("💰 Pay"), "pay"),
        (_("🔤 A word"), "words"),
    )
    _offer(turn, _("By what?"), [_said(turn.who, word, name) for word, name in ways])


def trade(turn: Turn, _person_id: int, extra: str) -> None:
    if extra in (*Trade, NONE):
        _narrow(turn, trade=None if extra == NONE else extra)
        return
    _offer(turn, _("Which work?"), _each(turn, "trade", ((t, TRADES[t]) for t in Trade)))


def place(turn: Turn, _person_id: int, extra: str) -> None:
    """Narrow to a community, or to all places."""
    if extra:
        _narrow(turn, place_id=None if extra == NONE else from_short(extra))
        return
    below = places.below(turn.tx, places.roots(turn.tx)[0].id)
    offered = [_choice(turn.who, at.name, f"place.{short(at.id)}") for at in below]
    every = _said(turn.who, _("Everywhere"), f"place.{NONE}")
    _offer(turn, _("Which place?"), [*offered, every])


def hours(turn: Turn, _person_id: int, extra: str) -> None:
    if extra in (*Window, NONE):
        _narrow(turn, hours=None if extra == NONE else extra)
        return
    _offer(turn, _("When?"), _each(turn, "hours", WINDOWS.items()), columns=1)


def pay(turn: Turn, _person_id: int, extra: str) -> None:
    if extra in (*map(str, PAYS), NONE):
        _narrow(turn, pay=None if extra == NONE else int(extra))
        return
    words = ((str(at), _("¥{much} or more", much=at)) for at in PAYS)
    _offer(turn, _("What does it pay a month?"), _each(turn, "pay", words))


def words(turn: Turn, _person_id: int, _extra: str) -> None:
    filling.start(turn, Words)


def searched(turn: Turn, form: Words) -> None:
    finding.narrow(turn.tx, turn.who, turn.now, words=form.words.strip() or None)
    turn.card(FINDING, turn.who.id)


def everything(turn: Turn, _person_id: int, _extra: str) -> None:
    finding.widen(turn.tx, turn.who, turn.now)
    turn.reply(_page(turn.tx, turn.who, 0))


def kept(turn: Turn, _person_id: int, _extra: str) -> None:
    """What somebody has put aside and is still open."""
    rows = tuple(
        (opener(f"⭐ {clip(vacancies.post(turn.tx, one), POST_MOST).plain}", OPENING, one.id),)
        for one in finding.put_aside_by(turn.tx, turn.who)
    )
    says = _("What you have put aside:") if rows else _("You have put nothing aside.")
    turn.reply(Screen(turn.to(says), (*rows, _back(turn))))


def hire(turn: Turn, _person_id: int, _extra: str) -> None:
    """我要招人."""
    employers.hire(turn)


def _narrow(turn: Turn, **parts: object) -> None:
    finding.narrow(turn.tx, turn.who, turn.now, **parts)
    turn.reply(_page(turn.tx, turn.who, 0))


def _each(turn: Turn, name: str, offered: Iterable[tuple[str, Word]]) -> list[Button]:
    found = [_said(turn.who, word, f"{name}.{at}") for at, word in offered]
    return [*found, _said(turn.who, _("All"), f"{name}.{NONE}")]


def _offer(turn: Turn, says: Word, offered: list[Button], columns: int = 2) -> None:
    turn.reply(Screen(turn.to(says), (*in_rows(offered, columns), _back(turn))))


def _back(turn: Turn) -> tuple[Button, ...]:
    return (_said(turn.who, _("⬅️ Back"), "see"),)


CHOICES = {
    "see": see,
    "card": card,
    "order": order,
    "narrow": narrow,
    "trade": trade,
    "place": place,
    "hours": hours,
    "pay": pay,
    "words": words,
    "all": everything,
    "kept": kept,
    "hire": hire,
}
LIST = Card(FINDING, FINDING, lambda _tx, _person_id: 0, draw, CHOICES)
