"""联谊 in the chat: a matchmaker prepares a meeting; who is there says so; pairs are listed."""

from datetime import date
from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community.matchmaking import meetings as rules
from community.matchmaking.meetings import ROUND, Present
from handlers.matchmaking.words import lines
from storage import chores, meetings, people
from storage.chores import Asked
from storage.ids import from_short, short
from storage.meetings import Meeting, Pair
from storage.outbox import Letter
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import NOT_FOUND, button, opener
from talk.chores import Chore, Tools
from talk.forms import Ask, Form, PickDay
from talk.registry import Card
from talk.screens import Button, Screen, clip
from talk.turn import Turn
from talk.words import Word, _

MEETING, GUEST = "meeting", "guest"
LINK = "meet"  # behind ?start=
PAGE = 20  # pairs on a page
LINE_MOST = 40
LISTED = 3  # of the newest


class Planning(Form):
    """A meeting of single people."""

    name: ClassVar[str] = "matchmaking.meeting"
    title: ClassVar[Word] = _("🎎 A meeting")

    called: Annotated[
        str, MinLen(2), MaxLen(40), Ask(_("What is the meeting called?"), label=_("Meeting"))
    ]
    day: Annotated[date, PickDay(_("On which day?"), label=_("Day"), past=False)]


def plan(turn: Turn, _person_id: int, _extra: str) -> None:
    filling.start(turn, Planning)


def planned(turn: Turn, form: Planning) -> None:
    meeting = rules.plan(turn.tx, turn.who, form.called, form.day, turn.now)
    turn.card(MEETING, meeting.id)
    link = f"https://t.me/{turn.registry.username}?start={LINK}_{short(meeting.id)}"
    says = _(
        "Whoever is there opens this link, also as a code on the wall, and says so. Only registered"
        " people whose papers were seen can:\n\n{link}",
        link=link,
    )
    turn.say(Screen(turn.to(says)))


def linked(turn: Turn, rest: str) -> None:
    """Somebody opens the link of a meeting."""
    if not turn.card(GUEST, from_short(rest) or 0, fresh=True):
        turn.say(NOT_FOUND)


def draw(tx: Tx, who: Person, meeting_id: int) -> Screen | None:
    """How many are there, and the pairs; only for the matchmaker who prepares it."""
    meeting = meetings.get(tx, meeting_id)
    if meeting is None or not rules.may_see(who, meeting):
        return None
    return _page(tx, who, meeting, 0)


def _page(tx: Tx, who: Person, meeting: Meeting, page: int) -> Screen:
    found = meetings.pairs(tx, meeting.id)
    count = len(meetings.guests(tx, meeting.id))
    says = [
        _("🎎 {name} · {day}", name=meetings.name(tx, meeting), day=meeting.day),
        _("There: {count}", count=count),
    ]
    if meeting.drawn is not None:
        says.append(_("Pairs found: {count}", count=len(found)))
        says += [_pair(tx, one) for one in found[page * PAGE : (page + 1) * PAGE]]

    def choice(word: str, name: str) -> Button:
        return button(word, MEETING, meeting.id, name, meeting.revision)

    moves = [
        *([choice("◀️", f"page.{page - 1}")] if page else []),
        *([choice("▶️", f"page.{page + 1}")] if (page + 1) * PAGE < len(found) else []),
    ]
    drawing = choice(_("💞 Find pairs among all who are there").to(who.language), "round")
    rows = (*((tuple(moves),) if moves else ()), *(((drawing,),) if count > 1 else ()))
    return Screen(lines(says, who.language), rows)


def _pair(tx: Tx, one: Pair) -> Word:
    her, his = people.known(tx, one.her_id), people.known(tx, one.his_id)
    return _("▪️ {her} · {him}", her=people.name(tx, her), him=people.name(tx, his))


def page(turn: Turn, meeting_id: int, extra: str) -> None:
    number = int(extra) if extra.isascii() and extra.isdigit() and len(extra) < 4 else 0
    meeting = meetings.known(turn.tx, meeting_id)
    turn.lists(PAGE)
    turn.amend(_page(turn.tx, turn.who, meeting, number))


def pair_all(turn: Turn, meeting_id: int, _extra: str) -> None:
    chores.ask(turn.tx, ROUND, meeting_id, turn.who.id, {}, turn.now)
    turn.answer(_("💞 Finding pairs; the list comes in a moment."))


async def find(tools: Tools, asked: Asked) -> list[Pair]:
    """Read all who are there, and find the pairs in a process of their own."""
    present: Present = await tools.read(lambda tx: rules.gather(tx, asked.subject, asked.made))
    return await tools.apart(rules.assign, present)


def keep(tx: Tx, asked: Asked, pairs: list[Pair], now: int) -> list[Letter]:
    rules.keep(tx, asked.subject, pairs, now)
    return []


def failed(_tx: Tx, _asked: Asked, _now: int) -> list[Letter]:
    """They tap again when nothing comes."""
    return []


def draw_guest(tx: Tx, who: Person, meeting_id: int) -> Screen | None:
    """A meeting as who comes sees it: nobody else's name, and no count."""
    meeting = meetings.get(tx, meeting_id)
    if meeting is None:
        return None
    there = meetings.is_there(tx, meeting_id, who.id)
    head = _("🎎 {name} · {day}", name=meetings.name(tx, meeting), day=meeting.day)
    says = (
        _("You are noted as being there. The matchmaker will come up to you.")
        if there
        else _(
            "If you are there, tap below. The matchmaker who prepares it reads your name, and with"
            " whom you might get on; nobody else does."
        )
    )
    word, name = (_("🍃 I go"), "go") if there else (_("🙋 I am here"), "come")
    row = (button(word.to(who.language), GUEST, meeting_id, name, 0),)
    return Screen(lines([head, says], who.language), (row,))


def come(turn: Turn, meeting_id: int, _extra: str) -> None:
    rules.come(turn.tx, turn.who, meeting_id, turn.now)
    turn.card(GUEST, meeting_id)


def go(turn: Turn, meeting_id: int, _extra: str) -> None:
    rules.go(turn.tx, turn.who, meeting_id)
    turn.card(GUEST, meeting_id)


def openers(tx: Tx, who: Person) -> list[Button]:
    """The meetings that a matchmaker prepares."""
    return [
        opener(clip("🎎 " + meetings.name(tx, one), LINE_MOST).plain, MEETING, one.id)
        for one in meetings.of_matchmaker(tx, who.id, LISTED)
    ]


def revision(tx: Tx, meeting_id: int) -> int | None:
    meeting = meetings.get(tx, meeting_id)
    return meeting.revision if meeting else None


CHORE = Chore(find, keep, failed)
CARDS = (
    Card(MEETING, "meeting", revision, draw, {"page": page, "round": pair_all}),
    Card(GUEST, GUEST, lambda _tx, _meeting_id: 0, draw_guest, {"come": come, "go": go}),
)
