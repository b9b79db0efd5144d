"""An announcement as its author steers it: drafted, aimed, sent, watched, stopped."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from community import broadcasts as rules
from community.broadcasts import running, sending
from community.broadcasts.kinds import BROADCAST, GOING, OVER, Stage
from community.broadcasts.reach import counts, reach, receipts
from community.refused import Refused
from handlers.broadcasts.bulletins import LEADS, worded
from handlers.broadcasts.forms import Aiming, SendBack, Timing, Widening, Writing
from handlers.broadcasts.lines import clock, progress, reach_lines, results, whom
from handlers.broadcasts.pointing import Pointing
from handlers.broadcasts.words import STAGES
from storage import broadcasts, media, people, places
from storage.audiences import Audience
from storage.broadcasts import Broadcast
from storage.ids import from_short, short
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.answers import Photo
from talk.cards import button, opener
from talk.messages import Showing
from talk.quiet import Hours
from talk.registry import Card, Choice
from talk.screens import Button, Rows, Screen, bold, clip, in_rows
from talk.turn import Turn
from talk.words import Word, _

WORDS_MOST = 1200
LISTED = 20
LABEL_MOST = 40
NONE = "none"


@dataclass(frozen=True, slots=True)
class Control:
    """The card, with all there is to point to."""

    pointing: Pointing

    @property
    def card(self) -> Card:
        choices: Mapping[str, Choice] = {
            "words": words,
            "aim": aim,
            "widen": widen,
            "link": self.link,
            "look": self.look,
            "send": send,
            "now": now,
            "later": later,
            "see": see,
            "discard": discard,
            "approve": approve,
            "back": back,
            "draft": draft,
            "pause": pause,
            "resume": resume,
            "cancel": cancel,
        }
        # To stop it must not wait for the numbers on it to stand still.
        whenever = frozenset({"pause", "resume", "cancel"})
        return Card(BROADCAST, BROADCAST, revision, self.draw, choices, whenever=whenever)

    def draw(self, tx: Tx, who: Person, broadcast_id: int) -> Screen | None:
        """How it stands, for its author, the staff of where it goes, and who may approve it."""
        one = broadcasts.get(tx, broadcast_id)
        if one is None or not rules.may_see(tx, who, one):
            return None
        says = broadcasts.content(tx, one)
        lines = [
            _("👥 To: {whom}", whom=whom(tx, Audience.read(one.audience), who.language)),
            *([_("🖼 With a picture")] if one.photo_id else []),
            *self._button_line(tx, who, one),
            *([_("👌 Readers tap 收到")] if one.receipt else []),
            *_times(tx, one),
            *_people(tx, who, one),
        ]
        text = bold(STAGES[Stage(one.stage)].to(who.language)) + "\n\n"
        text = text + clip(says.words, WORDS_MOST) + "\n\n"
        body = "\n".join(line.to(who.language) for line in (*lines, *_standing(tx, one)))
        return Screen(text + body, _rows(tx, who, one))

    def _button_line(self, tx: Tx, who: Person, one: Broadcast) -> list[Word]:
        if one.target is None:
            return []
        says = self.pointing.says(tx, who, one) or _("(over)")
        return [_("🔗 Button: {what}", what=says)]

    def look(self, turn: Turn, broadcast_id: int, _extra: str) -> None:
        """Show it as its readers will see it; the buttons do nothing there."""
        one = rules.seen(turn.tx, turn.who, broadcast_id)
        turn.say(worded(turn.tx, turn.who, one, ()))
        says = self.pointing.says(turn.tx, turn.who, one)
        keys = [*([LEADS + says] if says else []), *(["👌 收到"] if one.receipt else [])]
        if keys:
            turn.say(_("Below it stand these buttons: {keys}", keys=" · ".join(keys)))

    def link(self, turn: Turn, broadcast_id: int, extra: str) -> None:
        """Choose to what a button leads: first of which kind, then which one."""
        one = rules.own(turn.tx, turn.who, broadcast_id)
        kind, _dot, chosen = extra.partition(".")
        pointer = self.pointing.pointers.get(kind)
        if kind == NONE:
            self._point(turn, one, None, None)
        elif pointer is None:
            self._kinds(turn, one)
        elif pointer.start == pointer.kind:
            self._point(turn, one, kind, None)
        elif (row := from_short(chosen)) in pointer.offered(turn.tx, turn.who):
            self._point(turn, one, kind, row)
        else:
            self._rows(turn, one, kind)

    def _point(self, turn: Turn, one: Broadcast, kind: str | None, row: int | None) -> None:
        says = replace(broadcasts.content(turn.tx, one), target=kind, target_id=row)
        rules.reword(turn.tx, turn.who, one.id, says, turn.now)
        turn.card(BROADCAST, one.id)

    def _kinds(self, turn: Turn, one: Broadcast) -> None:
        every = [
            button(
                LEADS + pointer.label.to(turn.who.language),
                BROADCAST,
                one.id,
                f"link.{kind}",
                one.revision,
            )
            for kind, pointer in self.pointing.pointers.items()
            if pointer.start == kind or pointer.offered(turn.tx, turn.who)
        ]
        last = (_choice(turn.who, one, _("No button"), f"link.{NONE}"), _back(turn.who, one))
        says = _("To what shall a button lead?")
        _ask(turn, one, Screen(turn.to(says), (*in_rows(every, 2), last)))

    def _rows(self, turn: Turn, one: Broadcast, kind: str) -> None:
        pointer = self.pointing.pointers[kind]
        every = [
            button(
                clip(label, LABEL_MOST).plain,
                BROADCAST,
                one.id,
                f"link.{kind}.{short(row)}",
                one.revision,
            )
            for row in list(pointer.offered(turn.tx, turn.who))[:LISTED]
            if (label := pointer.says(turn.tx, turn.who, row))
        ]
        says = _("Which one?") if every else _("There is nothing of that kind now.")
        rows = (*in_rows(every, 1), (_back(turn.who, one),))
        _ask(turn, one, Screen(turn.to(says), rows))


def revision(tx: Tx, broadcast_id: int) -> int | None:
    one = broadcasts.get(tx, broadcast_id)
    return one.revision if one else None


def _times(tx: Tx, one: Broadcast) -> list[Word]:
    lines = []
    if one.at is not None and one.begun is None:
        lines.append(_("🕗 Begins: {time}", time=clock(tx, one.at)))
    if one.good_until is not None and one.stage not in OVER:
        lines.append(_("⌛ Goes out until {time}", time=clock(tx, one.good_until)))
    return lines


def _people(tx: Tx, who: Person, one: Broadcast) -> list[Word]:
    """Who else has to do with it."""
    lines = []
    if one.author_id != who.id:
        author = people.name(tx, people.known(tx, one.author_id))
        lines.append(_("✍️ Written by {name}", name=author or "–"))
    if one.second_id is not None:
        second = people.name(tx, people.known(tx, one.second_id))
        lines.append(_("✅ Approved by {name}", name=second or "–"))
    return lines


def _standing(tx: Tx, one: Broadcast) -> list[Word]:
    """How far it has come, or what became of it."""
    if one.begun is None:
        return []
    found = counts(tx, one)
    lines = [Word("")]
    if one.stage in GOING:
        lines += progress(found)
    if one.stage != Stage.RUNNING:
        lines += results(found)
    if one.receipt:
        lines.append(_("👌 收到: {count}", count=receipts(tx, one)))
    return lines


def finished(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Tell its author what became of it; the card they have is drawn anew in its place."""
    one = broadcasts.get(tx, tell.subject)
    if one is None:
        return None
    lines = [_("📊 Your announcement is through."), *results(counts(tx, one))]
    look = opener(_("📣 Open it").to(reader.language), BROADCAST, one.id)
    return Screen("\n".join(line.to(reader.language) for line in lines), ((look,),))


def _rows(tx: Tx, who: Person, one: Broadcast) -> Rows:
    mine = who.id == one.author_id
    match Stage(one.stage):
        case Stage.DRAFT if mine:
            return (
                (
                    _choice(who, one, _("✏️ Words"), "words"),
                    _choice(who, one, _("👥 To whom"), "aim"),
                ),
                (
                    _choice(who, one, _("➕ One more place"), "widen"),
                    _choice(who, one, _("🔗 A button"), "link"),
                ),
                (_choice(who, one, _("👀 Show it to me"), "look"),),
                (_choice(who, one, _("📨 Send it…"), "send"),),
                (_choice(who, one, _("🗑 Throw it away"), "discard"),),
            )
        case Stage.ASKED if rules.may_approve(tx, who, one):
            return (
                (_choice(who, one, _("👀 Show it to me"), "look"),),
                (
                    _choice(who, one, _("✅ Approve: send it"), "approve"),
                    _choice(who, one, _("↩️ Send back"), "back"),
                ),
            )
        case Stage.ASKED | Stage.SCHEDULED if mine:
            return ((_choice(who, one, _("↩️ Not yet: change it"), "draft"),),)
        case Stage.SCHEDULED:
            return ((_choice(who, one, _("⏹ Cancel it"), "cancel"),),)
        case Stage.RUNNING:
            return (
                (_choice(who, one, _("⏸ Pause"), "pause"),),
                (_choice(who, one, _("⏹ Cancel it"), "cancel"),),
            )
        case Stage.PAUSED:
            return (
                (_choice(who, one, _("▶️ Go on"), "resume"),),
                (_choice(who, one, _("⏹ Cancel it"), "cancel"),),
            )
    return ()


def _choice(who: Person, one: Broadcast, word: Word, choice: str) -> Button:
    return button(word.to(who.language), BROADCAST, one.id, choice, one.revision)


def _back(who: Person, one: Broadcast) -> Button:
    return _choice(who, one, _("⬅️ Back"), "see")


def _ask(turn: Turn, one: Broadcast, screen: Screen) -> None:
    """Ask something in place of the card, which comes back."""
    turn.reply(screen, shows=Showing(BROADCAST, one.id, one.revision))


def words(turn: Turn, broadcast_id: int, _extra: str) -> None:
    one = rules.own(turn.tx, turn.who, broadcast_id)
    says = broadcasts.content(turn.tx, one)
    photo = media.get(turn.tx, one.photo_id) if one.photo_id else None
    photos = [Photo(file_id=photo.file_id, unique_id=photo.unique_id)] if photo else []
    given = {"words": says.words, "photos": photos, "receipt": says.receipt}
    filling.start(turn, Writing, {"broadcast": one.id}, given)


def aim(turn: Turn, broadcast_id: int, _extra: str) -> None:
    one = rules.own(turn.tx, turn.who, broadcast_id)
    filling.start(turn, Aiming, {"broadcast": one.id})


def widen(turn: Turn, broadcast_id: int, _extra: str) -> None:
    one = rules.own(turn.tx, turn.who, broadcast_id)
    filling.start(turn, Widening, {"broadcast": one.id})


def send(turn: Turn, broadcast_id: int, _extra: str) -> None:
    """Say whom it reaches, before anything is sent."""
    one = rules.own(turn.tx, turn.who, broadcast_id)
    audience = Audience.read(one.audience)
    zone = places.roots(turn.tx)[0].zone

    def quiet(start: int | None, end: int | None) -> bool:
        none = start is None or end is None
        hours = turn.registry.quiet if none else Hours(start or 0, end or 0)
        return hours.over(turn.now, zone) is not None

    lines = [_("👥 To: {whom}", whom=whom(turn.tx, audience, turn.who.language))]
    lines += reach_lines(reach(turn.tx, audience, quiet))
    keys = [(_("✅ Send it now"), "now"), (_("🕗 Send it later"), "later")]
    if rules.needs_second(turn.tx, audience):
        lines.append(_("✋ It goes to the whole subdistrict: somebody else must approve it first."))
        keys[0] = (_("📤 Ask for approval"), "now")
    rows = tuple((_choice(turn.who, one, word, choice),) for word, choice in keys)
    text = "\n".join(turn.to(line) for line in lines)
    _ask(turn, one, Screen(text, (*rows, (_back(turn.who, one),))))


def now(turn: Turn, broadcast_id: int, _extra: str) -> None:
    sending.submit(turn.tx, turn.who, broadcast_id, None, None, turn.now)
    turn.card(BROADCAST, broadcast_id)


def later(turn: Turn, broadcast_id: int, _extra: str) -> None:
    one = rules.own(turn.tx, turn.who, broadcast_id)
    filling.start(turn, Timing, {"broadcast": one.id})


def see(turn: Turn, broadcast_id: int, _extra: str) -> None:
    turn.card(BROADCAST, broadcast_id)


def discard(turn: Turn, broadcast_id: int, _extra: str) -> None:
    rules.discard(turn.tx, turn.who, broadcast_id, turn.now)
    turn.reply(_("🗑 Thrown away. Nobody has heard of it."))


def approve(turn: Turn, broadcast_id: int, _extra: str) -> None:
    sending.approve(turn.tx, turn.who, broadcast_id, turn.now)
    turn.card(BROADCAST, broadcast_id)


def back(turn: Turn, broadcast_id: int, _extra: str) -> None:
    one = rules.seen(turn.tx, turn.who, broadcast_id)
    if not rules.may_approve(turn.tx, turn.who, one):
        raise Refused("broadcasts.not_found")
    filling.start(turn, SendBack, {"broadcast": one.id})


def draft(turn: Turn, broadcast_id: int, _extra: str) -> None:
    sending.take_back(turn.tx, turn.who, broadcast_id)
    turn.card(BROADCAST, broadcast_id)


def _steered(rule: Callable[[Tx, Person, int, int], Broadcast]) -> Choice:
    """The choice that stops an announcement or lets it go on."""

    def choose(turn: Turn, broadcast_id: int, _extra: str) -> None:
        rule(turn.tx, turn.who, broadcast_id, turn.now)
        turn.card(BROADCAST, broadcast_id)

    return choose


pause, resume, cancel = (_steered(rule) for rule in (running.pause, running.resume, running.cancel))
