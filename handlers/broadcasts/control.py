"""An announcement as its author steers it: drafted, aimed, sent, watched, stopped."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from community import broadcasts as rules
from community.broadcasts import running, sending
from community.broadcasts.kinds import BROADCAST, Stage
from community.broadcasts.reach import reach
from community.refused import Refused
from handlers.broadcasts.addressing import post, team
from handlers.broadcasts.bulletins import LEADS, READ, worded
from handlers.broadcasts.choosing import ask, back_to, choice
from handlers.broadcasts.forms import Aiming, SendBack, Timing, Widening, Writing
from handlers.broadcasts.lines import meant, reach_lines
from handlers.broadcasts.linking import Linking
from handlers.broadcasts.pointing import Pointing
from handlers.broadcasts.standing import hands, standing, times
from handlers.broadcasts.words import NOBODY_APPROVES, STAGES
from storage import broadcasts, media, places
from storage.audiences import Audience
from storage.broadcasts import Broadcast
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.answers import Photo
from talk.quiet import Hours
from talk.registry import Card, Choice
from talk.screens import Rows, Screen, bold, clip
from talk.turn import Turn
from talk.words import Word, _

WORDS_MOST = 1200
LISTED = 20
LABEL_MOST = 40
AIM = _("👥 To whom")


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
            "link": Linking(self.pointing).link,
            "team": team,
            "post": post,
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
        # To stop it must not wait for the numbers on it to stand still, nor the next one of several
        # teams or groups for the card to be drawn anew.
        whenever = frozenset({"pause", "resume", "cancel", "team", "post"})
        return Card(BROADCAST, BROADCAST, revision, self.draw, choices, whenever=whenever)

    def draw(self, tx: Tx, who: Person, broadcast_id: int) -> Screen | None:
        """How it stands, for its author, the staff of where it goes, and who may approve it."""
        one = broadcasts.get(tx, broadcast_id)
        if one is None or not rules.may_see(tx, who, one):
            return None
        says = broadcasts.content(tx, one)
        lines = [
            *meant(tx, Audience.read(one.audience), who.language),
            *([_("🖼 With a picture")] if one.photo_id else []),
            *self._button_line(tx, who, one),
            *([_("👌 Readers tap “Got it”")] if one.receipt else []),
            *times(tx, one),
            *hands(tx, who, one),
        ]
        text = bold(STAGES[Stage(one.stage)].to(who.language)) + "\n\n"
        text = text + clip(says.words, WORDS_MOST) + "\n\n"
        body = "\n".join(line.to(who.language) for line in (*lines, *standing(tx, who, one)))
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
        keys = [*([LEADS + says] if says else []), *([turn.to(READ)] if one.receipt else [])]
        if keys:
            turn.say(_("Below it there are these buttons: {keys}", keys=" · ".join(keys)))


def revision(tx: Tx, broadcast_id: int) -> int | None:
    one = broadcasts.get(tx, broadcast_id)
    return one.revision if one else None


def _rows(tx: Tx, who: Person, one: Broadcast) -> Rows:
    mine = who.id == one.author_id
    match Stage(one.stage):
        case Stage.DRAFT if mine:
            return (
                (
                    choice(who, one, _("✏️ Words"), "words"),
                    choice(who, one, AIM, "aim"),
                ),
                (
                    choice(who, one, _("➕ One more place"), "widen"),
                    choice(who, one, _("🔗 A button"), "link"),
                ),
                (
                    choice(who, one, _("🎽 Teams"), "team"),
                    choice(who, one, _("📢 Groups and channels"), "post"),
                ),
                (choice(who, one, _("👀 Show it to me"), "look"),),
                (choice(who, one, _("📨 Send it…"), "send"),),
                (choice(who, one, _("🗑 Throw it away"), "discard"),),
            )
        case Stage.ASKED if rules.may_approve(tx, who, one):
            return (
                (choice(who, one, _("👀 Show it to me"), "look"),),
                (
                    choice(who, one, _("✅ Approve: send it"), "approve"),
                    choice(who, one, _("↩️ Send back"), "back"),
                ),
            )
        case Stage.ASKED | Stage.SCHEDULED if mine:
            return ((choice(who, one, _("↩️ Not yet: change it"), "draft"),),)
        case Stage.SCHEDULED:
            return ((choice(who, one, _("⏹ Cancel it"), "cancel"),),)
        case Stage.RUNNING:
            return (
                (choice(who, one, _("⏸ Pause"), "pause"),),
                (choice(who, one, _("⏹ Cancel it"), "cancel"),),
            )
        case Stage.PAUSED:
            return (
                (choice(who, one, _("▶️ Go on"), "resume"),),
                (choice(who, one, _("⏹ Cancel it"), "cancel"),),
            )
    return ()


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

    lines = list(meant(turn.tx, audience, turn.who.language))
    if not audience.alone:
        lines += reach_lines(reach(turn.tx, audience, quiet))
    keys = [(_("✅ Send it now"), "now"), (_("🕗 Send it later"), "later")]
    if rules.lacks_second(turn.tx, one):
        lines.append(NOBODY_APPROVES)
        keys = [(AIM, "aim")]
    elif rules.needs_second(turn.tx, audience):
        lines.append(_("✋ It goes to the whole subdistrict: somebody else must approve it first."))
        keys[0] = (_("📤 Ask for approval"), "now")
    rows = tuple((choice(turn.who, one, word, code),) for word, code in keys)
    text = "\n".join(turn.to(line) for line in lines)
    ask(turn, one, Screen(text, (*rows, (back_to(turn.who, one),))))


def now(turn: Turn, broadcast_id: int, _extra: str) -> None:
    sending.submit(turn.tx, turn.who, broadcast_id, None, None, turn.now)
    turn.card(BROADCAST, broadcast_id)


def later(turn: Turn, broadcast_id: int, _extra: str) -> None:
    one = rules.own(turn.tx, turn.who, broadcast_id)
    if rules.lacks_second(turn.tx, one):
        raise Refused("broadcasts.nobody_approves")
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
