"""What an announcement says, to whom, when; what its second reader has against it."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen
from pydantic import Field

from community import broadcasts as rules
from community.broadcasts import Interest, sending
from community.broadcasts.kinds import BROADCAST, WORDS_MOST, Stage, Whom
from community.deadlines import HOUR_MS
from handlers.broadcasts.words import INTERESTS, WHOM
from storage import broadcasts, media
from storage.audiences import Audience
from storage.broadcasts import Content
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import NOT_FOUND
from talk.forms import About, Ask, Attach, Form, Photo, PickPlace, PickTime
from talk.registry import FormEntry
from talk.screens import clip
from talk.turn import Turn
from talk.words import Word, _

GROUND, LIKELIEST = "people.speaking_ground", "people.spoken_to"
LINE_MOST = 40
ABOUT = ("broadcasts.draft", "broadcast")


class Spoken(StrEnum):
    """The language of those who are meant."""

    ZH = "zh"
    EN = "en"


class Lasting(StrEnum):
    """How long it goes out: after that nobody needs it any more."""

    HOURS = "6"
    DAY = "24"
    DAYS = "72"
    WEEK = "168"


LASTING = {
    Lasting.HOURS: _("6 hours"),
    Lasting.DAY: _("a day"),
    Lasting.DAYS: _("3 days"),
    Lasting.WEEK: _("a week"),
}


class Writing(Form):
    """What is announced."""

    name: ClassVar[str] = "broadcasts.write"
    title: ClassVar[Word] = _("📣 Announcement")
    before_sending: ClassVar[Word | None] = _(
        "Nothing is sent yet: first you choose to whom it goes and look at it yourself."
    )

    broadcast: int
    words: Annotated[
        str,
        MaxLen(WORDS_MOST),
        Ask(
            _("What shall people read?"),
            label=_("What it says"),
            hint=_("Up to 1000 characters. Please no names or numbers of residents."),
        ),
    ]
    photos: Annotated[
        list[Photo], MaxLen(1), Attach(_("A picture with it?"), label=_("Picture"), most=1)
    ] = Field(default_factory=list)
    receipt: Annotated[
        bool,
        Ask(
            _("Shall readers tap “Got it”, so that you see how many have read it?"),
            label=_("“Got it” button"),
        ),
    ]


class Aiming(Form):
    """To whom it goes."""

    name: ClassVar[str] = "broadcasts.aim"
    title: ClassVar[Word] = _("👥 To whom")
    about: ClassVar[tuple[str, str] | None] = ABOUT
    at_once: ClassVar[bool] = True

    broadcast: int
    place: Annotated[
        int,
        PickPlace(
            _("For the people of which place?"),
            label=_("Place"),
            hint=_("You can add further places afterwards."),
            default=LIKELIEST,
            tree=GROUND,
        ),
    ]
    roles: Annotated[
        list[Whom],
        Ask(
            _("Only for people with a task there?"),
            label=_("Only for"),
            hint=_("Skip it, and it goes to everybody who lives there."),
            words=WHOM,
        ),
    ] = Field(default_factory=list)
    interests: Annotated[
        list[Interest],
        Ask(
            _("Only for those who want to hear about something?"),
            label=_("Interested in"),
            hint=_("What people have chosen themselves in ⚙️. Skip it for all."),
            words=INTERESTS,
        ),
    ] = Field(default_factory=list)
    spoken: Annotated[
        Spoken | None,
        Ask(
            _("Only for those who read one language?"),
            label=_("Language"),
            words={Spoken.ZH: Word("中文"), Spoken.EN: Word("English")},
        ),
    ] = None


class Widening(Form):
    """One more place to whose people it goes."""

    name: ClassVar[str] = "broadcasts.widen"
    title: ClassVar[Word] = _("➕ One more place")
    about: ClassVar[tuple[str, str] | None] = ABOUT
    at_once: ClassVar[bool] = True

    broadcast: int
    place: Annotated[int, PickPlace(_("Which place besides?"), label=_("Place"), tree=GROUND)]


class Timing(Form):
    """When it begins, and until when it is of use."""

    name: ClassVar[str] = "broadcasts.later"
    title: ClassVar[Word] = _("🕗 Send it later")
    about: ClassVar[tuple[str, str] | None] = ABOUT

    broadcast: int
    at: Annotated[datetime, PickTime(_("When shall it begin?"), label=_("Begins"), past=False)]
    lasts: Annotated[
        Lasting,
        Ask(
            _("How long is it of use?"),
            label=_("Of use for"),
            hint=_("Whom it has not reached by then, does not get it any more."),
            words=LASTING,
        ),
    ] = Lasting.DAYS


class SendBack(Form):
    """What the second reader would have changed."""

    name: ClassVar[str] = "broadcasts.send_back"
    title: ClassVar[Word] = _("↩️ Send back")
    about: ClassVar[tuple[str, str] | None] = ("broadcasts.asked", "broadcast")

    broadcast: int
    note: Annotated[
        str,
        MinLen(2),
        MaxLen(300),
        Ask(_("What has to be changed? Its author reads it."), label=_("To be changed")),
    ]


def written(turn: Turn, form: Writing) -> None:
    """Keep a new draft, or what a draft says now."""
    before = broadcasts.get(turn.tx, form.broadcast) if form.broadcast else None
    photo = form.photos[0] if form.photos else None
    kept = media.get(turn.tx, before.photo_id) if before and before.photo_id else None
    same = kept and photo and kept.unique_id == photo.unique_id
    photo_id = kept.id if kept and same else None
    if photo and not same:
        photo_id = media.keep(turn.tx, turn.now, photo.file_id, photo.unique_id)
    target = (before.target, before.target_id) if before else (None, None)
    says = Content(form.words, photo_id, *target, form.receipt)
    if form.broadcast:
        draft = rules.reword(turn.tx, turn.who, form.broadcast, says, turn.now)
    else:
        draft = rules.prepare(turn.tx, turn.who, says, turn.now)
    turn.card(BROADCAST, draft.id)


def aimed(turn: Turn, form: Aiming) -> None:
    before = Audience.read(rules.own(turn.tx, turn.who, form.broadcast).audience)
    audience = replace(
        before,
        places=(form.place,),
        roles=tuple(form.roles),
        interests=tuple(form.interests),
        language=form.spoken,
    )
    rules.aim(turn.tx, turn.who, form.broadcast, audience)
    turn.card(BROADCAST, form.broadcast)


def widened(turn: Turn, form: Widening) -> None:
    rules.widen(turn.tx, turn.who, form.broadcast, form.place)
    turn.card(BROADCAST, form.broadcast)


def timed(turn: Turn, form: Timing) -> None:
    at = int(form.at.timestamp() * 1000)
    until = at + int(form.lasts) * HOUR_MS
    sending.submit(turn.tx, turn.who, form.broadcast, at, until, turn.now)
    turn.card(BROADCAST, form.broadcast)


def sent_back(turn: Turn, form: SendBack) -> None:
    sending.send_back(turn.tx, turn.who, form.broadcast, form.note)
    turn.reply(_("↩️ Sent back: its author reads why."))


def draft(tx: Tx, who: Person, broadcast_id: int | None) -> About:
    """The draft that a form is about; of others' nothing is said."""
    found = broadcasts.get(tx, broadcast_id or 0)
    if found is None or found.author_id != who.id or found.stage != Stage.DRAFT:
        return About("", NOT_FOUND)
    return About(f"📣 {clip(broadcasts.words(tx, found), LINE_MOST).plain}")


def asked(tx: Tx, who: Person, broadcast_id: int | None) -> About:
    """What somebody may approve or send back."""
    found = broadcasts.get(tx, broadcast_id or 0)
    if found is None or found.stage != Stage.ASKED or not rules.may_approve(tx, who, found):
        return About("", NOT_FOUND)
    return About(f"📣 {clip(broadcasts.words(tx, found), LINE_MOST).plain}")


def write(turn: Turn) -> None:
    """Begin a new one."""
    filling.start(turn, Writing, {"broadcast": 0})


FORMS = (
    FormEntry(Writing, written),
    FormEntry(Aiming, aimed),
    FormEntry(Widening, widened),
    FormEntry(Timing, timed),
    FormEntry(SendBack, sent_back),
)
FACTS = {
    "broadcasts.draft": draft,
    "broadcasts.asked": asked,
}
