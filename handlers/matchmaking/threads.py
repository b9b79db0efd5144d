"""An introduction as the matchmaker sees it who made it: who has answered, never what."""

from collections.abc import Callable

from community.matchmaking import introducing
from community.matchmaking.ending import Ending
from community.matchmaking.introducing import NO, YES, may_see
from community.matchmaking.matchmakers import looks_after
from community.matchmaking.profiles import profile_of
from handlers.matchmaking.words import about, lines
from storage import introductions, people, singles
from storage.ids import from_short, short
from storage.introductions import Introduction
from storage.people import Person
from storage.tx import Tell, Tx
from talk.cards import button, opener
from talk.registry import Card
from talk.screens import Button, Rows, Screen, clip
from talk.turn import Turn
from talk.words import Word, _

THREAD = "thread"
LINE_MOST = 50
SAID: dict[str, Callable[[str], Word]] = {
    YES: lambda name: _("📞 {name} would like to", name=name),
    NO: lambda name: _("📞 {name}: rather not", name=name),
}
ENDINGS = {
    Ending.DECLINED: _("🍃 It was not to be."),
    Ending.SILENT: _("🍃 It ended in silence, kindly."),
    Ending.WITHDRAWN: _("🍃 One of the two has left."),
    Ending.COMPLAINT: _("🧊 It has ended; the community is clearing something up."),
    Ending.OVER: _("🍃 It has ended kindly."),
    Ending.TOGETHER: _("💑 They are together!"),
}


def draw(tx: Tx, who: Person, introduction_id: int) -> Screen | None:
    one = introductions.get(tx, introduction_id)
    mine = one is not None and may_see(who, one)
    if one is None or not (mine or introducing.by_telephone(tx, who, one)):
        return None
    head = _("💞 An introduction of yours") if mine else _("💞 An introduction of one of yours")
    says = [head, *(_side(tx, who, one, each) for each in one.both)]
    if one.stage == "ended":
        says.append(ENDINGS[Ending(str(one.ending))])
        return Screen(lines(says, who.language))
    if one.stage == "contact":
        says.append(_("💞 Both would like to; they have each other's number."))
        says += [_to_be_told(tx, one, each) for each in one.both if unreached(tx, who, each)]
    rows = _by_telephone(tx, who, one)
    if mine:
        over = _("🍃 Let it end kindly").to(who.language)
        rows = (*rows, (button(over, THREAD, one.id, "over"),))
    return Screen(lines(says, who.language), rows)


def _by_telephone(tx: Tx, who: Person, one: Introduction) -> Rows:
    """What somebody without Telegram has said on the telephone."""
    return tuple(
        tuple(
            button(
                word(people.name(tx, people.known(tx, each))).to(who.language),
                THREAD,
                one.id,
                f"said.{short(each)}.{said}",
            )
            for said, word in SAID.items()
        )
        for each in one.both
        if one.stage == "asked"
        and one.answer_of(each) is None
        and introducing.may_answer_for(tx, who, each)
    )


def said_for(turn: Turn, introduction_id: int, extra: str) -> None:
    person, _dot, said = extra.partition(".")
    if said in SAID:
        person_id = from_short(person) or 0
        introducing.answer_for(turn.tx, turn.who, introduction_id, person_id, said, turn.now)
    turn.card(THREAD, introduction_id)


def _side(tx: Tx, who: Person, one: Introduction, person_id: int) -> Word:
    """One of the two; the name only of whom one looks after."""
    state = _("has answered") if one.answer_of(person_id) else _("has not answered yet")
    return _("▪️ {who}: {state}", who=called(tx, who, person_id), state=state)


def unreached(tx: Tx, who: Person, person_id: int) -> bool:
    return introducing.may_answer_for(tx, who, person_id)


def _to_be_told(tx: Tx, one: Introduction, person_id: int) -> Word:
    """What somebody without Telegram can only hear by telephone."""
    person, other = people.known(tx, person_id), people.known(tx, one.other(person_id))
    return _(
        "📞 Please phone {name} ({phone}): {other}, {number}. First meeting in public, no money.",
        name=people.name(tx, person),
        phone=people.phone(tx, person) or "–",
        other=people.name(tx, other),
        number=people.phone(tx, other) or "–",
    )


def called(tx: Tx, who: Person, person_id: int) -> Word:
    single = singles.of(tx, person_id)
    if single is None or single.sealed_profile is None:
        return _("somebody who has left")
    if looks_after(who, single):
        return Word(people.name(tx, people.known(tx, person_id)))
    return about(single, profile_of(tx, single))[0]


def over(turn: Turn, introduction_id: int, extra: str) -> None:
    """Ask once more; end it at the second tap."""
    one = introductions.known(turn.tx, introduction_id)
    if extra == "yes":
        introducing.close(turn.tx, turn.who, introduction_id, turn.now)
        turn.card(THREAD, introduction_id)
        return
    says = _("Both of them read that it was not to be this time, and all the best.")
    sure = button(turn.to(_("🍃 Yes, let it end")), THREAD, one.id, "over.yes")
    back = button(turn.to(_("⬅️ Back")), THREAD, one.id, "look")
    turn.aside(THREAD, one.id, Screen(turn.to(says), ((sure,), (back,))))


def look(turn: Turn, introduction_id: int, _extra: str) -> None:
    turn.card(THREAD, introduction_id)


def openers(tx: Tx, who: Person) -> list[Button]:
    """A matchmaker's introductions that stand."""
    return [
        opener(clip("💞 " + _pair(tx, who, one), LINE_MOST).plain, THREAD, one.id)
        for one in introductions.of_matchmaker(tx, who.id)
    ]


def _pair(tx: Tx, who: Person, one: Introduction) -> str:
    return " · ".join(called(tx, who, each).to(who.language) for each in one.both)


def ask_them(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """Somebody whom one looks after has been introduced, and can only be asked by telephone."""
    says = [_("📞 Please phone and ask whether they would like to meet:")]
    one = introductions.known(tx, tell.subject)
    for each in one.both:
        if introducing.may_answer_for(tx, reader, each):
            says += masked(tx, one, each)
    return Screen(lines(says, reader.language))


def masked(tx: Tx, one: Introduction, person_id: int) -> list[Word]:
    """What one of the two may know of the other before both have said yes."""
    other = singles.of(tx, one.other(person_id))
    return about(other, profile_of(tx, other)) if other and other.sealed_profile else []


def phone(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    says = _("⏳ Three days without an answer to an introduction. Please phone and ask, kindly:")
    return Screen(says.to(reader.language))


CARD = Card(THREAD, "introduction", None, draw, {"over": over, "said": said_for, "look": look})
