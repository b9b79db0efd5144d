"""📣 Announcements: written, aimed, looked at, approved, sent, counted (domain §5)."""

from collections.abc import Callable, Iterable

from community import broadcasts as rules
from community.broadcasts import running, sending
from community.broadcasts.kinds import BEGIN, BROADCAST, BULLETIN, FEED, STALE
from handlers.broadcasts import interests, listing
from handlers.broadcasts.board import GO, Boards
from handlers.broadcasts.bulletins import Bulletins
from handlers.broadcasts.control import Control
from handlers.broadcasts.figures import SECTION
from handlers.broadcasts.forms import FACTS, FORMS
from handlers.broadcasts.pointing import pointing
from handlers.broadcasts.standing import finished
from handlers.broadcasts.words import INTERESTS, NOBODY_APPROVES, RESULTS, STAGES
from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk.registry import Capability, Command, Notice
from talk.screens import Screen, bold
from talk.words import Word, _


def broadcasts(capabilities: Iterable[Capability]) -> Capability:
    """Return the capability that announces what is in the others' hands, too."""
    leads = pointing(capabilities)
    bulletins, boards = Bulletins(leads), Boards(leads)
    return Capability(
        stem="broadcasts",
        commands=(
            Command(
                "broadcast",
                _("announce something to many"),
                listing.show,
                rules.may_write,
                whose=_("people with a duty here"),
            ),
        ),
        forms=FORMS,
        cards=(Control(leads).card, bulletins.card, listing.CARD, interests.CARD),
        notices={
            BULLETIN: bulletins.notice,
            "broadcasts.to_approve": Notice(Rank.TASK, _head(APPROVE), BROADCAST),
            "broadcasts.approved": Notice(Rank.REPLY, _head(APPROVED), BROADCAST),
            "broadcasts.sent_back": Notice(Rank.REPLY, _sent_back, BROADCAST),
            "broadcasts.too_late": Notice(Rank.REPLY, _head(TOO_LATE), BROADCAST),
            "broadcasts.finished": Notice(Rank.REPLY, finished),
            "broadcasts.held": Notice(Rank.REPLY, _head(HELD), BROADCAST),
            "broadcasts.called_off": Notice(Rank.REPLY, _head(CALLED_OFF), BROADCAST),
            "broadcasts.changed": Notice(Rank.REPLY, _head(CHANGED), BROADCAST),
        },
        timers={BEGIN: sending.begin, FEED: running.feed, STALE: running.stale},
        facts=FACTS,
        boards=(boards.board,),
        starts={GO: boards.opened},
        mine=listing.mine,
        desk=listing.DESK,
        figures=(SECTION,),
        codes={
            "broadcasts.stage": STAGES,
            "recipients.state": RESULTS,
            "interests.interest": INTERESTS,
        },
        refusals={
            "broadcasts.not_found": _("We cannot find that."),
            "broadcasts.moved_on": _("Something has changed meanwhile. This is how it stands now."),
            "broadcasts.not_yours": _("You can only write to people of places that are yours."),
            "broadcasts.too_long": _("Please write between 1 and 1000 characters."),
            "broadcasts.many_places": _("Those are too many places. Please choose a wider one."),
            "broadcasts.too_late": _("The time until which it is of use has passed already."),
            "broadcasts.nobody_approves": NOBODY_APPROVES,
        },
    )


APPROVE = _("✋ For the whole subdistrict: please read it and decide.")
APPROVED = _("✅ It is approved.")
TOO_LATE = _("⌛ Its time had passed before it could begin: nobody has been told.")
HELD = _(
    "⚠️ The office's data was put back to an earlier state. Nobody knows who has got this since:"
    " please look before you let it go on."
)
CALLED_OFF = _("⏹ What its button leads to is cancelled: nobody else is told of it.")
CHANGED = _(
    "✏️ What its button leads to has another time or place now. It waits: please look whether its"
    " words still hold before it goes out."
)


def _head(says: Word) -> Callable[[Tx, Person, Tell], Screen]:
    def draw(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
        return Screen(bold(says.to(reader.language)))

    return draw


def _sent_back(_tx: Tx, reader: Person, tell: Tell) -> Screen:
    says = _("↩️ It was sent back: {note}", note=tell.facts["note"])
    return Screen(bold(says.to(reader.language)))
