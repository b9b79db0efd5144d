"""What both cards of a case say."""

from collections.abc import Sequence

from community.cases import Stage
from community.issues import Category, Result
from community.places import label
from community.roles import RESPONSIBLE, Role
from handlers.issues.words import CATEGORIES, RESIDENT_STAGES, RESPONSIBLE_WORDS, RESULTS
from storage import cases, people, places
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx
from talk.cards import button
from talk.screens import Rows, Text, bold
from talk.turn import Turn
from talk.words import _


def titled(who: Person, case: Case, lines: Sequence[str]) -> Text:
    category = CATEGORIES[Category(case.category)].to(who.language)
    return bold(f"{case.number} · {category}") + "\n" + "\n".join(lines)


def facts_of(tx: Tx, who: Person, case: Case) -> list[str]:
    place = places.get(tx, case.place_id)
    lines = [f"📍 {label(tx, place) if place else ''}", f"💬 {cases.story(tx, case)}"]
    if case.round > 1:
        lines.append(_("🔁 Round {round}", round=case.round).to(who.language))
    return lines


def answer_lines(tx: Tx, who: Person, case: Case) -> list[str]:
    """The newest answer: its result and words."""
    answers = [entry for entry in cases.timeline(tx, case.id) if entry.step == "answer"]
    if not answers or case.result is None:
        return []
    says = _(
        "📝 {result}: {text}",
        result=RESULTS[Result(case.result)],
        text=cases.note_text(tx, answers[-1]) or "",
    )
    return [says.to(who.language)]


def standing(tx: Tx, who: Person, case: Case) -> str:
    if case.stage == Stage.DISPATCHED and case.responsible_id:
        to = people.known(tx, case.responsible_id)
        return _("handed to {name}", name=handed(tx, who.language, to)).to(who.language)
    return RESIDENT_STAGES[Stage(case.stage)].to(who.language)


def name_of(tx: Tx, person_id: int) -> str:
    return people.name(tx, people.known(tx, person_id))


def handed(tx: Tx, language: str, to: Person) -> str:
    """Who has it, as what, and where to phone them if that is known."""
    roles = [Role(held.role) for held in to.roles if held.role in RESPONSIBLE]
    role = RESPONSIBLE_WORDS[roles[0]] if roles else _("staff")
    parts = [people.name(tx, to), role.to(language), people.phone(tx, to)]
    return " · ".join(part for part in parts if part)


def photo_row(tx: Tx, who: Person, case: Case, kind: str) -> Rows:
    count = len(cases.media(tx, case.id))
    if not count:
        return ()
    says = _("📷 Photos ({count})", count=count).to(who.language)
    return ((button(says, kind, case.id, "photos", case.revision),),)


def photos(turn: Turn, case_id: int, _extra: str) -> None:
    turn.photos([medium.file_id for medium in cases.media(turn.tx, case_id)])


def revision(tx: Tx, case_id: int) -> int | None:
    case = cases.get(tx, case_id)
    return case.revision if case else None
