"""Violence, domestic violence, harm to a child: the right door at once, and staff who see to it."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, ClassVar

from annotated_types import MaxLen, MinLen

from community.issues import emergency
from community.mediation import harm as rules
from community.mediation.kinds import Sort
from community.places import label
from handlers.mediation.kinds import DOOR, HARM
from handlers.mediation.words import DOORS, SORTS
from storage import cases, harms, people, places
from storage.harms import Harm
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.beside import SPOKEN
from talk.cards import button
from talk.forms import Ask, Form
from talk.registry import Card, FormEntry, Meanwhile
from talk.screens import Button, Rows, Screen, bold
from talk.turn import Turn
from talk.words import Word, _

SOS = "sos"  # the card of an alarm
HEAD = _("🆘 This is not for mediation. Please tap what it is: help comes another way.")


class Reported(Form):
    """Where harm was reported."""

    name: ClassVar[str] = "mediation.reported"
    title: ClassVar[Word] = _("Reported")

    harm: int
    to: Annotated[
        str,
        MinLen(2),
        MaxLen(120),
        Ask(_("To whom did you report it, and to whom did you speak?"), label=_("Reported to")),
    ]


def show(turn: Turn) -> None:
    turn.card(DOOR, turn.who.id)


def sounded(turn: Turn, words: str) -> Screen | None:
    """The doors, where words plainly tell of harm."""
    if rules.sounds(words) is None:
        return None
    return draw_door(turn.tx, turn.who, turn.who.id)


def hears(*names: str) -> Meanwhile:
    """What listens to the words of a side: where they tell of harm, its doors come first."""

    def look(turn: Turn, answers: Mapping[str, Any]) -> Screen | None:
        words = " ".join(str(answers.get(name) or "") for name in names)
        return sounded(turn, words.replace(SPOKEN, ""))

    return Meanwhile(frozenset(names), look, _("None of these: go on"), each=True)


def draw_door(_tx: Tx, who: Person, person_id: int) -> Screen | None:
    """Of which sort it is; nobody else's."""
    if who.id != person_id:
        return None
    rows = tuple((_choice(who, sort),) for sort in Sort)
    return Screen(bold(HEAD.to(who.language)), rows)


def _choice(who: Person, sort: Sort) -> Button:
    return button(SORTS[sort].to(who.language), DOOR, who.id, sort, 0)


def tells(sort: Sort, turn: Turn, _person_id: int, _extra: str) -> None:
    """Say what to do now, and let staff hear of it."""
    draft = filling.draft_of(turn)
    filling.cancel(turn)
    case_id = draft.fixed.get("case") if draft else None
    harm = rules.told(turn.tx, turn.who, sort, turn.now, case_id)
    place = places.get(turn.tx, harm.place_id)
    assert place is not None
    lines = [DOORS[sort], _("The community has been told and gets in touch with you.")]
    turn.reply(Screen("\n\n".join(turn.to(line) for line in lines)))
    alert = emergency.raised(turn.tx, turn.who, turn.now)
    if sort is Sort.VIOLENCE and alert is not None:
        turn.card(SOS, alert.id, fresh=True)


def draw(tx: Tx, who: Person, harm_id: int) -> Screen | None:
    """What was told, for the staff of the place."""
    harm = harms.get(tx, harm_id)
    place = places.get(tx, harm.place_id) if harm else None
    if harm is None or place is None or not rules.may_see(tx, who, harm):
        return None
    person = people.known(tx, harm.person_id)
    lines = [
        f"👤 {people.name(tx, person) or '–'}",
        *(line.to(who.language) for line in _dispute(tx, harm)),
        f"📍 {label(tx, place)}",
        f"📞 {people.phone(tx, person) or '–'}",
        *(line.to(who.language) for line in _state(tx, harm)),
    ]
    head = bold(SORTS[Sort(harm.sort)].to(who.language))
    return Screen(head + "\n" + "\n".join(lines), _rows(who, person, harm))


def _dispute(tx: Tx, harm: Harm) -> list[Word]:
    """In which dispute it was said, and by whom."""
    case = cases.get(tx, harm.case_id) if harm.case_id else None
    if case is None:
        return []
    if rules.by_mediator(tx, harm):
        return [_("🤝 Heard by the mediator of {number}", number=case.number)]
    return [_("🤝 A side of the mediation {number}", number=case.number)]


def _state(tx: Tx, harm: Harm) -> list[Word]:
    said = []
    if harm.taken_by is not None:
        name = people.name(tx, people.known(tx, harm.taken_by))
        said.append(_("☎️ {name} sees to it.", name=name))
    if harm.reported is not None:
        said.append(_("✅ Reported to: {where}", where=harms.reported_to(tx, harm) or "–"))
    elif harm.sort == Sort.MINOR:
        said.append(
            _("❗ Harm to a child must be reported at once: 110. Then note here that it was.")
        )
    return said


def _rows(who: Person, person: Person, harm: Harm) -> Rows:
    rows: Rows = ()
    state = _revision_of(harm)
    if harm.taken is None:
        rows += ((button(_("☎️ I see to it").to(who.language), HARM, harm.id, "take", state),),)
    if harm.reported is None:
        says = _("✅ Note that it was reported").to(who.language)
        rows += ((button(says, HARM, harm.id, "report", state),),)
    if person.telegram_id:
        link = f"tg://user?id={person.telegram_id}"
        rows += ((Button(_("Write to them").to(who.language), url=link),),)
    return rows


def _revision_of(harm: Harm) -> int:
    return int(harm.taken is not None) + 2 * int(harm.reported is not None)


def revision(tx: Tx, harm_id: int) -> int | None:
    harm = harms.get(tx, harm_id)
    return None if harm is None else _revision_of(harm)


def take(turn: Turn, harm_id: int, _extra: str) -> None:
    rules.take(turn.tx, turn.who, harm_id, turn.now)
    turn.card(HARM, harm_id)


def ask_where(turn: Turn, harm_id: int, _extra: str) -> None:
    filling.start(turn, Reported, {"harm": harm_id})


def reported(turn: Turn, form: Reported) -> None:
    rules.report(turn.tx, turn.who, form.harm, form.to, turn.now)
    turn.card(HARM, form.harm, head=_("✅ It is noted."))


def taken(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Who sees to it, and their number, for who told of it."""
    harm = harms.get(tx, tell.subject)
    person = people.get(tx, harm.taken_by) if harm and harm.taken_by else None
    if person is None:
        return None
    name, phone = people.name(tx, person), people.phone(tx, person)
    says = _("☎️ {name} gets in touch with you.", name=name)
    says = _("{says} Their number: {phone}", says=says, phone=phone) if phone else says
    return Screen(says.to(reader.language))


def whose(tx: Tx, harm_id: int) -> int | None:
    harm = harms.get(tx, harm_id)
    return harm.person_id if harm else None


FORMS = (FormEntry(Reported, reported),)
CARDS = (
    Card(
        DOOR,
        DOOR,
        lambda _tx, _person_id: 0,
        draw_door,
        {str(sort): partial(tells, sort) for sort in Sort},
    ),
    Card(HARM, HARM, revision, draw, {"take": take, "report": ask_where}, about=whose),
)
