"""Whatever somebody with the few keys says: passed on to those near, if they like."""

from typing import Annotated, ClassVar

from community.router.guessing import asks
from community.wishes import Matter, volunteers
from handlers.wishes.helping import OWN, WORDS_MOST, for_the_alarm
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.forms import Ask, Draft, Form, Said, Sent
from talk.registry import Card, Stray
from talk.screens import Screen, clip
from talk.turn import Turn
from talk.words import Word, _

SAYING = frozenset({"voice", "photo", "video", "video_note", "audio", "document", "location"})
SHOWN_MOST = 60
SEEN_TO = frozenset({"help", "report", "inspections"})  # doors: those near can see to it
COME = "come"  # the card on whose key somebody is asked to get in touch


class PassOn(Form):
    """Whether what was said is to be passed on."""

    name: ClassVar[str] = "wishes.pass_on"
    title: ClassVar[Word] = _("🙋 Ask for help")
    at_once: ClassVar[bool] = True

    words: str = ""
    message: int | None = None
    agree: Annotated[
        bool,
        Ask(
            _("Shall we tell those who look after your home?"),
            label=_("Pass it on"),
            words={True: _("🙋 Yes, tell them"), False: _("No need")},
            leaves=frozenset({False}),
            columns=1,
        ),
    ]


def heard(turn: Turn, message: Said | Sent) -> bool:
    """Ask whether to pass on what was said outside any form."""
    if turn.who.simple is None or turn.event.message_id is None:
        return False
    if isinstance(message, Sent):
        if message.kind not in SAYING:
            return False
        ask(turn, message.caption, turn.event.message_id)
    elif not (_elsewhere(turn, message.text) and turn.registry.leading.lead(turn, message.text)):
        ask(turn, message.text, None)
    return True


def _elsewhere(turn: Turn, text: str) -> bool:
    """Whether words are plainly about what those near cannot see to, such as an activity."""
    leading = turn.registry.leading
    return leading.awaited(turn, text) or not SEEN_TO.issuperset(leading.guess(turn.tx, text))


def more(turn: Turn, message: Said | Sent) -> bool:
    """Add what is said while the question stands; a cry for help is left to the alarm."""
    draft = filling.draft_of(turn)
    if draft is None or draft.form != PassOn.name:
        return False
    words = message.caption if isinstance(message, Sent) else message.text
    if for_the_alarm(turn, draft, words):
        return False
    if isinstance(message, Sent):
        return _more_sent(turn, draft, message)
    if message.text.strip() in _answers():
        return False
    if asks(message.text) and _elsewhere(turn, message.text):
        return False
    ask(turn, f"{draft.fixed.get('words', '')}\n{message.text}", _number(draft))
    return True


def _more_sent(turn: Turn, draft: Draft, message: Sent) -> bool:
    """Add a voice message or a photo, where there is none yet."""
    number = turn.event.message_id
    if message.kind not in SAYING or _number(draft) is not None or number is None:
        return False
    ask(turn, f"{draft.fixed.get('words', '')}\n{message.caption}", number)
    return True


def _answers() -> frozenset[str]:
    """The labels of the two buttons, should somebody type them."""
    labels = (_("🙋 Yes, tell them"), _("No need"))
    return frozenset(label.to(language) for label in labels for language in ("zh", "en"))


def _number(draft: Draft) -> int | None:
    number = draft.fixed.get("message")
    return number if isinstance(number, int) else None


def opened(turn: Turn, sentence: str) -> None:
    """Ask whether to pass on a free sentence that asks for help."""
    ask(turn, sentence, None)


def ask(turn: Turn, words: str, message: int | None) -> None:
    words = words.strip()[:WORDS_MOST]
    fixed = {"words": words, "message": message}
    said = _("📝 You said: {words}", words=clip(words, SHOWN_MOST).plain)
    sent = _("🎤 We have it.")
    both = Word("{said}\n{sent}", None, (("said", said), ("sent", sent)))
    heard = both if words and message else said if words else sent
    filling.start(turn, PassOn, fixed, heard=heard)


def come(turn: Turn, _person_id: int, _extra: str) -> None:
    """请来找我: have those near asked to get in touch, for whom nobody has a number."""
    ask(turn, turn.to(_("Please get in touch with me.")), None)


def _call(_tx: Tx, who: Person, person_id: int) -> Screen | None:
    return Screen(_("☎️ Find the community").to(who.language)) if who.id == person_id else None


def passed_on(turn: Turn, form: PassOn) -> None:
    wish = volunteers.ask(
        turn.tx, turn.who, Matter.OTHER, form.words or None, form.message, turn.now
    )
    turn.card(OWN, wish.id)


def left(turn: Turn, _field: str, _value: object) -> None:
    turn.reply(_("All right: nobody was told."))


CARD = Card(COME, "person", lambda _tx, _person_id: 0, _call, {"ask": come})
STRAYS = (Stray(more, urgent=True), Stray(heard))
