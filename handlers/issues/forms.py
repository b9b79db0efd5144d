"""What is asked: a resident's report, and the answer to it."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen
from pydantic import Field

from community import issues as rules
from community.behalf import Other, Whom, in_care
from community.issues import Category, Result
from community.issues.access import staff_for
from community.issues.kinds import File, Onward
from community.issues.remarks import PHOTO
from community.people import Agreed, How
from handlers.issues import behalf
from handlers.issues.about import IN_HAND, receipt
from handlers.issues.words import CATEGORIES, RESULTS, word_of
from storage import categories
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.forms import HIDDEN, Ask, Attach, Attachment, Form, If, Photo, PickDay, PickPlace, PickRow
from talk.names import NAMED
from talk.turn import Turn
from talk.words import Word, _

PICTURED = "📷……"  # stands where words would be
EMERGENCY = 0  # what is chosen in place of a category's row when somebody is in danger


VOICES = Attach(
    _("Your voice message? Hold the microphone and speak."),
    label=_("Voice"),
    kinds=("voice",),
    most=3,
    aside=HIDDEN,
)
PHOTOS = Attach(_("Do you have a photo? Send it here."), label=_("Photos"), aside=HIDDEN)


class Report(Form):
    """What a resident reports."""

    name: ClassVar[str] = "issues.report"
    title: ClassVar[Word] = _("📢 Report a problem")
    before_sending: ClassVar[Word | None] = _(
        "Name and telephone number are seen by the community and whoever repairs it;"
        " neighbours do not see them."
    )
    about: ClassVar[tuple[str, str] | None] = behalf.IN_CARE

    person: int = 0  # somebody in one's care for whom it is
    whom: Annotated[Whom, behalf.WHOM] = Whom.SELF
    called: Annotated[str, MaxLen(40), NAMED, behalf.CALLED] = ""
    phone: Annotated[str | None, behalf.PHONE] = None
    how: Annotated[How | None, behalf.HOW] = None
    category: Annotated[
        int,
        PickRow(
            _("What is it about?"),
            label=_("Category"),
            rows="issues.categories",
            columns=2,
            page=24,
            leaves=frozenset({EMERGENCY}),
            leads={behalf.ROW: "whom"},
        ),
    ]
    place: Annotated[int, PickPlace(_("Where is it?"), label=_("Place"), default="people.home")]
    story: Annotated[
        str,
        MinLen(2),
        MaxLen(1000),
        Ask(
            _("What is wrong? Write it as you would say it."),
            label=_("What is wrong"),
            hint=_("e.g. two lamps by gate 3; or tell it in a voice message"),
            aloud=True,
        ),
    ]
    voices: Annotated[list[Attachment], VOICES] = Field(default_factory=list)
    photos: Annotated[
        list[Photo], Attach(_("Do you have a photo? Send it here."), label=_("Photos"))
    ] = Field(default_factory=list)


_PLANNED = If("result", frozenset({Result.PLANNED}))
_REFERRED = If("result", frozenset({Result.REFERRED}))


class Answer(Form):
    """What came of a case."""

    name: ClassVar[str] = "issues.answer"
    title: ClassVar[Word] = _("Answer")
    before_sending: ClassVar[Word | None] = _("The resident will read this and be asked.")
    about: ClassVar[tuple[str, str] | None] = IN_HAND

    case: int
    result: Annotated[Result, Ask(_("What came of it?"), label=_("Result"), words=RESULTS)]
    day: Annotated[
        date | None,
        PickDay(_("By which day will it be done?"), label=_("Day"), when=_PLANNED, past=False),
    ] = None
    office: Annotated[
        str | None,
        MinLen(2),
        MaxLen(80),
        Ask(_("Which office has it now?"), label=_("Office"), when=_REFERRED),
    ] = None
    number: Annotated[
        str | None,
        MaxLen(40),
        Ask(
            _("Under which number there, if you know it?"),
            label=_("Its number"),
            when=_REFERRED,
            optional=True,
        ),
    ] = None
    text: Annotated[
        str,
        MinLen(2),
        MaxLen(1000),
        Ask(_("Tell the resident in a sentence what was done."), label=_("What was done")),
    ]
    photos: Annotated[
        list[Photo], Attach(_("A photo of how it is now, if you have one."), label=_("Photos"))
    ] = Field(default_factory=list)


def report(turn: Turn) -> None:
    filling.start(turn, Report)


def reported(turn: Turn, form: Report) -> None:
    category = categories.get(turn.tx, form.category)
    case = rules.report(
        *(turn.tx, turn.who, category.code if category else "", form.place, form.story),
        *(files((*form.photos, *form.voices)), turn.now, turn.registry.reports, _other(turn, form)),
    )
    turn.reply(
        _(
            "✅ Received. Your number is {number}.\nWe tell you each step here;"
            " under 📋 you can look at any time.",
            number=case.number,
        )
    )
    if case.speaker_id is not None:
        turn.card(behalf.LIVES, case.reporter_id, fresh=True)
    if not any(person.reachable for person in staff_for(turn.tx, case)):
        turn.say(
            _("Nobody of the community can be reached from here yet. Please phone them as well.")
        )


def _other(turn: Turn, form: Report) -> Other | Person | None:
    """For whom it is, if it is not one's own."""
    if form.person:
        return in_care(turn.tx, turn.who, form.person)
    if form.how is None:
        return None
    return Other(form.whom, form.called, form.phone, Agreed(form.how))


def offered(tx: Tx, _who: Person, category_id: int | None) -> tuple[tuple[int, Word], ...]:
    """The categories to choose from, then danger and others' matters; or the one asked for."""
    if category_id is not None:
        row = categories.get(tx, category_id)
        return ((row.id, word_of(row)),) if row else ()
    listed = [(row.id, word_of(row)) for row in categories.every(tx) if row.hidden is None]
    return (
        *listed,
        (EMERGENCY, CATEGORIES[Category.EMERGENCY]),
        (behalf.ROW, behalf.FOR_ANOTHER),
    )


def answered(turn: Turn, form: Answer) -> None:
    photos = files(form.photos)
    onward = Onward(form.day, form.office, form.number)
    case = rules.answer(
        turn.tx, turn.who, form.case, form.result, form.text, photos, turn.now, onward
    )
    receipt(turn, case, _("✅ Sent. The resident is asked whether it is solved."))


def files(sent: Iterable[Photo]) -> tuple[File, ...]:
    """What was sent as rules take it."""
    return tuple((getattr(one, "kind", PHOTO), one.file_id, one.unique_id) for one in sent)
