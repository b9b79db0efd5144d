"""What is asked of who wants mediation, and what they are told first."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar

from annotated_types import MaxLen, MinLen
from pydantic import Field

from community import mediation as rules
from community.issues.access import staff_for
from community.issues.kinds import File
from community.mediation.kinds import Matter, Opposite, Request
from handlers.mediation import harm
from handlers.mediation.kinds import SIDE
from handlers.mediation.words import MATTERS, OPPOSITES, RIGHTS
from talk import filling
from talk.cards import button
from talk.forms import HIDDEN, Ask, Attach, Attachment, Form, Photo, PickPlace
from talk.registry import FormEntry, Meanwhile
from talk.screens import Screen
from talk.turn import Turn
from talk.words import Word, _

VOICES = Attach(
    _("Your voice message? Hold the microphone and speak."),
    label=_("Voice"),
    kinds=("voice",),
    most=3,
    aside=HIDDEN,
)
PHOTOS = Attach(_("Do you have a photo? Send it here."), label=_("Photos"), aside=HIDDEN)


def named(answers: Mapping[str, Any]) -> bool:
    """Whether it is said with whom it is."""
    return bool(answers.get("called"))


class Mediation(Form):
    """What somebody wants to have mediated, and what the other side may be told."""

    name: ClassVar[str] = "mediation.request"
    title: ClassVar[Word] = _("🤝 Mediation between neighbours")
    before_sending: ClassVar[Word | None] = _(
        "The mediator reads all of this, with your name and number. The other side reads only the"
        " words you have chosen for them, exactly as they stand above. Staff see only that there is"
        " a dispute and how far it is. Once a mediator has taken it up it is a file that the law"
        " has us keep for ten years."
    )

    rights: Annotated[
        bool,
        Ask(
            _("Shall somebody mediate?"),
            label=_("Free and voluntary"),
            hint=RIGHTS,
            words={True: _("Yes, go on"), False: _("Rather not")},
            leaves=frozenset({False}),
            columns=2,
        ),
    ]
    matter: Annotated[
        Matter,
        Ask(
            _("What is it about?"),
            label=_("The matter"),
            words=MATTERS,
            leaves=frozenset({Matter.HARM}),
        ),
    ]
    opposite: Annotated[Opposite, Ask(_("With whom is it?"), label=_("With whom"), words=OPPOSITES)]
    called: Annotated[
        str,
        MaxLen(80),
        Ask(
            _("Who are they? Name, house or floor."),
            label=_("Who they are"),
            hint=_(
                "Skip it if you do not want to say: then somebody has a talk at the door with those"
                " it may concern, without naming you; a mediation needs both sides."
            ),
        ),
    ] = ""
    may_tell: Annotated[
        str,
        MinLen(2),
        MaxLen(500),
        Ask(
            _("What exactly may they be told? They read these words and nothing else of yours."),
            label=_("They read word for word"),
            hint=_("e.g. a neighbour finds it loud at night and would like to talk about it"),
            when=named,
        ),
    ] = ""
    story: Annotated[
        str,
        MinLen(2),
        MaxLen(1000),
        Ask(
            _("What happened? Only the mediator reads this."),
            label=_("What happened"),
            hint=_("or tell it in a voice message"),
            aloud=True,
        ),
    ]
    settle: Annotated[
        str,
        MaxLen(500),
        Ask(
            _("What would settle it for you?"),
            label=_("What would settle it"),
            hint=_("e.g. quiet after ten in the evening"),
        ),
    ] = ""
    place: Annotated[int, PickPlace(_("Where is it?"), label=_("Place"), default="people.home")]
    voices: Annotated[list[Attachment], VOICES] = Field(default_factory=list)
    photos: Annotated[
        list[Photo], Attach(_("Do you have a photo? Send it here."), label=_("Photos"))
    ] = Field(default_factory=list)


def _same(turn: Turn, answers: Mapping[str, Any]) -> Screen | None:
    """Whether they are the other side of such a dispute already."""
    case = rules.opposed(turn.tx, turn.who, answers["matter"])
    seen = turn.registry.cards[SIDE].seen(turn.tx, turn.who, case.id) if case else None
    if case is None or seen is None:
        return None
    says = _(
        "You are the other side of the mediation {number} already, and it is about such a thing,"
        " too. Is it the same? Then tell its mediator how you see it.",
        number=case.number,
    )
    yes = button(turn.to(_("🤝 Yes, it is the same")), SIDE, case.id, "same")
    return Screen(turn.to(says), ((yes,),)).at(seen[1])


def mediate(turn: Turn) -> None:
    """🤝: begin, with the rights first."""
    filling.start(turn, Mediation)


def opened(turn: Turn, sentence: str) -> None:
    """Begin with a free sentence."""
    heard = _("📝 We have kept what you said. Please see whether it is right.")
    filling.start(turn, Mediation, given={"story": sentence}, heard=heard)


def requested(turn: Turn, form: Mediation) -> None:
    wanted = Request(
        form.matter,
        form.opposite,
        form.place,
        form.story,
        form.called or None,
        form.may_tell or None,
        form.settle or None,
        files((*form.photos, *form.voices)),
    )
    standing = rules.standing(turn.tx, turn.who, wanted)
    if standing is not None:
        turn.card(SIDE, standing.id, head=_("You have asked for this already; here it stands:"))
        return
    case = rules.request(turn.tx, turn.who, wanted, turn.now, turn.registry.reports)
    turn.reply(
        _(
            "✅ Received. Your number is {number}.\nA mediator takes it up within a working day;"
            " you hear who it is. Until then nobody tells the other side anything.",
            number=case.number,
        )
    )
    turn.card(SIDE, case.id, fresh=True)
    if not any(person.reachable for person in staff_for(turn.tx, case)):
        turn.say(
            _("Nobody of the community can be reached from here yet. Please phone them as well.")
        )


def left(turn: Turn, _field: str, value: object) -> None:
    """Harm leads to its own doors; who would rather not is let go kindly."""
    if value is Matter.HARM:
        harm.show(turn)
        return
    turn.reply(_("All right. You can come back at any time, or ask at the community's counter."))


def files(sent: Iterable[Photo]) -> tuple[File, ...]:
    """What was sent as rules take it."""
    return tuple((getattr(one, "kind", "photo"), one.file_id, one.unique_id) for one in sent)


SAME = Meanwhile(frozenset({"matter"}), _same, _("No, something else: go on"))
FORM = FormEntry(Mediation, requested, left, (SAME, harm.hears("story", "may_tell", "settle")))
