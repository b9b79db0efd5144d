"""What stands on the card of a draft: the same words for both, and to each what they may know."""

from community.agreements import endings
from community.agreements.pacts import Way
from community.agreements.sides import unreached
from community.mediation.access import mediates, party_of
from community.mediation.steps import LIVE
from handlers.agreements.about import OVER, zone_of
from handlers.agreements.sessions import SIDES
from storage import cases, pacts, places
from storage.cases import Case
from storage.moments import local
from storage.pacts import Pact
from storage.people import Person
from storage.tx import Tx
from talk.cards import button
from talk.screens import Button, Rows, Screen, in_rows
from talk.times import dated
from talk.words import Word, _, pgettext

PACT = "pact"


def draw(tx: Tx, who: Person, pact_id: int) -> Screen | None:
    """A draft, or what was agreed, as the mediator sees it or as a side does."""
    pact = pacts.get(tx, pact_id)
    case = cases.get(tx, pact.case_id) if pact else None
    place = places.get(tx, case.place_id) if case else None
    if pact is None or case is None or place is None:
        return None
    unsigned = pact.signed is None and pact.replaced is None
    if mediates(who, case, place):
        lines, rows = _mediators(tx, who, case, pact)
    else:
        party = party_of(tx, who, case)
        if party is None or not party.takes_part:
            return None
        lines, rows = _sides(tx, who, case, pact, party.side)
    if unsigned and case.stage not in LIVE:
        lines, rows = [OVER], ()
    every = [*_facts(tx, case, pact), *lines]
    return Screen("\n".join(_to(who, line) for line in every), rows)


def _facts(tx: Tx, case: Case, pact: Pact) -> list[Word | str]:
    head = (
        _("🤝 What was agreed · {number}", number=case.number)
        if pact.signed
        else _("📝 Draft no. {version} · {number}", version=pact.version, number=case.number)
    )
    lines: list[Word | str] = [head, "", pacts.text(tx, pact), ""]
    if pact.perform_by is not None:
        day = local(pact.perform_by, zone_of(tx, case)).date()
        lines.append(_("📅 To be done by {day}", day=dated(day)))
    return lines


def _sides(tx: Tx, who: Person, case: Case, pact: Pact, side: str) -> tuple[list[Word], Rows]:
    """What a side may know of it: its own answer, and whether both have agreed."""
    if pact.replaced is not None:
        return [_("There is a newer draft: only that one counts.")], ()
    if pact.signed is not None:
        return _followed(tx, who, case, pact, side)
    if pact.confirmed:
        says = _("✅ Both sides have agreed to exactly these words. The mediator sees to the rest.")
        return [says], ((_wish(who, pact, side),),)
    if _agreed(pact, side):
        says = _("✅ You have agreed to these words. We wait for the other side.")
        return [says], ((_wish(who, pact, side),),)
    agree = choice(who, pact, pgettext("draft", "I agree"), f"agree.{side}")
    return [ASKED], ((agree, _wish(who, pact, side)),)


ASKED = _(
    "Read it at your leisure, and aloud if you like. Nobody presses you: it counts only when both"
    " agree."
)


def _wish(who: Person, pact: Pact, side: str) -> Button:
    return choice(who, pact, _("Change something"), f"wish.{side}")


def _followed(tx: Tx, who: Person, case: Case, pact: Pact, side: str) -> tuple[list[Word], Rows]:
    """What follows an agreement, for a side: was it done, and what if not."""
    lines = [SIGNED[Way(pact.way or Way.ORAL)]]
    if case.stage in LIVE:
        return [*lines, ANEW], ()
    if pact.asked is None:
        return lines, ()
    kept = pact.kept_a if side == "a" else pact.kept_b
    yes = choice(who, pact, _("👍 It was done"), f"kept.{side}")
    no = choice(who, pact, _("👎 It was not"), f"broken.{side}")
    if kept is None:
        return [*lines, _("Was everything done that was agreed?")], ((yes, no),)
    lines.append(_("👍 You say it was done.") if kept else _("👎 You say it was not done."))
    rows: Rows = ((no,),) if kept else ((yes,),)
    if endings.may_reopen(tx, who, case, pact.asked):
        lines.append(RIGHTS)
        rows = (*rows, (choice(who, pact, AGAIN, "again"),))
    return lines, rows


AGAIN = _("🔁 Take it up again")
ANEW = _("🔁 It has been taken up again.")
SIGNED = {
    Way.WRITTEN: _("✍️ It is signed and holds."),
    Way.ORAL: _("🗣 It holds by word of mouth: the mediator has noted it."),
}
RIGHTS = _(
    "You may have it taken up again, and you may go to court at any time: mediation hinders nobody."
)


def _mediators(tx: Tx, who: Person, case: Case, pact: Pact) -> tuple[list[Word], Rows]:
    if pact.replaced is not None:
        return [_("There is a newer draft: only that one counts.")], ()
    if pact.signed is not None:
        return _watched(tx, who, case, pact)
    lines = [_("{side}: {says}", side=word, says=_said(pact, side)) for side, word in SIDES.items()]
    rows: Rows = tuple(
        (
            choice(who, pact, _("{side} has agreed before me", side=SIDES[side]), f"agree.{side}"),
            choice(who, pact, _("{side} wants a change", side=SIDES[side]), f"wish.{side}"),
        )
        for side in SIDES
        if unreached(tx, pact.case_id, side) and not pact.confirmed
    )
    offered = [(_("✏️ Write it anew"), "anew")]
    if pact.confirmed:
        offered = [
            (_("📄 Paper to sign"), "paper"),
            (_("✍️ Signed"), "signed"),
            (_("🗣 Oral agreement"), "oral"),
            *offered,
        ]
    buttons = (choice(who, pact, word, name) for word, name in offered)
    return lines, (*rows, *in_rows(buttons, 2))


def _said(pact: Pact, side: str) -> Word:
    return _("agrees") if _agreed(pact, side) else _("has not agreed yet")


def _watched(tx: Tx, who: Person, case: Case, pact: Pact) -> tuple[list[Word], Rows]:
    """What the sides say of how it was kept."""
    lines = [SIGNED[Way(pact.way or Way.ORAL)]]
    rows: Rows = ()
    if pact.way == Way.WRITTEN:
        rows = ((choice(who, pact, _("📄 Paper"), "paper"),),)
    if case.stage in LIVE:
        return [*lines, ANEW], rows
    if pact.asked is None:
        return lines, rows
    if endings.may_reopen(tx, who, case, pact.asked):  # for who has no Telegram
        rows = (*rows, (choice(who, pact, AGAIN, "again"),))
    for side, word in SIDES.items():
        kept = pact.kept_a if side == "a" else pact.kept_b
        lines.append(_("{side}: {says}", side=word, says=KEPT[kept]))
        if unreached(tx, pact.case_id, side):
            done = _("{side}: it was done", side=word)
            undone = _("{side}: it was not", side=word)
            pair = ((done, f"kept.{side}"), (undone, f"broken.{side}"))
            rows = (*rows, tuple(choice(who, pact, says, name) for says, name in pair))
    return lines, rows


KEPT = {
    None: _("no answer yet"),
    1: _("👍 it was done"),
    0: _("👎 it was not done"),
}


def choice(who: Person, pact: Pact, word: Word, name: str) -> Button:
    """A button of the card."""
    return button(word.to(who.language), PACT, pact.id, name)


def _agreed(pact: Pact, side: str) -> bool:
    return (pact.agreed_a if side == "a" else pact.agreed_b) is not None


def _to(who: Person, line: Word | str) -> str:
    return line.to(who.language) if isinstance(line, Word) else line
