"""What the card of a dispute says to who could mediate it, to the mediator, and to staff."""

from community.agreements.sides import unreached, watches
from community.cases import Stage
from community.mediation import rooms
from community.mediation.access import found, may_take, mediates, place_of, sides_of
from community.mediation.kinds import Level, Outcome, Side
from community.roles import staff_of
from handlers.mediation.kinds import WORK
from handlers.mediation.lines import (
    SIDE_MOST,
    called,
    moment,
    opposite,
    side_name,
    spoken,
    titled,
    where,
)
from handlers.mediation.words import LEVELS, RESULTS, SIDES
from storage import cases, disputes, people
from storage.cases import Case
from storage.parties import Party
from storage.people import Person
from storage.tx import Tx
from talk.cards import button, opener
from talk.screens import Button, Rows, Screen
from talk.words import Word, _

VEILED = _("🙈 What they told the mediator before you is not shown, unless they allow it.")
AGREEING, EARLY = "agreeing", "early"  # the cards of what both may agree to, of what staff fear


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
    watched = watches(tx, who, case, place)
    return Screen(screen.text, (*screen.rows, (feared,))) if watched else screen


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
    take = choice(who, case, _("🤝 I mediate"), "offer")
    cannot = choice(who, case, _("Not this time"), "cannot")
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
        if said := _side(tx, who, case, side, sides_of(tx, case).get(side)):
            lines += ["", *said]
    return Screen(titled(who, case) + "\n" + "\n".join(lines), _rows(tx, who, case))


def _side(tx: Tx, who: Person, case: Case, side: Side, party: Party | None) -> list[str]:
    """A side with its number, how it stands, and its room."""
    head = SIDES[side].to(who.language)
    if party is None:
        if not disputes.known(tx, case.id).named:
            return []
        absent = _("not here yet")
        return [f"{mark(side)} {head} · {absent.to(who.language)}"]
    who_is = head
    if party.agreed is not None:  # with their yes, and not before
        who_is = f"{head}: {side_name(tx, party.person_id, who.language)}"
    state = _state(party).to(who.language)
    if party.gone is None and unreached(tx, case.id, side):
        state += _(" · ☎️ by telephone").to(who.language)
    room = rooms.for_mediator(tx, case, side)
    said = spoken(tx, case, room, who.language, SIDE_MOST, own=False)
    if party.veiled is not None:
        said.insert(0, VEILED.to(who.language))
    return [f"{mark(side)} {who_is} · {state}", *said]


def mark(side: Side) -> str:
    """The sign by which the mediator tells the sides apart."""
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
    if rooms.files(tx, case):
        rows.append((choice(who, case, _("📎 Photos and voice"), "media"),))
    if case.stage != Stage.WORKING:
        return tuple(rows)
    sides = sides_of(tx, case)
    heard = [
        choice(who, case, _("✅ Heard: {side}", side=SIDES[side]), f"hear.{side}")
        for side, one in sides.items()
        if one.takes_part and one.heard is None
    ]
    told = [
        choice(who, case, _("🗣 Say to: {side}", side=SIDES[side]), f"tell.{side}")
        for side, one in sides.items()
        if one.gone is None
    ]
    read = [
        choice(who, case, _("📖 Room: {side}", side=SIDES[side]), f"room.{side}")
        for side in sides
        if rooms.for_mediator(tx, case, side)
    ]
    rows += [tuple(heard), tuple(told), tuple(read)]
    if (other := sides.get(Side.B)) and other.agreed is None and other.gone is None:
        rows.append((choice(who, case, _("🙅 Somebody else has come"), "mistaken"),))
    if Side.B not in sides and disputes.known(tx, case.id).named:
        link = choice(who, case, _("🔗 Link for the other side"), "link")
        rows.append((link, choice(who, case, _("✍️ Enter them"), "enter")))
    agree = _("📅 Session and agreement").to(who.language)
    rows.append((opener(agree, AGREEING, case.id),))
    note = choice(who, case, _("📝 Note"), "note")
    rows.append((note, choice(who, case, _("↪️ Pass on"), "pass")))
    rows.append((choice(who, case, _("🆘 Somebody is harmed"), "harm"),))
    return tuple(row for row in rows if row)


def choice(who: Person, case: Case, word: Word, name: str) -> Button:
    """A button of the card."""
    return button(word.to(who.language), WORK, case.id, name, case.revision)
