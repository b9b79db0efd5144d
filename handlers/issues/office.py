"""What an office decides about reports, changed in the chat by its administrators."""

from community.issues import office as rules
from community.places import label
from community.roles import Role, is_admin
from handlers.issues.office_forms import (
    CATEGORY,
    TERM,
    CategoryTerm,
    Lengths,
    NewCategory,
    NewRoute,
    Rename,
    term_at,
)
from handlers.issues.terms import TERMS, lengths
from handlers.issues.words import RESPONSIBLE_WORDS, category_word, word_of
from storage import categories, people, places, routes, terms
from storage.ids import from_short, short
from storage.people import Person
from storage.routes import Route
from storage.tx import Tx
from talk import filling
from talk.cards import button, opener
from talk.office import Office
from talk.registry import Card
from talk.screens import Button, Rows, Screen, bold, in_rows
from talk.turn import Turn
from talk.words import Word, _

THE_OFFICE = "office"  # the card of all that an office decides
KINDS = "kinds"  # the card of all that can be reported


def rows(tx: Tx, who: Person) -> Rows:
    """What can be reported, in its order, and how long it may take; administrators change it."""
    if not is_admin(who):
        return ()
    names = [
        opener(_marked(tx, who, row.code, row.hidden is not None), CATEGORY, row.id)
        for row in categories.every(tx)
    ]
    times = [
        opener(f"⏱ {TERMS[t.code].to(who.language)}", TERM, t.position) for t in terms.every(tx)
    ]
    root = places.roots(tx)[0].id
    more = button(NewCategory.title.to(who.language), KINDS, root, "add", 0)
    return (*in_rows(names, 2), (more,), *in_rows(times, 2))


def draw_kinds(tx: Tx, who: Person, place_id: int) -> Screen | None:
    if not is_admin(who) or place_id != places.roots(tx)[0].id:
        return None
    return Screen(bold(_("📢 Report a problem").to(who.language)), rows(tx, who))


def _marked(tx: Tx, who: Person, code: str, hidden: bool) -> str:
    name = category_word(tx, code).to(who.language)
    return f"🙈 {name}" if hidden else name


def draw_category(tx: Tx, who: Person, category_id: int) -> Screen | None:
    row = categories.get(tx, category_id)
    if row is None or not is_admin(who):
        return None
    term = terms.known(tx, row.term)
    lines = [_("⏱ {name}: {lengths}", name=TERMS[term.code], lengths=lengths(term))]
    if row.hidden is not None:
        lines.append(_("🙈 Hidden: nobody can choose it."))
    ways = routes.of(tx, row.code)
    lines += [_way(tx, way) for way in ways] or [_("🧭 No route: staff dispatch.")]

    def choice(word: Word, name: str) -> Button:
        return button(word.to(who.language), CATEGORY, row.id, name, row.revision)

    hide = (
        choice(_("🙈 Hide"), "hide") if row.hidden is None else choice(_("👁 Offer again"), "show")
    )
    removals = tuple(
        (choice(_("🗑 {route}", route=_where(tx, way)), f"unroute.{short(way.id)}"),) for way in ways
    )
    return Screen(
        bold(_marked(tx, who, row.code, row.hidden is not None))
        + "\n"
        + "\n".join(line.to(who.language) for line in lines),
        (
            (choice(Rename.title, "rename"), choice(CategoryTerm.title, "term")),
            (choice(_("⬆️ Further up"), "up"), hide),
            (choice(NewRoute.title, "route"),),
            *removals,
        ),
    )


def _where(tx: Tx, way: Route) -> str:
    place = places.get(tx, way.place_id)
    return label(tx, place) if place else ""


def _way(tx: Tx, way: Route) -> Word:
    to = RESPONSIBLE_WORDS[Role(way.role)]
    if way.person_id is not None and (person := people.get(tx, way.person_id)):
        to = _("{name} ({role})", name=people.name(tx, person), role=to)
    says = _("by itself") if way.automatic else _("first in the list")
    return _("🧭 {place} → {to}, {says}", place=_where(tx, way), to=to, says=says)


def draw_term(tx: Tx, who: Person, position: int) -> Screen | None:
    code = term_at(tx, position)
    if not code or not is_admin(who):
        return None
    term = terms.known(tx, code)
    change = button(Lengths.title.to(who.language), TERM, position, "change", 0)
    head = bold(f"⏱ {TERMS[code].to(who.language)}")
    return Screen(head + "\n" + lengths(term).to(who.language), ((change,),))


def add(turn: Turn, _place_id: int, _extra: str) -> None:
    filling.start(turn, NewCategory)


def rename(turn: Turn, category_id: int, _extra: str) -> None:
    filling.start(turn, Rename, {"category": category_id})


def term(turn: Turn, category_id: int, _extra: str) -> None:
    filling.start(turn, CategoryTerm, {"category": category_id})


def up(turn: Turn, category_id: int, _extra: str) -> None:
    rules.move_category(turn.tx, turn.who, category_id, turn.now)
    turn.card(THE_OFFICE, places.roots(turn.tx)[0].id)


def hide(turn: Turn, category_id: int, extra: str) -> None:
    """Ask once more; hide it at the second tap."""
    if extra == "yes":
        rules.hide_category(turn.tx, turn.who, category_id, hidden=True, now=turn.now)
        turn.card(CATEGORY, category_id)
        return
    row = categories.get(turn.tx, category_id)
    assert row is not None, "the card was drawn"
    yes = button(turn.to(_("Yes, hide it")), CATEGORY, row.id, "hide.yes", row.revision)
    back = button(turn.to(_("⬅️ Back")), CATEGORY, row.id, "look", row.revision)
    says = _(
        "Nobody can choose “{name}” any more; what was reported of it goes on.",
        name=word_of(row),
    )
    turn.amend(Screen(turn.to(says), ((back,), (yes,))))


def show(turn: Turn, category_id: int, _extra: str) -> None:
    rules.hide_category(turn.tx, turn.who, category_id, hidden=False, now=turn.now)
    turn.card(CATEGORY, category_id)


def look(turn: Turn, category_id: int, _extra: str) -> None:
    turn.card(CATEGORY, category_id)


def route(turn: Turn, category_id: int, _extra: str) -> None:
    filling.start(turn, NewRoute, {"category": category_id})


def unroute(turn: Turn, category_id: int, extra: str) -> None:
    """Ask once more; remove it at the second tap."""
    asked, _dot, sure = extra.partition(".")
    if sure:
        rules.remove_route(turn.tx, turn.who, category_id, from_short(asked) or 0, turn.now)
        turn.card(CATEGORY, category_id)
        return
    row = categories.get(turn.tx, category_id)
    assert row is not None, "the card was drawn"
    yes = button(
        turn.to(_("Yes, remove it")), CATEGORY, row.id, f"unroute.{asked}.yes", row.revision
    )
    back = button(turn.to(_("⬅️ Back")), CATEGORY, row.id, "look", row.revision)
    says = _("Remove this route? Then staff dispatch, or the next wider route counts.")
    turn.amend(Screen(turn.to(says), ((back,), (yes,))))


def change(turn: Turn, position: int, _extra: str) -> None:
    found = terms.get(turn.tx, term_at(turn.tx, position))
    assert found is not None, "the card was drawn"
    filling.start(turn, Lengths, {"term": position, "natural_time": found.natural_time})


def _still(_tx: Tx, _subject: int) -> int:
    return 0


def _revision(tx: Tx, category_id: int) -> int | None:
    row = categories.get(tx, category_id)
    return row.revision if row else None


def named(tx: Tx, name: str) -> Word | None:
    """The words of a term or a category, by its code."""
    if name in TERMS:
        return TERMS[name]
    return category_word(tx, name) if categories.by_code(tx, name) else None


CARDS = (
    Card(KINDS, "office", _still, draw_kinds, {"add": add}),
    Card(
        CATEGORY,
        "category",
        _revision,
        draw_category,
        {
            "rename": rename,
            "term": term,
            "up": up,
            "hide": hide,
            "show": show,
            "look": look,
            "route": route,
            "unroute": unroute,
        },
    ),
    Card(TERM, "term", _still, draw_term, {"change": change}),
)
OFFICE = Office(
    rows,
    {
        "category.add": _("added a category"),
        "category.rename": _("renamed a category"),
        "category.term": _("gave a category another term"),
        "category.move": _("moved a category"),
        "category.hide": _("hid a category"),
        "category.show": _("offers a category again"),
        "term.change": _("changed a term"),
        "route.put": _("set a route"),
        "route.remove": _("removed a route"),
    },
    named,
)
REFUSALS = {
    "office.too_many": _("There are as many categories as fit one screen. Please hide one first."),
    "office.last": _("The last one stays: there must be something to choose."),
    "office.same_name": _("There is one of this name already. Please choose another name."),
    "office.term_order": _(
        "First the contact, then on the spot, then done: each may take longer than the one before,"
        " not shorter. Nothing was changed."
    ),
    "office.not_their_role": _("This person does not hold that role there. Nothing was changed."),
}
