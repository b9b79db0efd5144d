"""The card of who could mediate, of the mediator, and of staff, who see no more than a stage."""

from collections.abc import Callable

from community.cases import Stage
from community.mediation import mediators, rooms
from community.mediation.access import (
    found,
    in_hand,
    may_take,
    mediates,
    offered,
    place_of,
    sides_of,
)
from community.mediation.kinds import Level, Outcome, Side, Why
from community.roles import staff_of
from handlers.mediation import replies
from handlers.mediation.joining import make_link
from handlers.mediation.kinds import WORK
from handlers.mediation.lines import (
    ROOM_MOST,
    SIDE_MOST,
    about,
    called,
    moment,
    opposite,
    revision,
    side_name,
    spoken,
    titled,
    where,
)
from handlers.mediation.passing import Decline, Enter, PassOn
from handlers.mediation.talking import Note, Relay
from handlers.mediation.words import LEVELS, RESULTS, SIDES
from storage import cases, disputes, media, people
from storage.cases import Case
from storage.parties import Party
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import button, opener
from talk.forms import Form
from talk.messages import Showing
from talk.registry import Card, Choice
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

AGREEING, EARLY = "agreeing", "early"  # the cards of what both may agree to, of what staff fear
Right = Callable[[Tx, Person, int], object]


def draw(tx: Tx, who: Person, case_id: int) -> Screen | None:
    """A dispute as it is theirs: to take up, to mediate, or to know that there is one."""
    case = found(tx, case_id)
    if case is None:
        return None
    place = place_of(tx, case)
    staff = staff_of(who, place)
    if mediates(who, case, place):
        screen = _mediated(tx, who, case)
    elif may_take(tx, who, case, place):
        screen = _offered(tx, who, case)
    elif staff:
        screen = _known(tx, who, case)
    else:
        return None
    feared = opener(_("⚠️ May become a petition").to(who.language), EARLY, case.id)
    return Screen(screen.text, (*screen.rows, (feared,))) if staff else screen


def _known(tx: Tx, who: Person, case: Case) -> Screen:
    """What staff see: how far it is and who mediates; nothing of whom and what it is about."""
    lines = [where(tx, case), f"👉 {stage(tx, case).to(who.language)}"]
    if case.responsible_id is not None:
        name = called(tx, people.known(tx, case.responsible_id))
        lines.append(_("🧑‍💼 Mediator: {who}", who=name).to(who.language))
    lines += [line.to(who.language) for line in _dues(tx, case)]
    lines.append(_("What was said stays between the sides and the mediator.").to(who.language))
    return Screen(titled(who, case) + "\n" + "\n".join(lines))


def stage(tx: Tx, case: Case) -> Word:
    """How far it is, as staff read it."""
    if case.stage == Stage.DISPATCHED:
        level = LEVELS[Level(disputes.known(tx, case.id).level)]
        return _("to be taken up; asked: {level}", level=level)
    if case.stage == Stage.WORKING:
        heard = sum(party.heard is not None for party in sides_of(tx, case).values())
        return _("being mediated; {heard} of 2 sides heard", heard=heard)
    if case.stage == Stage.WITHDRAWN:
        return _("taken back")
    return _("ended: {result}", result=RESULTS[Outcome(case.result or Outcome.LEFT)])


def _dues(tx: Tx, case: Case) -> list[Word]:
    """What is to be done by when."""
    found = []
    works = case.stage == Stage.WORKING
    if case.stage == Stage.DISPATCHED and case.contact_due is not None:
        by = moment(tx, case, case.contact_due)
        found.append(_("⏱ To be taken up by {time}", time=by))
    if works and case.arrived is None and case.site_due is not None:
        by = moment(tx, case, case.site_due)
        found.append(_("⏱ Both sides to be heard by {time}", time=by))
    if works and case.finish_due is not None:
        found.append(_("⏱ To end by {time}", time=moment(tx, case, case.finish_due)))
    return found


def _offered(tx: Tx, who: Person, case: Case) -> Screen:
    """What somebody reads before they take it up: enough to know whether they are related."""
    dispute = disputes.known(tx, case.id)
    asking = people.name(tx, people.known(tx, case.reporter_id)) or "–"
    lines = [
        where(tx, case),
        _("🗣 Asked for by: {name}", name=asking).to(who.language),
        opposite(tx, dispute).to(who.language),
        *(line.to(who.language) for line in _dues(tx, case)),
    ]
    take = _choice(who, case, _("🤝 I mediate"), "offer")
    cannot = _choice(who, case, _("Not this time"), "cannot")
    return Screen(titled(who, case) + "\n" + "\n".join(lines), ((take,), (cannot,)))


def _mediated(tx: Tx, who: Person, case: Case) -> Screen:
    """All of it, for the mediator."""
    dispute = disputes.known(tx, case.id)
    lines = [where(tx, case), opposite(tx, dispute).to(who.language)]
    lines.append(f"💬 {cases.story(tx, case)}")
    if settle := disputes.settle(tx, dispute):
        lines.append(_("🎯 Would settle it: {words}", words=settle).to(who.language))
    if may_tell := disputes.may_tell(tx, dispute):
        lines.append(_("📨 The other side may be told: {words}", words=may_tell).to(who.language))
    lines += ["", f"👉 {stage(tx, case).to(who.language)}"]
    lines += [line.to(who.language) for line in _dues(tx, case)]
    for side in Side:
        lines += ["", *_side(tx, who, case, side, sides_of(tx, case).get(side))]
    return Screen(titled(who, case) + "\n" + "\n".join(lines), _rows(tx, who, case))


def _side(tx: Tx, who: Person, case: Case, side: Side, party: Party | None) -> list[str]:
    """A side with its number, how it stands, and its room."""
    head = SIDES[side].to(who.language)
    if party is None:
        if not disputes.known(tx, case.id).named:
            return []
        absent = _("not here yet")
        return [f"{_mark(side)} {head} · {absent.to(who.language)}"]
    name = side_name(tx, party.person_id)
    room = rooms.for_mediator(tx, case, side)
    said = spoken(tx, room, who.language, SIDE_MOST, own=False)
    return [f"{_mark(side)} {head}: {name} · {_state(party).to(who.language)}", *said]


def _mark(side: Side) -> str:
    return "🅰️" if side is Side.A else "🅱️"


def _state(party: Party) -> Word:
    if party.gone is not None:
        return _("has left")
    if party.refused is not None:
        return _("would rather not")
    if party.agreed is None:
        return _("has not answered yet")
    return _("heard") if party.heard is not None else _("not heard yet")


def _rows(tx: Tx, who: Person, case: Case) -> Rows:
    """What the mediator may do now."""
    rows: list[tuple[Button, ...]] = []
    if media.of(tx, case.id):
        rows.append((_choice(who, case, _("📎 Photos and voice"), "media"),))
    if case.stage != Stage.WORKING:
        return tuple(rows)
    sides = sides_of(tx, case)
    heard = [
        _choice(who, case, _("✅ Heard: {side}", side=SIDES[side]), f"hear.{side}")
        for side, one in sides.items()
        if one.takes_part and one.heard is None
    ]
    told = [
        _choice(who, case, _("🗣 Say to: {side}", side=SIDES[side]), f"tell.{side}")
        for side, one in sides.items()
        if one.gone is None
    ]
    read = [
        _choice(who, case, _("📖 Room: {side}", side=SIDES[side]), f"room.{side}")
        for side in sides
        if rooms.for_mediator(tx, case, side)
    ]
    rows += [tuple(heard), tuple(told), tuple(read)]
    if Side.B not in sides and disputes.known(tx, case.id).named:
        link = _choice(who, case, _("🔗 Link for the other side"), "link")
        rows.append((link, _choice(who, case, _("✍️ Enter them"), "enter")))
    agree = _("📅 Session and agreement").to(who.language)
    rows.append((opener(agree, AGREEING, case.id),))
    note = _choice(who, case, _("📝 Note"), "note")
    rows.append((note, _choice(who, case, _("↪️ Pass on"), "pass")))
    return tuple(row for row in rows if row)


def _choice(who: Person, case: Case, word: Word, choice: str) -> Button:
    return button(word.to(who.language), WORK, case.id, choice, case.revision)


def look(turn: Turn, case_id: int, _extra: str) -> None:
    turn.card(WORK, case_id)


def offer(turn: Turn, case_id: int, _extra: str) -> None:
    """Before somebody takes it up they say whether they are too near to a side."""
    case, _place = offered(turn.tx, turn.who, case_id)
    says = _("Are you related to one of them, or otherwise too near to one to be fair?")
    rows = (
        (_choice(turn.who, case, _("No, I mediate"), "take"),),
        (_choice(turn.who, case, _("Yes, somebody else should"), "kin"),),
        (_choice(turn.who, case, _("⬅️ Back"), "look"),),
    )
    screen = Screen(titled(turn.who, case) + "\n\n" + turn.to(says), rows)
    turn.reply(screen, shows=Showing(WORK, case.id, case.revision))


def take(turn: Turn, case_id: int, _extra: str) -> None:
    mediators.take(turn.tx, turn.who, case_id, turn.now)
    turn.answer(_("Thank you! Please hear both sides within five days."))
    turn.card(WORK, case_id)


def kin(turn: Turn, case_id: int, _extra: str) -> None:
    mediators.decline(turn.tx, turn.who, case_id, "", turn.now, Why.RELATED)
    _let_go(turn, case_id)


def _let_go(turn: Turn, case_id: int) -> None:
    if not turn.card(WORK, case_id):
        turn.reply(_("Thank you for saying so. Somebody else is asked."))


def hear(turn: Turn, case_id: int, extra: str) -> None:
    rooms.hear(turn.tx, turn.who, case_id, _named(extra), turn.now)
    turn.card(WORK, case_id)


def _named(extra: str) -> Side:
    """The side a button names, which anybody may have written."""
    return Side.B if extra == Side.B else Side.A


def tell(turn: Turn, case_id: int, extra: str) -> None:
    in_hand(turn.tx, turn.who, case_id)
    filling.start(turn, Relay, {"case": case_id}, {"side": _named(extra)})


def room(turn: Turn, case_id: int, extra: str) -> None:
    """All that was said in a side's room, as far as it fits."""
    case, _place = in_hand(turn.tx, turn.who, case_id)
    side = _named(extra)
    turn.reads(about(turn.tx, case_id), "card", case_id)
    said = rooms.for_mediator(turn.tx, case, side)
    lines = spoken(turn.tx, said, turn.who.language, ROOM_MOST, own=False)
    back = _choice(turn.who, case, _("⬅️ Back"), "look")
    head = titled(turn.who, case) + f"\n{_mark(side)} {turn.to(SIDES[side])}\n\n"
    screen = Screen(head + "\n".join(lines), ((back,),))
    turn.reply(screen, shows=Showing(WORK, case.id, case.revision))


def link(turn: Turn, case_id: int, _extra: str) -> None:
    make_link(turn, case_id)


def files(turn: Turn, case_id: int, _extra: str) -> None:
    """Send what a side has attached; that is for the mediator alone."""
    in_hand(turn.tx, turn.who, case_id)
    turn.reads(about(turn.tx, case_id), "media", case_id)
    turn.attached(media.of(turn.tx, case_id))


def _asking(form: type[Form], right: Right = in_hand) -> Choice:
    """The choice that begins a form about the dispute, for those only who may send it off."""

    def begin(turn: Turn, case_id: int, _extra: str) -> None:
        right(turn.tx, turn.who, case_id)
        filling.start(turn, form, {"case": case_id})

    return begin


CARD = Card(
    WORK,
    "case",
    revision,
    draw,
    {
        "look": look,
        "offer": offer,
        "take": take,
        "kin": kin,
        "cannot": _asking(Decline, offered),
        "hear": hear,
        "tell": tell,
        "room": room,
        "note": _asking(Note),
        "link": link,
        "enter": _asking(Enter),
        "pass": _asking(PassOn),
        "media": files,
    },
    about=about,
    replied=replies.of_mediator,
)
