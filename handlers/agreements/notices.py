"""What both sides and the mediator hear on the way to an agreement, and after it."""

from collections.abc import Callable

from community.mediation.kinds import Side, Way
from handlers.agreements import endings, leading, longer, pact_lines, sessions
from handlers.agreements.sessions import SIDES
from storage import pacts as pact_rows
from storage import room_words
from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk.registry import Notice
from talk.screens import Screen
from talk.words import Word, _

Said = Callable[[Tx, Person, Tell], Screen | None]
COURT = _(
    "Within 30 days from the day of signing both may together ask the people's court to confirm it;"
    " the court takes no fee. Then it can be enforced like a judgment."
)


def _saying(word: Word) -> Said:
    """A sentence above the card."""
    return lambda _tx, reader, _tell: Screen(word.to(reader.language))


def wished(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """What a side would change: in the mediator's chat and nowhere else."""
    pact = pact_rows.get(tx, tell.subject)
    if pact is None:
        return None
    side = Side(tell.facts["side"])
    own = [said for said in room_words.of(tx, pact.case_id, side, 1) if said.way == Way.IN]
    words = room_words.text(tx, own[-1]) if own else ""
    says = _("✏️ {side} would change something: {words}", side=SIDES[side], words=words)
    return Screen(says.to(reader.language))


def concluded(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    pact = pact_rows.get(tx, tell.subject)
    if pact is None:
        return None
    lines = [_("🤝 It is agreed. Thank you both for talking with each other.")]
    if pact.way == "written":
        lines.append(COURT)
    return Screen("\n".join(line.to(reader.language) for line in lines))


def kept_by_phone(_tx: Tx, reader: Person, tell: Tell) -> Screen:
    says = _(
        "☎️ Please telephone {side}, whom messages do not reach here: was all done that was agreed?"
        " Note the answer below.",
        side=SIDES[Side(tell.facts["side"])],
    )
    return Screen(says.to(reader.language))


def _sitting(word: Word) -> Notice:
    return Notice(Rank.TASK, _saying(word), sessions.SITTING)


def _pact(word: Word) -> Notice:
    return Notice(Rank.TASK, _saying(word), pact_lines.PACT)


NOTICES = {
    "agreements.sitting": Notice(Rank.TASK, None, sessions.SITTING),
    "agreements.sitting_moved": _sitting(
        _("📅 The session is moved: the former time counts no more.")
    ),
    "agreements.sitting_fixed": _sitting(_("✅ The session is fixed: it suits both sides.")),
    "agreements.sitting_offered": _sitting(_("🕐 A side would rather come at another time.")),
    "agreements.sitting_open": _sitting(
        _("🕐 The other side cannot come then after all. The mediator proposes a time anew.")
    ),
    "agreements.sitting_off": _sitting(_("❌ The session does not take place.")),
    "agreements.sitting_soon": _sitting(_("⏰ The session is near.")),
    "agreements.draft": _pact(_("📝 The mediator has written down what both could agree to.")),
    "agreements.draft_wished": Notice(Rank.TASK, wished, pact_lines.PACT),
    "agreements.draft_agreed": _pact(_("✅ Both sides have agreed to the same words.")),
    "agreements.concluded": Notice(Rank.REPLY, concluded, pact_lines.PACT),
    "agreements.court": _pact(
        _("⚖️ Ten days are left in which both may together ask the court to confirm it.")
    ),
    "agreements.kept": _pact(_("📅 Today is the day by which it was to be done.")),
    "agreements.kept_by_phone": Notice(Rank.TASK, kept_by_phone, pact_lines.PACT),
    "agreements.not_kept": _pact(_("👎 A side says that it was not done. Please ask them.")),
    "agreements.all_kept": _pact(_("👍 Both sides say that it was done. Thank you!")),
    "agreements.ended": Notice(Rank.REPLY, None, endings.ENDED),
    "agreements.reopened": Notice(Rank.TASK, endings.reopened, leading.LEADING),
    "agreements.reopened_side": Notice(Rank.TASK, endings.reopened),
    "agreements.longer": Notice(Rank.TASK, None, longer.LONGER),
    "agreements.longer_agreed": Notice(Rank.REPLY, longer.agreed),
    "agreements.longer_denied": Notice(Rank.REPLY, longer.denied),
}
