"""The seeker's card: filled in with six taps, each part changed by itself, put away at will."""

from enum import StrEnum

from community import seekers as rules
from community.jobs.hours import Hours
from community.jobs.kinds import Trade
from community.seekers.fit import Need
from handlers.jobs.seekers.kinds import FINDING, SEEKING
from handlers.jobs.seekers.words import NEEDS, plain, trades_words
from handlers.jobs.words import hours_words
from storage import places, seekers
from storage.people import Person
from storage.seekers import Sought
from storage.tx import Tx
from talk import filling
from talk.cards import button
from talk.registry import Card
from talk.screens import Button, Rows, Screen, bold, in_rows
from talk.several import listed
from talk.turn import Turn
from talk.words import Word, _, pgettext

TITLE = _("💼 The work I look for")
ORDER = tuple(Trade)


class Besides(StrEnum):
    """What somebody must look after beside the work, or nothing."""

    NOTHING = "nothing"
    SCHOOL = "school"
    ELDER = "elder"
    NIGHTS = "nights"


BESIDES = {
    Besides.NOTHING: pgettext("besides", "Nothing"),
    **{Besides(need.value): word for need, word in NEEDS.items()},
}


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """What somebody looks for; nobody else's."""
    seeker = seekers.of(tx, who.id) if who.id == person_id else None
    if seeker is None:
        return None
    said, paused = seekers.sought(tx, seeker), seeker.paused is not None
    reach = [at.name for place_id in said.reach if (at := places.get(tx, place_id))]
    lines = [
        _("🔧 Work: {trades}", trades=trades_words(said.trades)),
        *([_("✍️ Skills: {skills}", skills=said.skills)] if said.skills else []),
        _("🕒 Time: {hours}", hours=hours_words(Hours.read(said.hours))),
        _("📍 Within: {places}", places=listed(plain(name) for name in reach)),
        _("💰 At least ¥{much} a month", much=said.pay) if said.pay else _("💰 Any pay"),
        _("🏠 At home: {needs} (only you see this)", needs=_needs(said)),
        state_words(paused=paused, told=said.told),
    ]
    says = [line.to(who.language) for line in lines]
    rows = _rows(who, seeker.revision, told=said.told, paused=paused)
    return Screen(bold(TITLE.to(who.language)) + "\n" + "\n".join(says), rows)


def _needs(said: Sought) -> Word:
    if not said.needs:
        return BESIDES[Besides.NOTHING]
    return listed(NEEDS[Need(one)] for one in said.needs)


def state_words(*, paused: bool, told: bool) -> Word:
    """Whether anything new is proposed."""
    if paused:
        return _("⏸ Paused: nothing new is proposed to you.")
    if told:
        return _("🔔 When something suits you, we tell you, once each.")
    return _("🔕 You are told of nothing new; you can look at any time.")


def _rows(who: Person, revision: int, *, told: bool, paused: bool) -> Rows:
    def choice(word: Word, name: str) -> Button:
        return button(word.to(who.language), SEEKING, who.id, name, revision)

    parts = (
        choice(_("✏️ Work"), "ask.trades"),
        choice(_("✏️ Skills"), "ask.skills"),
        choice(_("✏️ Time"), "ask.hours"),
        choice(_("✏️ From when to when"), "ask.own"),
        choice(_("✏️ Way"), "ask.reach"),
        choice(_("✏️ Pay"), "ask.pay"),
        choice(_("✏️ At home"), "ask.needs"),
        choice(_("🔕 Tell me nothing") if told else _("🔔 Tell me"), "told"),
        choice(_("▶️ Go on") if paused else _("⏸ Pause"), "pause"),
        choice(_("🗑 Erase the card"), "erase"),
    )
    return ((choice(_("👀 See what suits me"), "look"),), *in_rows(parts, 2))


def look(turn: Turn, person_id: int, _extra: str) -> None:
    turn.card(FINDING, person_id, fresh=True)


def see(turn: Turn, person_id: int, _extra: str) -> None:
    turn.card(SEEKING, person_id)


def ask(turn: Turn, _person_id: int, extra: str) -> None:
    """Ask for one part of it anew."""
    form = turn.registry.forms.get(f"seekers.{extra}")
    if form is not None:
        filling.start(turn, form.form)


def told(turn: Turn, person_id: int, _extra: str) -> None:
    seeker = rules.own(turn.tx, turn.who)
    rules.change(turn.tx, turn.who, turn.now, told=seeker.told is None)
    turn.card(SEEKING, person_id)


def pause(turn: Turn, person_id: int, _extra: str) -> None:
    seeker = rules.own(turn.tx, turn.who)
    rules.pause(turn.tx, turn.who, turn.now, paused=seeker.paused is None)
    turn.card(SEEKING, person_id)


def erase(turn: Turn, person_id: int, extra: str) -> None:
    """Say what it means; erase at the second tap."""
    if extra == "yes":
        rules.forget(turn.tx, turn.who)
        turn.reply(
            _("Your card is erased. What you have applied for goes on until you withdraw it.")
        )
        return
    revision = rules.own(turn.tx, turn.who).revision
    yes = button(turn.to(_("🗑 Yes, erase it")), SEEKING, person_id, "erase.yes", revision)
    back = button(turn.to(_("⬅️ Back")), SEEKING, person_id, "see", revision)
    says = _("Your card and what you have put aside are erased at once.")
    turn.amend(Screen(turn.to(says), ((yes,), (back,))))


def _revision(tx: Tx, person_id: int) -> int | None:
    seeker = seekers.of(tx, person_id)
    return seeker.revision if seeker else None


CHOICES = {"look": look, "see": see, "ask": ask, "told": told, "pause": pause, "erase": erase}
CARD = Card(SEEKING, "seeker", _revision, draw, CHOICES)
