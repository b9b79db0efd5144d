"""Which case it is: said on every screen of a form about it, and on the receipt."""

from community.cases import OPEN, Stage, voices
from community.issues.access import found, is_responsible, may_see
from community.places import label
from handlers.issues.dues import dues
from handlers.issues.kinds import DESK, OWN
from handlers.issues.lines import moment, name_of
from handlers.issues.words import RESIDENT_STAGES, STAFF_STAGES, category_word
from storage import cases, places
from storage.cases import Case
from storage.people import Person
from storage.tx import Tell, Tx
from talk.cards import NOT_FOUND, opener
from talk.forms import About
from talk.screens import Screen, Text, bold, clip
from talk.turn import Turn
from talk.words import Word, _

IN_HAND = ("issues.in_hand", "case")  # of forms that only the responsible may send
SEEN = ("issues.case", "case")
REOPENED = ("issues.reopened", "case")
RATED = ("issues.rated", "case")
STAFFS = ("issues.supervised", "case")  # at whatever stage it stands
CONCERNED = ("issues.concerned", "case")  # likewise
HOTLINE = "issues.hotline"
STORY_MOST = 40


def seen(tx: Tx, who: Person, case_id: int | None) -> About:
    """A case its reporter or staff say something about."""
    case = found(tx, case_id or 0)
    if case is None or not (who.id in voices(case) or may_see(tx, who, case)):
        return About("", NOT_FOUND)
    return About(named(tx, who, case), _ended(who, case))


def supervised(tx: Tx, who: Person, case_id: int | None) -> About:
    """A case about which staff note something, be it over or not."""
    case = found(tx, case_id or 0)
    seen = case is not None and may_see(tx, who, case)
    return About(named(tx, who, case), None) if case and seen else About("", NOT_FOUND)


def concerned(tx: Tx, who: Person, case_id: int | None) -> About:
    """A case that its reporter or who has it in hand may have spoken of, be it over or not."""
    case = found(tx, case_id or 0)
    theirs = case is not None and (who.id in voices(case) or has_in_hand(tx, who, case))
    return About(named(tx, who, case)) if case and theirs else About("", NOT_FOUND)


def has_in_hand(tx: Tx, who: Person, case: Case) -> bool:
    """Whether a case is theirs to do."""
    place = places.get(tx, case.place_id)
    return place is not None and is_responsible(who, case, place)


def in_hand(tx: Tx, who: Person, case_id: int | None) -> About:
    """A case somebody is responsible for; it may have gone to somebody else meanwhile."""
    case = found(tx, case_id or 0)
    place = places.get(tx, case.place_id) if case else None
    if case is None or place is None:
        return About("", NOT_FOUND)
    if is_responsible(who, case, place):
        due = [word.to(who.language) for word in dues(tx, case)]
        return About("\n".join([named(tx, who, case), *due]), _ended(who, case))
    return About(_short(tx, who, case), _gone(tx, case))


def reopened(tx: Tx, who: Person, case_id: int | None) -> About:
    """A case of which its reporter says what is still wrong, as long as it is open."""
    return _of_reporter(tx, who, case_id, open_=True)


def rated(tx: Tx, who: Person, case_id: int | None) -> About:
    """A case of which its reporter says what was not well, as long as it is closed."""
    return _of_reporter(tx, who, case_id, open_=False)


def _of_reporter(tx: Tx, who: Person, case_id: int | None, *, open_: bool) -> About:
    case = found(tx, case_id or 0)
    if case is None or who.id not in voices(case):
        return About("", NOT_FOUND)
    line = named(tx, who, case)
    if (case.stage in OPEN) is open_:
        return About(line)
    says = _(
        "Meanwhile it stands otherwise: {stage}. What you wrote just now was not sent. Here you can"
        " add to it, or have it taken up again.",
        stage=RESIDENT_STAGES[Stage(case.stage)],
    )
    return About(line, says, ((opener(_("How it stands").to(who.language), OWN, case.id),),))


def hotline(_tx: Tx, _who: Person, _row: int | None) -> str:
    """The office with which a matter is most likely shared."""
    return "12345"


def transferred(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Tell who had a case that somebody else has it now."""
    case = found(tx, tell.subject)
    if case is None:
        return None
    return Screen("➡️ " + _short(tx, reader, case) + "\n" + _gone(tx, case).to(reader.language))


def ending(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Tell who has said nothing of an answer when it ends by itself."""
    case = found(tx, tell.subject)
    if case is None:
        return None
    at = moment(tx, case, tell.facts["ends"])
    says = _("⏳ If we hear nothing from you, this ends by itself on {day}.", day=at)
    return Screen(bold(says.to(reader.language)))


def named(tx: Tx, who: Person, case: Case) -> str:
    """A case in two lines: its number, what it is about, where, and how the story begins."""
    return f"{_short(tx, who, case)} · {_where(tx, case)}\n💬 {_begins(tx, case)}"


def headed(tx: Tx, who: Person, case: Case) -> Text:
    """What stands above a question about a case: enough to choose without going back."""
    lines = ["", f"📍 {_where(tx, case)}", f"💬 {_begins(tx, case)}"]
    if case.responsible_id is not None:
        lines.append(f"🔧 {name_of(tx, case.responsible_id)}")
    return bold(_short(tx, who, case)) + "\n".join(lines)


def receipt(turn: Turn, case: Case, word: Word, card: str = DESK) -> None:
    """Say that it is done, over the card with what can be done next, if it is still theirs."""
    if turn.card(card, case.id, head=word):
        return
    turn.reply(Screen(f"{turn.to(word)}\n\n{named(turn.tx, turn.who, case)}"))


def _short(tx: Tx, who: Person, case: Case) -> str:
    return f"{case.number} · {category_word(tx, case.category).to(who.language)}"


def _where(tx: Tx, case: Case) -> str:
    place = places.get(tx, case.place_id)
    return label(tx, place) if place else ""


def _begins(tx: Tx, case: Case) -> str:
    return clip(" ".join(cases.story(tx, case).split()), STORY_MOST).plain


def _gone(tx: Tx, case: Case) -> Word:
    if case.responsible_id is None:
        return _("This is no longer with you.")
    return _("It has been handed on to {name}.", name=name_of(tx, case.responsible_id))


def _ended(who: Person, case: Case) -> Word | None:
    """Why there is nothing more to say about it."""
    if case.stage in OPEN:
        return None
    words = RESIDENT_STAGES if who.id in voices(case) else STAFF_STAGES
    return _("This has come to its end meanwhile: {stage}.", stage=words[Stage(case.stage)])
