"""The question for a place: down the tree with buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from talk.answers import Answer, Said, Tap, number
from talk.drafts import Draft
from talk.questions import CHOOSE, Facts, Given, Need, Question, Reading, Still, spoken
from talk.screens import Button, Rows, clip, in_rows
from talk.words import Word, _, everywhere

PAGE = 24
LABEL_MOST = 40
TREE = "place"  # the whole tree, in which a place can be found by what people call it
NAMED = "place.named"
LABEL = "place.label"
CHOOSE_OR_NAME = _(
    "Please choose with the buttons below, or write the name of the estate and the building."
)
HOME = _("home|my home")  # what people type for the likeliest place
UP = ("⬆️", "⬆")  # as a key it may come typed
HOMES = frozenset(word for words in everywhere(HOME) for word in words.split("|"))


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place in the tree and what is below it; one of `leaves` is picked at a tap."""

    id: int | None
    label: str
    pickable: bool
    below: tuple[tuple[int, str], ...]
    up: int | None
    leaves: frozenset[int] = frozenset()


NOWHERE = PlaceView(None, "", pickable=False, below=(), up=None)


@dataclass(frozen=True, slots=True)
class Place(Question):
    """One place of the tree; default names the fact that holds the likeliest one."""

    default: str | None
    tree: str | Callable[[Mapping[str, Any]], str]

    def holds(self, value: Any) -> bool:
        """Tell whether a stored answer is still a place's id."""
        return type(value) is int and Question.holds(self, value)

    def needs(self, draft: Draft) -> tuple[Need, ...]:
        """Name the place where the person stands, and the likeliest one at the top."""
        here: tuple[Need, ...] = (
            (self._tree(draft), draft.node),
            *self.needs_of(draft.answers.get(self.name)),
        )
        return (*here, (self.default, None)) if self.default and draft.node is None else here

    def needs_to_read(self, draft: Draft, answer: Answer) -> tuple[Need, ...]:
        """Name the place that typed words mean, as far as they say."""
        if not isinstance(answer, Said) or self._tree(draft) != TREE:
            return ()
        return ((NAMED, (draft.node, answer.text)),)

    def needs_of(self, value: Any) -> tuple[Need, ...]:
        """Name the place whose label will be said."""
        return () if value is None else ((LABEL, value),)

    def read(self, draft: Draft, answer: Answer, facts: Facts) -> Reading:
        """Go down, up, to another page, or pick."""
        view = self._view(draft, facts)
        match answer:
            case Tap():
                return self._tapped(draft, answer, view, facts)
            case Said(text=text) if text.strip() in UP and draft.node is not None:
                return Still(replace(draft, node=view.up, page=0))
            case Said():
                wanted = spoken(answer.text)
                for place, label in view.below:
                    if spoken(label) == wanted:
                        return _into(draft, view, place)
                home = self._home(draft, facts)
                if home and (wanted in HOMES or spoken(home[1]) == wanted):
                    return Given(home[0])
                if found := facts.get((NAMED, (draft.node, answer.text))):
                    return _arrived(draft, found)
        return Still(draft, CHOOSE_OR_NAME if self._tree(draft) == TREE else CHOOSE)

    def _tapped(self, draft: Draft, tap: Tap, view: PlaceView, facts: Facts) -> Reading:
        value = number(tap.value)
        match tap.action:
            case "into" if any(place == value for place, _label in view.below):
                return _into(draft, view, value)
            case "up" if draft.node is not None:
                return Still(replace(draft, node=view.up, page=0))
            case "here" if view.pickable and view.id is not None:
                return Given(view.id)
            case "home" if (home := self._home(draft, facts)) and home[0] == value:
                return Given(value)
            case "page" if value is not None and value * PAGE < len(view.below):
                return Still(replace(draft, page=value))
        return None

    def rows(self, draft: Draft, facts: Facts, language: str, prefix: str) -> Rows:
        """Return the likeliest place, the places below, and the ways to move."""
        view = self._view(draft, facts)
        home = self._home(draft, facts)
        first = ((Button(f"🏠 {home[1]}", f"{prefix}home:{home[0]}"),),) if home else ()
        start = draft.page * PAGE
        shown = view.below[start : start + PAGE]
        places = in_rows(
            (Button(label or "…", f"{prefix}into:{place}") for place, label in shown),
            _columns(shown),
        )
        moves = []
        if draft.page:
            moves.append(Button("◀️", f"{prefix}page:{draft.page - 1}"))
        if draft.node is not None:
            moves.append(Button("⬆️", f"{prefix}up:"))
        if view.pickable and view.id is not None:
            here = _("Just {place}", place=clip(view.label.rpartition(" ")[2], LABEL_MOST).plain)
            moves.append(Button(here.to(language), f"{prefix}here:"))
        if start + PAGE < len(view.below):
            moves.append(Button("▶️", f"{prefix}page:{draft.page + 1}"))
        return first + places + ((tuple(moves),) if moves else ())

    def note(self, draft: Draft, facts: Facts) -> Word | None:
        """Say where the person stands in the tree."""
        view = self._view(draft, facts)
        if view.id is None:
            return Question.note(self, draft, facts)
        return _("📍 {place}", place=view.label)

    def words(self, value: Any, facts: Facts) -> Word | str:
        """Return the place's label."""
        return facts.get((LABEL, value)) or "—"

    def _tree(self, draft: Draft) -> str:
        if isinstance(self.tree, str):
            return self.tree
        return self.tree({**draft.fixed, **draft.answers})

    def _view(self, draft: Draft, facts: Facts) -> PlaceView:
        view: PlaceView | None = facts.get((self._tree(draft), draft.node))
        return view or NOWHERE

    def _home(self, draft: Draft, facts: Facts) -> tuple[int, str] | None:
        if self.default is None or draft.node is not None:
            return None
        home: tuple[int, str] | None = facts.get((self.default, None))
        return home


def _into(draft: Draft, view: PlaceView, place: int | None) -> Reading:
    if place in view.leaves:
        return Given(place)
    return Still(replace(draft, node=place, page=0))


def _arrived(draft: Draft, found: PlaceView) -> Reading:
    """Pick a place that has none below it, or stand there and let the person choose on."""
    if found.pickable and not found.below:
        return Given(found.id)
    return Still(replace(draft, node=found.id, page=0))


def _columns(shown: tuple[tuple[int, str], ...]) -> int:
    longest = max((len(label) for _place, label in shown), default=0)
    return 3 if longest <= 6 else 2 if longest <= 12 else 1
