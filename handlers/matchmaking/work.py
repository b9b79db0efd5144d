"""What matchmakers see: who waits, whom they look after, and each of them."""

from collections.abc import Sequence
from functools import partial

from community.matchmaking import WORK, Stage, handing
from community.matchmaking.matchmakers import (
    all_for,
    is_matchmaker,
    looks_after,
    may_take,
    unclaimed,
)
from community.matchmaking.profiles import hopes_of, profile_of
from community.places import label, shared
from handlers.matchmaking import counter, meetings, proposing, threads
from handlers.matchmaking.forms import Complaint, PassingOn, Writing
from handlers.matchmaking.own import DOOR, photo_of, revision
from handlers.matchmaking.words import FROZEN, STAGES, about, hoped, lines
from storage import people, places, singles
from storage.people import Person
from storage.singles import Single
from storage.tx import Tx
from talk import filling
from talk.cards import NOT_FOUND, button, opener
from talk.desk import Desk, Heap, Pile, Sieve
from talk.forms import Form
from talk.registry import Card
from talk.screens import Button, Rows, Screen, bold, clip, in_rows
from talk.turn import Turn
from talk.words import Word, _

SINGLE = "single"
LINE_MOST = 50
LISTED = 30


def draw_work(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """One's own people and those whom nobody looks after yet; nobody else's list."""
    if who.id != person_id or not is_matchmaker(who):
        return None
    waiting, mine = unclaimed(tx, who), handing.in_hand(tx, who)
    says = [
        _("📥 To be taken up: {count}", count=len(waiting)),
        _("💞 Whom you look after: {count}", count=len(mine)),
    ]
    rows: Rows = tuple(
        (opener(_line(tx, who, one), SINGLE, one.id),) for one in (*waiting, *mine)[:LISTED]
    )
    rows += in_rows((*threads.openers(tx, who), *meetings.openers(tx, who)), 1)
    rows += (
        (button(_("☎️ Somebody without Telegram").to(who.language), WORK, who.id, "counter", 0),),
        (button(_("➕ A meeting").to(who.language), WORK, who.id, "meeting", 0),),
        (opener(_("💞 Register myself").to(who.language), DOOR, who.id),),
    )
    empty = _("Nobody is waiting. Tell people about 💞: they register themselves.")
    text = bold(_("💁 My work as a matchmaker").to(who.language)) + "\n"
    found = says if waiting or mine else [empty]
    return Screen(text + lines(found, who.language), rows)


def _line(tx: Tx, who: Person, single: Single) -> str:
    """One of them in a line: the name only of whom one looks after."""
    first = about(single, profile_of(tx, single))[0].to(who.language)
    mine = looks_after(who, single)
    name = f"{people.name(tx, people.known(tx, single.person_id))} · " if mine else "📥 "
    return clip(name + first, LINE_MOST).plain


def found(tx: Tx, who: Person, single_id: int) -> Single | None:
    """Somebody whom one looks after, or could."""
    single = singles.get(tx, single_id)
    if single is None or single.stage == Stage.WITHDRAWN:
        return None
    return single if looks_after(who, single) or may_take(tx, who, single) else None


def draw(tx: Tx, who: Person, single_id: int) -> Screen | None:
    """Somebody as matchmakers see them: without a name until one looks after them."""
    single = found(tx, who, single_id)
    if single is None:
        return None
    mine = looks_after(who, single)
    parts = _named(tx, single) if mine else [_("📥 Somebody would like a matchmaker")]
    parts += [STAGES[Stage(single.stage)], *([FROZEN] if single.frozen else [])]
    parts += about(single, profile_of(tx, single))
    if mine:
        wishes = hoped(hopes_of(tx, single))
        parts += [_("🌷 Hopes for:"), *(wishes or [_("nothing said yet")])]
        if single.stage == Stage.DECLARED:
            parts.append(
                _(
                    "Please see identity card and household book together with them: of age,"
                    " single, of their own will. Take no photo of them."
                )
            )
    rows = _rows(who, single, mine=mine)
    if mine and people.known(tx, single.person_id).chat_id is None:
        rows += counter.rows(who, single)
    return Screen(lines(parts, who.language), rows)


def _named(tx: Tx, single: Single) -> list[Word]:
    person = people.known(tx, single.person_id)
    home = places.get(tx, person.home_id) if person.home_id else None
    return [
        _("💞 {name}", name=people.name(tx, person)),
        _("📞 {phone}", phone=people.phone(tx, person) or _("no number known")),
        *([_("🏠 {place}", place=label(tx, shared(tx, home)))] if home else []),
    ]


def _rows(who: Person, single: Single, *, mine: bool) -> Rows:
    def choice(word: Word, name: str) -> Button:
        return button(word.to(who.language), SINGLE, single.id, name, single.revision)

    if not mine:
        return ((choice(_("🙋 I look after them"), "take"),),)
    seen = single.stage == Stage.DECLARED
    ready = single.stage == Stage.OPEN and single.frozen is None
    return (
        *(((choice(_("🔍 Who might fit?"), "seek"),),) if ready else ()),
        *(((choice(_("✅ I have seen the papers"), "papers"),),) if seen else ()),
        *(((choice(_("🖼 Photo"), "photo"),),) if single.photo_id else ()),
        (choice(_("✉️ A word to them"), "word"), choice(_("↪️ Pass on"), "pass")),
        (choice(_("⚠️ Hold back, ask staff"), "complain"),),
    )


def take(turn: Turn, single_id: int, _extra: str) -> None:
    handing.take(turn.tx, turn.who, single_id)
    turn.reads(singles.known(turn.tx, single_id).person_id, "card")
    turn.card(SINGLE, single_id)


def papers(turn: Turn, single_id: int, extra: str) -> None:
    """Ask once more what was seen; note it at the second tap."""
    single = handing.held(turn.tx, turn.who, single_id)
    if extra == "yes":
        handing.see_papers(turn.tx, turn.who, single_id, turn.now)
        turn.card(SINGLE, single_id)
        return
    says = _(
        "You have seen identity card and household book: the person is who they say, was born on"
        " {day}, is single, and wants it themselves. You have photographed nothing.",
        day=profile_of(turn.tx, single).born.isoformat(),
    )
    yes = button(turn.to(_("✅ Yes, all of it")), SINGLE, single_id, "papers.yes", single.revision)
    back = button(turn.to(_("⬅️ Back")), SINGLE, single_id, "look", single.revision)
    turn.amend(Screen(turn.to(says), ((yes,), (back,))))


def photo(turn: Turn, single_id: int, _extra: str) -> None:
    single = handing.held(turn.tx, turn.who, single_id)
    medium = photo_of(turn.tx, single)
    if medium is None:
        turn.answer(NOT_FOUND, alert=True)
        return
    turn.reads(single.person_id, "media")
    turn.attached([medium])


def look(turn: Turn, single_id: int, _extra: str) -> None:
    turn.card(SINGLE, single_id)


def _asks(form: type[Form], turn: Turn, single_id: int, _extra: str) -> None:
    handing.held(turn.tx, turn.who, single_id)
    filling.start(turn, form, {"single": single_id})


def written(turn: Turn, form: Writing) -> None:
    handing.write(turn.tx, turn.who, form.single, form.words)
    turn.reply(_("✅ They have it."))


def passed_on(turn: Turn, form: PassingOn) -> None:
    handing.pass_on(turn.tx, turn.who, form.single, form.matchmaker)
    turn.reply(_("✅ Passed on. Thank you for looking after them."))


def others(tx: Tx, who: Person, chosen: int | None) -> tuple[tuple[int, str], ...]:
    """The matchmakers one may choose, nearest first; or the one asked for."""
    return tuple(
        (one.id, _matchmaker(tx, one)) for one in all_for(tx, who) if chosen in (None, one.id)
    )


def _matchmaker(tx: Tx, one: Person) -> str:
    """A matchmaker by name and where they work."""
    held = next(role for role in one.roles if role.role == "matchmaker")
    place = places.get(tx, held.place_id)
    return f"{people.name(tx, one)} · {label(tx, place) if place else ''}"


def pile(tx: Tx, who: Person, sieve: Sieve, _now: int) -> Sequence[int]:
    """Who waits to be taken up, or for their papers to be seen."""
    mine = [one for one in handing.in_hand(tx, who) if one.stage == Stage.DECLARED]
    waiting = [*unclaimed(tx, who), *mine]
    if sieve.category is not None:
        return []
    return [one.id for one in waiting if _within(tx, one, sieve.path)]


def _within(tx: Tx, single: Single, path: str) -> bool:
    place = places.get(tx, single.place_id)
    return place is not None and place.path.startswith(path)


def pile_line(tx: Tx, who: Person, single_id: int) -> str:
    return "💞 " + _line(tx, who, singles.known(tx, single_id))


def person_of(tx: Tx, single_id: int) -> int | None:
    single = singles.get(tx, single_id)
    return single.person_id if single else None


DESK = Desk({Heap.WAITING: (Pile(SINGLE, pile, pile_line, is_matchmaker),)}, lambda _tx, _who: ())
CARDS = (
    Card(
        WORK,
        WORK,
        None,
        draw_work,
        {"counter": counter.begin, "meeting": meetings.plan},
        whenever=frozenset({"counter", "meeting"}),
    ),
    Card(
        SINGLE,
        "single",
        revision,
        draw,
        {
            "take": take,
            "papers": papers,
            "photo": photo,
            "word": partial(_asks, Writing),
            "pass": partial(_asks, PassingOn),
            "complain": partial(_asks, Complaint),
            "hopes": counter.ask_hopes,
            "avoid": counter.ask_avoid,
            "gone": counter.withdraw,
            "seek": proposing.seek,
            "pair": proposing.pair,
            "join": proposing.join,
            "left": proposing.left,
            "look": look,
        },
        about=person_of,
    ),
)
