"""The keys of somebody old: I am well, I need help, I am away for some days (domain §7)."""

from community import stuck
from community import wishes as rules
from handlers.wishes import away, helping, passing
from handlers.wishes.words import MATTERS, wish_words
from storage import people, wishes
from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tx
from storage.wishes import Wish
from talk import filling
from talk.cards import opener
from talk.doors import Door
from talk.registry import SIMPLE, Capability, FormEntry, MenuItem, Notice
from talk.screens import Button, clip
from talk.turn import Turn
from talk.words import _

LINE_MOST = 30


def mine(tx: Tx, who: Person) -> list[Button]:
    """What one wishes for, and what others wish for of whom one looks after."""
    own = wishes.standing(tx, who.id)
    wanted = [wish for wish in rules.wanted(tx, who) if wish.person_id != who.id]
    return [
        *(opener(f"🙋 {_words(tx, who, wish)}", helping.OWN, wish.id) for wish in own),
        *(opener(f"🙋 {_named(tx, wish)}", helping.WANTED, wish.id) for wish in wanted),
    ]


def calls(turn: Turn) -> bool:
    """Whether somebody is about to say what they need."""
    draft = filling.draft_of(turn)
    return draft is not None and draft.form in (helping.Help.name, passing.PassOn.name)


def _words(tx: Tx, who: Person, wish: Wish) -> str:
    return clip(wish_words(tx, wish).to(who.language), LINE_MOST).plain


def _named(tx: Tx, wish: Wish) -> str:
    return people.name(tx, people.known(tx, wish.person_id))


LADDERS = (rules.UNHEARD, rules.TAKEN)
CAPABILITY = Capability(
    stem="wishes",
    menu=(
        MenuItem(_("😊 I am well"), away.well, 2, on=SIMPLE),
        MenuItem(_("🙋 Ask for help"), helping.help_wanted, 30, on=SIMPLE),
        MenuItem(_("🚶 Away for some days"), away.leaving, 40, on=SIMPLE),
    ),
    forms=(
        FormEntry(helping.Help, helping.tapped),
        FormEntry(away.Away, away.left),
        FormEntry(passing.PassOn, passing.passed_on, passing.left),
    ),
    cards=(*helping.CARDS, away.CARD, passing.CARD),
    notices={
        "wishes.wanted": Notice(Rank.TASK, None, helping.WANTED),
        "wishes.said": Notice(Rank.TASK, helping.copied, about=helping.about),
        "wishes.helper": Notice(Rank.REPLY, helping.helper),
        "wishes.unheard": Notice(Rank.REPLY, helping.unheard),
        "wishes.still": Notice(Rank.TASK, helping.still, helping.WANTED),
        "wishes.done": Notice(Rank.REPLY, helping.finished),
        "wishes.withdrawn": Notice(Rank.TASK, helping.withdrawn, about=helping.about),
        "wishes.away": Notice(Rank.TASK, away.gone, about=lambda _tx, person_id: person_id),
        "wishes.back": Notice(Rank.TASK, away.returned, about=lambda _tx, person_id: person_id),
    },
    timers={rules.UNHEARD: rules.unheard, rules.TAKEN: rules.watched},
    ladders=LADDERS,
    fallbacks={kind: stuck.falls_back(kind, stuck.wish) for kind in LADDERS},
    strays=(helping.STRAY, *passing.STRAYS),
    calls=calls,
    mine=mine,
    codes={"wishes.matter": MATTERS},
    doors=(Door("help", _("🙋 Ask for help"), passing.opened, 50),),
    refusals={
        "wishes.not_found": _("We cannot find that."),
        "wishes.too_long": _("That is too long to be away by a tap: please tell the community."),
    },
)
