"""What both cards of a case say."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from community.cases import PENDING, Stage, voices
from community.issues import Result
from community.issues.callback import lapsed
from community.issues.kinds import Way
from community.issues.outages import Matter
from community.issues.remarks import for_residents
from community.places import label
from community.roles import RESPONSIBLE, Role
from handlers.issues.kinds import OWN
from handlers.issues.words import (
    MATTERS,
    NOTED,
    RESIDENT_STAGES,
    RESPONSIBLE_WORDS,
    RESULTS,
    WAYS,
    category_word,
)
from storage import cases, externals, followers, media, outages, people, places
from storage.cases import Case
from storage.media import Medium
from storage.people import Person
from storage.tx import Tx
from talk.cards import button
from talk.screens import Rows, Text, bold, clip
from talk.turn import Turn
from talk.words import Word, _

NOTE_MOST = 1000
BACK = frozenset({"return", "leave"})  # the steps after which somebody else is sought
NOTES = 5  # of what was said along the way, the newest


def titled(tx: Tx, who: Person, case: Case, lines: Sequence[str]) -> Text:
    category = category_word(tx, case.category).to(who.language)
    return bold(f"{case.number} · {category}") + "\n" + "\n".join(lines)


def facts_of(tx: Tx, who: Person, case: Case) -> list[str]:
    place = places.get(tx, case.place_id)
    lines = [f"📍 {label(tx, place) if place else ''}", f"💬 {cases.story(tx, case)}"]
    if case.round > 1:
        lines.append(_("🔁 Round {round}", round=case.round).to(who.language))
    return lines


def answer_lines(tx: Tx, who: Person, case: Case) -> list[str]:
    """The newest answer: its result and words."""
    if case.result is None:
        return []
    answers = [entry for entry in cases.timeline(tx, case.id) if entry.step == "answer"]
    if not answers:
        return []
    says = _(
        "📝 {result}: {text}",
        result=RESULTS[Result(case.result)],
        text=cases.note_text(tx, answers[-1]) or "",
    )
    if case.stage in PENDING:
        says = _("Last time: {answer}", answer=says)
    lines = [says.to(who.language)]
    if case.planned is not None:
        day = moment(tx, case, case.planned).partition(" ")[0]
        lines.append(_("📅 Planned for {day}", day=day).to(who.language))
    return lines


def external_lines(tx: Tx, who: Person, case: Case, ways: Sequence[Way] = tuple(Way)) -> list[str]:
    """Where else the matter is, and under which number."""
    lines = []
    for external in externals.of(tx, case.id):
        if (way := Way(external.way)) in ways:
            number = f" · {external.number}" if external.number else ""
            lines.append(f"🔗 {WAYS[way].to(who.language)} {external.office}{number}")
    return lines


def steps_of(tx: Tx, case: Case) -> set[str]:
    """The steps taken since the newest answer."""
    steps = [entry.step for entry in cases.timeline(tx, case.id)]
    answered = len(steps) - steps[::-1].index("answer") if "answer" in steps else 0
    return set(steps[answered:])


def newest_note(tx: Tx, case: Case, step: str) -> str:
    """What was said at the newest step of this name."""
    for entry in reversed(cases.timeline(tx, case.id)):
        if entry.step == step:
            return cases.note_text(tx, entry) or ""
    return ""


def note_lines(tx: Tx, who: Person, case: Case) -> list[str]:
    """The newest of what was said along the way."""
    said = [(entry, cases.note_text(tx, entry)) for entry in cases.timeline(tx, case.id)]
    return [
        "· " + _said(NOTED[entry.step], clip(text, NOTE_MOST).plain).to(who.language)
        for entry, text in said
        if text and entry.step in NOTED
    ][-NOTES:]


def _said(word: Word, words: str) -> Word:
    return _("{what}: {words}", what=word, words=words)


def moment(tx: Tx, case: Case, at: int) -> str:
    """A time as it is at the place of the case."""
    place = places.get(tx, case.place_id)
    return moment_in(place.zone if place else "UTC", at)


def moment_in(zone: str, at: int) -> str:
    """A time as it is in a zone."""
    local = datetime.fromtimestamp(at / 1000, ZoneInfo(zone))
    return f"{local.month}-{local.day:02d} {local:%H:%M}"


def standing(tx: Tx, who: Person, case: Case) -> str:
    if case.stage == Stage.DISPATCHED and case.responsible_id:
        to = people.known(tx, case.responsible_id)
        return _("handed to {name}", name=handed(tx, who.language, to)).to(who.language)
    says = RESIDENT_STAGES[Stage(case.stage)].to(who.language)
    if case.stage == Stage.ANSWERED and case.result != Result.SOLVED:
        return _("there is an answer, please read it").to(who.language)
    if case.stage == Stage.RECEIVED and (came := _came_back(tx, case)):
        return came.to(who.language)
    if lapsed(tx, case):
        return _("ended; we did not hear from you and you can reopen it").to(who.language)
    if case.stage == Stage.WORKING and case.arrived is not None:
        return _("being worked on; somebody is on the spot").to(who.language)
    if case.stage == Stage.PAUSED:
        waits = RESIDENT_STAGES[Stage.PAUSED]
        return _said(waits, newest_note(tx, case, "pause")).to(who.language)
    if case.stage == Stage.MERGED and own_leading(tx, who, case):
        return _("your two reports are one matter and go on together").to(who.language)
    if case.stage == Stage.DECLINED:
        return f"{says}\n{newest_note(tx, case, 'decline')}"
    return says


def _came_back(tx: Tx, case: Case) -> Word | None:
    """That somebody else is being found for it, and what was said of that last."""
    back = [entry for entry in cases.timeline(tx, case.id) if entry.step in BACK]
    if not back:
        return None
    if reason := cases.note_text(tx, back[-1]):
        return _("somebody else is being found: {reason}", reason=reason)
    return _("somebody else is being found")


def own_leading(tx: Tx, who: Person, case: Case) -> int | None:
    """With which other report of their own it goes on."""
    leading = followers.leading(tx, case.id)
    found = cases.get(tx, leading) if leading else None
    return found.id if found and who.id in voices(found) else None


def outage_lines(tx: Tx, who: Person, case: Case) -> list[str]:
    """What staff have made known of it, while it lasts."""
    outage = outages.of(tx, case.id)
    if outage is None or case.stage not in PENDING:
        return []
    return [outage_word(tx, case, Matter(outage.matter), outage.expected).to(who.language)]


def outage_word(tx: Tx, case: Case, matter: Matter, expected: int | None) -> Word:
    """What is made known."""
    what = MATTERS[matter]
    if expected is None:
        return _("🛠 {what}: being repaired; until when cannot be said yet", what=what)
    by = moment(tx, case, expected)
    return _("🛠 {what}: being repaired, over by {by} probably", what=what, by=by)


def name_of(tx: Tx, person_id: int) -> str:
    return people.name(tx, people.known(tx, person_id))


def handed(tx: Tx, language: str, to: Person) -> str:
    """Who has it, as what, and where to phone them if that is known."""
    held = [one for one in to.roles if one.role in RESPONSIBLE]
    widest = min(held, key=lambda one: (one.path, one.role), default=None)
    role = RESPONSIBLE_WORDS[Role(widest.role)] if widest else _("staff")
    parts = [people.name(tx, to), role.to(language), people.phone(tx, to)]
    return " · ".join(part for part in parts if part)


def photo_row(tx: Tx, who: Person, case: Case, kind: str) -> Rows:
    kept = _media_on(tx, kind, case)
    if not kept:
        return ()
    photos_only = all(medium.kind == "photo" for medium in kept)
    says = (
        _("📷 Photos ({count})", count=len(kept))
        if photos_only
        else _("📎 Photos and voice ({count})", count=len(kept))
    )
    return ((button(says.to(who.language), kind, case.id, "photos", case.revision),),)


def photos(kind: str, turn: Turn, case_id: int, _extra: str) -> None:
    """Send the files that this card offers."""
    turn.reads(about(turn.tx, case_id), "media", case_id)
    turn.attached(_media_on(turn.tx, kind, cases.known(turn.tx, case_id)))


def _media_on(tx: Tx, kind: str, case: Case) -> list[Medium]:
    return for_residents(tx, case) if kind == OWN else media.of(tx, case.id)


def about(tx: Tx, case_id: int) -> int | None:
    """Whose report it is."""
    case = cases.get(tx, case_id)
    return case.reporter_id if case else None


def revision(tx: Tx, case_id: int) -> int | None:
    case = cases.get(tx, case_id)
    return case.revision if case else None
