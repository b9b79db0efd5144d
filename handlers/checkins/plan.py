"""How somebody is asked each morning, as they see it themselves and those who look after them."""

from community.checkins import enrolling as rules
from community.checkins.kinds import Part, Pause, Way
from community.checkins.paces import Pace
from community.people import looked_after
from community.roles import STAFF
from handlers.checkins import rungs
from handlers.checkins.care_words import (
    CARE,
    HELPER,
    LABEL,
    NOTED,
    PARTS,
    PAUSES,
    date_of,
    name_of,
    standing_of,
    window_of,
)
from handlers.checkins.standing import standing
from storage import checkin_helpers, people
from storage.checkin_helpers import Helper
from storage.checkin_plans import NOTES, Plan
from storage.people import Person
from storage.tx import Tx
from talk.cards import button, opener
from talk.screens import Button, Rows, Screen, bold
from talk.several import listed
from talk.words import Word, _

WHAT = _(
    "Each morning tap 😊, or write anything: then all is well. If nothing has come by the end of"
    " your hours, you are asked; if you do not answer either, your contact calls you, then somebody"
    " you know knocks at your door. It is free, and you can end it at any time."
)


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """The question as it stands, or how it begins."""
    person = people.get(tx, person_id)
    if person is None or person.died is not None or not rules.sees(tx, who, person):
        return None
    plan = standing(tx, person_id)
    title = bold(LABEL.to(who.language))
    if who.id != person.id:
        title = title + f" · {people.name(tx, person)}"
    if plan is None:
        return Screen(title + "\n" + WHAT.to(who.language), _beginning(who, person))
    lines = [*_lines(tx, plan), *_resting(tx, plan, person)]
    if who.id != person.id:
        lines += [*_number(tx, who, person), *rungs.lines(tx, plan)]
    text = title + "\n" + "\n".join(line.to(who.language) for line in lines)
    return Screen(text, _rows(tx, who, plan, person))


def _number(tx: Tx, who: Person, person: Person) -> list[Word]:
    """For the staff, who phone whom nobody could ask."""
    phone = people.phone(tx, person) if looked_after(tx, who, person, STAFF) else None
    return [Word(f"📞 {phone}")] if phone else []


def _beginning(who: Person, person: Person) -> Rows:
    if who.id == person.id:
        return ((_choice(who, person, 0, _("✅ Yes, ask me each morning"), "begin"),),)
    return ((_choice(who, person, 0, _("✍️ They agree: enter them"), "enter"),),)


def _lines(tx: Tx, plan: Plan) -> list[Word]:
    named = checkin_helpers.of(tx, plan.id)
    asked = (
        _("🕘 {window}: without a word by then, a message asks", window=window_of(plan))
        if plan.way == Way.CHAT
        else _("📞 {window}: somebody phones or knocks", window=window_of(plan))
    )
    lines = [asked]
    if rules.pace_of(tx, plan) is Pace.FAST:
        lines.append(_("⏱ Those who help come twice as fast"))
    if plan.entered_by is not None:
        lines.append(_("✍️ Noted by {name}", name=name_of(tx, plan.entered_by)))
    if not any(one.part == Part.CONTACT and _there(one) for one in named):
        lines.append(_("⚠️ There is no contact yet who has said yes."))
    written = [NOTED[column] for column in NOTES if column in rules.written(plan)]
    known = listed(written) if written else _("nothing yet")
    lines.append(_("📝 What helpers must know, sealed: {known}", known=known))
    lines.append(_("👪 Family reads each morning: {state}", state=_yes(plan.family is not None)))
    return lines


def _yes(state: bool) -> Word:
    return _("yes") if state else _("no")


def _there(helper: Helper) -> bool:
    return helper.agreed is not None and helper.declined is None


def _resting(tx: Tx, plan: Plan, person: Person) -> list[Word]:
    lines = []
    if person.away_until is not None:
        lines.append(_("🚶 Away until {day}", day=date_of(tx, person.away_until)))
    if plan.paused_until is not None and plan.paused_why is not None:
        why, day = PAUSES[Pause(plan.paused_why)], date_of(tx, plan.paused_until)
        lines.append(_("{why} until {day}: nobody asks", why=why, day=day))
    return lines


def _rows(tx: Tx, who: Person, plan: Plan, person: Person) -> Rows:
    def choice(word: Word, name: str) -> Button:
        return _choice(who, person, plan.revision, word, name)

    mine = who.id == person.id
    named = checkin_helpers.of(tx, plan.id)
    rows: Rows = (
        *((opener(_named(tx, who, one), HELPER, one.id),) for one in named),
        (choice(_("➕ Contact"), "link.contact"), choice(_("➕ Neighbour"), "link.neighbour")),
        (choice(_("➕ Family"), "link.family"), choice(_("🕘 Hours"), "hours")),
        (choice(_("📝 What helpers must know"), "notes"),),
    )
    if plan.family is not None:
        rows = (*rows, (choice(_("👪 No more morning line"), "quiet"),))
    elif mine or person.telegram_id is None:
        rows = (*rows, (choice(_("👪 A line to my family each morning"), "tell"),))
    if not mine:
        rows = (*rows, (choice(_("✍️ Helper without Telegram"), "name"),))
    if not mine and plan.way == Way.ROUND:
        rows = (*rows, (choice(_("📞 A volunteer phones each morning"), "caller"),))
    if person.telegram_id is not None:
        by_chat = plan.way == Way.CHAT
        way = (_("📞 Rather phone"), "way.round") if by_chat else (_("💬 Rather write"), "way.chat")
        rows = (*rows, (choice(*way),))
    if not mine and looked_after(tx, who, person, STAFF):
        rests = plan.paused_until is not None
        rest = (_("▶️ Ask again"), "resume") if rests else (_("⏸ Let it rest"), "rest")
        rows = (*rows, (choice(_("🪜 Who hears it, and when"), "rungs"), choice(*rest)))
    return (*rows, (choice(_("🚪 No more greetings"), "leave"),))


def _named(tx: Tx, who: Person, helper: Helper) -> str:
    part, state = PARTS[Part(helper.part)], standing_of(helper)
    return (
        f"👤 {name_of(tx, helper.person_id)} · {part.to(who.language)} · {state.to(who.language)}"
    )


def _choice(who: Person, person: Person, revision: int, word: Word, name: str) -> Button:
    return button(word.to(who.language), CARE, person.id, name, revision)


def revision(tx: Tx, person_id: int) -> int:
    """The plan's; without one there is nothing to change."""
    plan = standing(tx, person_id)
    return plan.revision if plan else 0
