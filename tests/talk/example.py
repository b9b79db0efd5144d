"""A form with every kind of question, and the town it asks about."""

from enum import Enum
from typing import Annotated, Any

from annotated_types import MaxLen, MinLen
from pydantic import Field

from talk.forms import (
    Answer,
    Ask,
    Attach,
    Attachment,
    Draft,
    Form,
    Outcome,
    Photo,
    PickPlace,
    PlaceView,
    Said,
    Sent,
    Tap,
    ask,
    begin,
    needs,
    read_tap,
    take,
)
from talk.screens import Screen
from talk.words import Word, _, pgettext


class Matter(Enum):
    LIGHT = "light"
    NOISE = "noise"
    FIRE = "fire"


class Report(Form):
    name = "example.report"
    title = _("Report")
    before_sending = _("Staff will see your name.")

    matter: Annotated[
        Matter,
        Ask(
            _("What is it about?"),
            label=_("Matter"),
            words={
                Matter.LIGHT: _("💡 A lamp"),
                Matter.NOISE: pgettext("example", "Yes"),
                Matter.FIRE: _("🔥 Fire"),
            },
            leaves=frozenset({Matter.FIRE}),
        ),
    ]
    place: Annotated[int, PickPlace(_("Where?"), label=_("Place"), default="people.home")]
    story: Annotated[
        str,
        MinLen(5),
        MaxLen(200),
        Ask(_("What happened?"), label=_("Story"), hint=_("As it was.")),
    ]
    remark: Annotated[str | None, Ask(_("Anything else?"), label=_("Remark"))] = None
    hidden: Annotated[bool, Ask(_("Hide your name?"), label=_("Hidden"))] = False
    photos: Annotated[list[Photo], Attach(_("Photos?"), label=_("Photos"), most=3)] = Field(
        default_factory=list
    )
    case: int = 0


TOWN = {
    None: PlaceView(None, "", False, ((1, "森林公园小区"), (2, "金域华府")), None),
    1: PlaceView(1, "森林公园小区", True, ((11, "1号楼"), (12, "2号楼")), None, frozenset({11})),
    2: PlaceView(2, "金域华府", True, tuple((n, f"{n}单元") for n in range(100, 150)), None),
    11: PlaceView(11, "1号楼", True, (), 1),
    12: PlaceView(12, "2号楼", True, (), 1),
} | {n: PlaceView(n, f"{n}单元", True, (), 2) for n in range(100, 150)}
FACTS: dict[tuple[str, int | None], Any] = {("place", node): view for node, view in TOWN.items()}
FACTS |= {("place.label", node): view.label for node, view in TOWN.items()}
FACTS["people.home", None] = (12, "2号楼")


class Filler:
    """Somebody filling in a form, over drafts that are kept as text between any two answers."""

    def __init__(self, form: type[Form] = Report, language: str = "en", **fixed: Any) -> None:
        self.form, self.language = form, language
        self.outcome = Outcome.ASKING
        self.value: Any = None
        self.complaint: Word | None = None
        self.heard: Word | None = None
        self._keep(begin(form, 2**62 + 7, fixed))

    def says(self, text: str) -> "Filler":
        return self.gives(Said(text))

    def sends(
        self, kind: str, photo: str | None = None, caption: str = "", **more: Any
    ) -> "Filler":
        file = Attachment(file_id=f"file-{photo}", unique_id=photo, kind=kind) if photo else None
        return self.gives(Sent(kind, file, caption, **more))

    def taps(self, label: str) -> "Filler":
        data = {b.label: b.data for row in self.screen.rows for b in row}[label]
        assert data is not None
        tap = read_tap(data)
        assert tap is not None
        return self.gives(tap)

    def forges(self, action: str, value: str = "") -> "Filler":
        return self.gives(Tap(self.draft.id, self.draft.revision, action, value))

    def gives(self, answer: Answer) -> "Filler":
        step = take(self.form, self.draft, answer, self.facts)
        self.outcome, self.value = step.outcome, step.value
        self.complaint, self.heard = step.complaint, step.heard
        self._keep(step.draft)
        return self

    @property
    def facts(self) -> dict[tuple[str, int | None], Any]:
        return {need: FACTS[need] for need in needs(self.form, self.draft) if need in FACTS}

    @property
    def screen(self) -> Screen:
        return ask(self.form, self.draft, self.facts, self.language, self.complaint, self.heard)

    @property
    def text(self) -> str:
        return self.screen.text.plain

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.screen.rows for button in row]

    @property
    def field(self) -> str | None:
        return self.draft.field

    def _keep(self, draft: Draft) -> None:
        self.draft = Draft.from_json(draft.id, draft.to_json())
        assert self.draft == draft


def at_summary(**fixed: Any) -> Filler:
    filler = Filler(**fixed).taps("💡 A lamp").taps("🏠 2号楼").says("It is dark.")
    return filler.taps("⏭ Skip").taps("No").sends("photo", "a").taps("That is all of them")
