"""Who is there for somebody: the link by which they say yes, and what they see of it."""

import secrets

from community.checkins import naming as rules
from community.checkins.kinds import Part, Who
from community.checkins.rungs import minutes_of
from handlers.checkins import family
from handlers.checkins.care_words import (
    CARE,
    HELPER,
    LINK,
    PARTS,
    clock,
    name_of,
    standing_of,
)
from handlers.checkins.standing import plan_of
from storage import checkin_helpers, people
from storage.checkin_helpers import Helper
from storage.checkin_plans import Plan
from storage.people import Person
from storage.tx import Tx
from talk.cards import button
from talk.registry import Card
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _, pgettext

DAYS = rules.LINK_MS // 86_400_000


def make_link(turn: Turn, person_id: int, part: str) -> None:
    """Make the link, with words to pass on that say no more than a name."""
    if part not in {each.value for each in Part}:
        return
    token = secrets.token_urlsafe(16)
    rules.link(turn.tx, turn.who, plan_of(turn, person_id).id, Part(part), token, turn.now)
    turn.say(
        _(
            "🔗 Please pass the next message on to the one you mean, and to nobody else. It works"
            " once, within {days} days. They are named only when they say yes.",
            days=DAYS,
        )
    )
    name = name_of(turn.tx, person_id)
    says = _(
        "Hello! {name} would like to know that you are there if one morning there is no word from"
        " them. Please have a look whether you are willing:",
        name=name,
    )
    if part == Part.FAMILY:
        says = _(
            "Hello! {name} would like you to read each morning that they are well. Please have a"
            " look whether you are willing:",
            name=name,
        )
    link = f"https://t.me/{turn.registry.username}?start={LINK}_{token}"
    turn.say(Screen(turn.to(says) + "\n" + link))


def opened(turn: Turn, token: str) -> None:
    """Somebody comes by the link: they see what it means, and are asked."""
    helper = rules.come(turn.tx, turn.who, token, turn.now)
    if helper is None:
        turn.say(_("This link has been used or has expired. Please ask for a new one."))
    else:
        turn.card(HELPER, helper.id, fresh=True)


def draw(tx: Tx, who: Person, helper_id: int) -> Screen | None:
    """As what somebody is named; to themselves, to whom it is for, to who looks after those."""
    found = rules.shown(tx, who, helper_id)
    if found is None:
        return None
    helper, plan = found
    part, name = Part(helper.part), name_of(tx, plan.person_id)
    lines = [_("😊 {name}: {part}", name=name, part=PARTS[part])]
    mine = helper.person_id == who.id
    lines += [*_means(tx, plan, part, name), _state(helper)] if mine else _seen(tx, helper)
    text = "\n".join(line.to(who.language) for line in lines)
    return Screen(text, _rows(who, helper, mine=mine))


def _means(tx: Tx, plan: Plan, part: Part, name: str) -> list[Word]:
    """What somebody says yes to, and who sees their number."""
    if part is Part.FAMILY:
        says = _(
            "You read each morning whether {name} is well, as far as they allow it, and may send a"
            " voice message or a photo for their next morning. Nothing else about them.",
            name=name,
        )
        return [says, _("{name} and the community's staff see your name and number.", name=name)]
    if part is Part.CALLER:
        says = _(
            "You phone {name} each morning from {time} on and tap how they are. Their number stands"
            " on your list until then.",
            name=name,
            time=clock(plan.closes),
        )
        return [says, _("{name} and the community's staff see your name and number.", name=name)]
    rung = Who.CONTACT if part is Part.CONTACT else Who.NEAR
    minutes = minutes_of(tx, plan).get(rung)
    if minutes is None:
        says = _("You are told when help is needed for {name} in the morning.", name=name)
    elif part is Part.CONTACT:
        says = _(
            "If {name} does not answer in the morning, you are told {minutes} minutes after the"
            " question: please phone them then. Only whoever says “I am going over” gets the"
            " address.",
            name=name,
            minutes=minutes,
        )
    else:
        says = _(
            "If {name} does not answer in the morning and nobody reaches them, you are told"
            " {minutes} minutes after the question: please knock at their door then.",
            name=name,
            minutes=minutes,
        )
    seen = _(
        "{name}, the community's staff and whoever goes there see your name and number.",
        name=name,
    )
    return [says, seen]


def _state(helper: Helper) -> Word:
    if helper.declined is not None:
        return _("You have said that you cannot.")
    return _("✅ You have said yes.") if helper.agreed is not None else _("Are you willing?")


def _seen(tx: Tx, helper: Helper) -> list[Word]:
    person = people.known(tx, helper.person_id)
    lines = [
        _("👤 {name}: {state}", name=name_of(tx, person.id), state=standing_of(helper)),
        _("📞 {phone}", phone=people.phone(tx, person) or "–"),
    ]
    if person.unreachable is not None:
        lines.append(_("⚠️ Messages reach them no more: please name somebody else."))
    return lines


def _rows(who: Person, helper: Helper, *, mine: bool) -> Rows:
    def choice(word: Word, name: str) -> Button:
        return button(word.to(who.language), HELPER, helper.id, name, _revision(helper))

    if not mine:
        return ((choice(_("🗑 Take off the list"), "remove"),),)
    yes, no = (
        (choice(_("✅ I am willing"), "agree"),),
        (choice(pgettext("carer", "I cannot"), "decline"),),
    )
    if helper.declined is not None:
        return (yes,)
    if helper.agreed is None:
        return (yes, no)
    if helper.part != Part.FAMILY:
        return (no,)
    return ((choice(_("🎤 A greeting for tomorrow morning"), "greet"),), no)


def _revision(helper: Helper) -> int:
    return int(helper.agreed is not None) + 2 * int(helper.declined is not None)


def revision(tx: Tx, helper_id: int) -> int | None:
    helper = checkin_helpers.get(tx, helper_id)
    return _revision(helper) if helper else None


def agree(turn: Turn, helper_id: int, _extra: str) -> None:
    rules.agree(turn.tx, turn.who, helper_id, turn.now)
    turn.card(HELPER, helper_id)


def decline(turn: Turn, helper_id: int, _extra: str) -> None:
    rules.decline(turn.tx, turn.who, helper_id, turn.now)
    turn.card(HELPER, helper_id)


def remove(turn: Turn, helper_id: int, _extra: str) -> None:
    plan = rules.remove(turn.tx, turn.who, helper_id, turn.now)
    turn.card(CARE, plan.person_id)


def about(tx: Tx, helper_id: int) -> int | None:
    """Whose number it shows."""
    helper = checkin_helpers.get(tx, helper_id)
    return helper.person_id if helper else None


CHOICES = {"link": make_link}
CARD = Card(
    HELPER,
    HELPER,
    revision,
    draw,
    {"agree": agree, "decline": decline, "remove": remove, **family.CHOICES},
    about=about,
)
