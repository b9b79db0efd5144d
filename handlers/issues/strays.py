"""Messages outside any form: a cry for help, a photo, words about a report of one's own."""

from typing import Any

from community.issues import emergency as alarms
from community.issues.danger import Danger, danger_of, ruled
from community.places import label
from community.roles import on_desk
from handlers.issues import meant
from handlers.issues.emergency import NOBODY, SOS, emergency, state_of
from handlers.issues.lines import name_of
from handlers.issues.sent import begin
from storage import alerts, people, places
from storage.alerts import Alert
from storage.people import Person
from storage.tx import Tell, Tx
from talk import cards, filling
from talk.about import subject
from talk.cards import button
from talk.drafts import Draft
from talk.forms import Said, Sent
from talk.messages import Showing
from talk.registry import Stray
from talk.screens import Button, Screen
from talk.several import listed
from talk.turn import Turn
from talk.words import Word, _, pgettext


def cry(turn: Turn, message: Said | Sent) -> bool:
    """Pass on what somebody sends after an alarm; raise one where the words alone say it."""
    words = message.text if isinstance(message, Said) else ""
    if words.strip() == "🆘":
        cry_out(turn)
        return True
    alert = alarms.raised(turn.tx, turn.who, turn.now)
    danger = danger_of(words)
    if alert is None and danger is None:
        return False
    draft = filling.draft_of(turn)
    if alert is not None and (draft is None or draft.id < alert.id):
        told = _pass_on(turn, alert, message)
        if isinstance(message, Said) and alarms.sounds_well(message.text):
            _offer_calm(turn, alert)
        else:
            _tell_who(turn, alert, told)
            if alarms.name(turn.tx, alert, danger):  # what to do in this danger comes last
                turn.card(SOS, alert.id, fresh=True)
        return True
    if danger is None or _at_work(turn, draft):
        return False
    telling = draft is not None and filling.asks_for_words(turn, draft)
    doubtful = ruled(words) is None and (telling or turn.event.replied is not None)
    if doubtful:  # a story that only sounds like it may be told in confidence
        turn.say(_("If somebody is in danger now, call 110, 119 or 120, or send 🆘."))
    # The words are kept where they were written; the numbers come last.
    if not cards.replied(turn, message) and draft and filling.keeps_words(turn, draft):
        filling.answered(turn, message)
    if not doubtful:
        _alarm(turn, alert, danger, message)
    return True


def _at_work(turn: Turn, draft: Draft | None) -> bool:
    """Whether somebody on duty speaks of a matter: the danger they name is the one they deal with.

    Who needs help themselves says so outside forms and cards, or by 🆘.
    """
    about = draft is not None and subject(turn.registry.forms[draft.form].form, draft)
    return bool(about or turn.event.replied) and on_desk(turn.who)


def _alarm(turn: Turn, alert: Alert | None, danger: Danger, message: Said | Sent) -> None:
    if alert is None:
        alert = alarms.raise_alarm(turn.tx, turn.who, turn.now, danger, _said(message))
        turn.card(SOS, alert.id)
    else:
        alarms.name(turn.tx, alert, danger)
        turn.card(SOS, alert.id, fresh=True)
    _pass_on(turn, alert, message)


def cry_out(turn: Turn) -> None:
    """🆘: raise the alarm; pressed once more, those alerted hear that."""
    alert = alarms.raised(turn.tx, turn.who, turn.now)
    if alert is None:
        emergency(turn, "", None)
    else:
        turn.card(SOS, alert.id, fresh=True)
        _tell_who(turn, alert, _pass_on(turn, alert, Said("🆘")))


def _tell_who(turn: Turn, alert: Alert, told: list[Person]) -> None:
    """Say to whom it went, and that they are not to be waited for; at length once."""
    if not told:
        turn.say(NOBODY)
        return
    if not alerts.tell(turn.tx, alert.id, turn.now):
        turn.say(_("🆘 They have this, too. In danger do not wait: 110, 119, 120."))
        return
    names = listed(Word(people.name(turn.tx, one)) for one in told)
    given = _known_of(turn)
    passed = (
        _("🆘 Passed on to {names}, with your {given}.", names=names, given=listed(given))
        if given
        else _("🆘 Passed on to {names}.", names=names)
    )
    careful = _("In danger call 110, 119 or 120 yourself; do not wait.")
    turn.say(Screen(f"{turn.to(passed)}\n{turn.to(careful)}"))


def _known_of(turn: Turn) -> list[Word]:
    """What those alerted learn of who is in danger."""
    who = turn.who
    known = (
        (people.name(turn.tx, who), pgettext("alarm", "name")),
        (who.home_id, pgettext("alarm", "home")),
        (people.phone(turn.tx, who), pgettext("alarm", "number")),
    )
    return [word for value, word in known if value]


def _offer_calm(turn: Turn, alert: Alert) -> None:
    """Ask for the one tap that calls the alarm off: words could mean something else."""
    state = state_of(alert)
    calm = button(turn.to(_("Not an emergency")), SOS, alert.id, "calm", state)
    says = _("We have it. If all is well, please tap below, so that nobody worries.")
    turn.say(Screen(turn.to(says), ((calm,),)), shows=Showing(SOS, alert.id, state))


def _pass_on(turn: Turn, alert: Alert, message: Said | Sent) -> list[Person]:
    called = turn.event.sender.name if turn.event.sender else ""
    number = (turn.event.chat_id, turn.event.message_id or 0)
    return alarms.pass_on(turn.tx, alert, called, number, _said(message))


def _said(message: Said | Sent) -> str | None:
    return message.text if isinstance(message, Said) else None


def from_danger(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """What somebody in danger has sent, with all that is needed to find them."""
    alert = alerts.get(tx, tell.subject)
    place = places.get(tx, alert.place_id) if alert else None
    if alert is None or place is None:
        return None
    person = people.known(tx, alert.person_id)
    text = tell.facts["text"]
    says = _(
        "🆘 {name}: {words}\n📍 {place}\n📞 {phone}",
        name=name_of(tx, person.id) or tell.facts["called"],
        words=text if text is not None else _("(see below)"),
        place=label(tx, place),
        phone=people.phone(tx, person) or _("no number known; write to them here"),
    )
    write = _("Write to them").to(reader.language)
    link = f"tg://user?id={person.telegram_id}"
    rows = ((Button(write, url=link),),) if person.telegram_id else ()
    copy = None if text is not None else tell.facts["message"]
    return Screen(says.to(reader.language), rows, copy=copy)


FIELDS = {"photo": "photos", "voice": "voices"}  # what may begin a report, and where it is kept
REPORTED = frozenset({"report", "inspections", "progress"})  # doors to what stands open


def complaint(turn: Turn, message: Said | Sent) -> bool:
    """Ask whether it is about a report that stands open; a photo or a voice begins one."""
    given: dict[str, Any] = {}
    if isinstance(message, Sent):
        field = FIELDS.get(message.kind)
        if field is None or message.file is None:
            return False
        given[field] = [message.file]
        story, album = message.caption.strip(), message.album
    else:
        story, album = message.text.strip(), None
        doors = turn.registry.leading.guess(turn.tx, story)
        elsewhere = doors and REPORTED.isdisjoint(doors)
        if elsewhere or turn.registry.leading.awaited(turn, story):
            return False
    if story:
        given["story"] = story
    if meant.continued(turn, given, quiet=album is not None) or meant.asked(turn, given, album):
        return True
    if isinstance(message, Said):
        return False
    begin(turn, given, album)
    return True


STRAYS = (Stray(cry, urgent=True), Stray(complaint))
