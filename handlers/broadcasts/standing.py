"""How an announcement stands: when, in whose hands, how far it has come, what became of it."""

from community.broadcasts.kinds import BROADCAST, GOING, OVER, Stage
from community.broadcasts.reach import counts, receipts
from handlers.broadcasts.lines import clock, posted, progress, results
from storage import broadcasts, people
from storage.broadcasts import Broadcast
from storage.people import Person
from storage.tx import Tell, Tx
from talk.cards import opener
from talk.screens import Screen
from talk.words import Word, _


def times(tx: Tx, one: Broadcast) -> list[Word]:
    lines = []
    if one.at is not None and one.begun is None:
        lines.append(_("🕗 Begins: {time}", time=clock(tx, one.at)))
    if one.good_until is not None and one.stage not in OVER:
        lines.append(_("⌛ Goes out until {time}", time=clock(tx, one.good_until)))
    return lines


def hands(tx: Tx, who: Person, one: Broadcast) -> list[Word]:
    """Who else has to do with it."""
    lines = []
    if one.author_id != who.id:
        author = people.name(tx, people.known(tx, one.author_id))
        lines.append(_("✍️ Written by {name}", name=author or "–"))
    if one.second_id is not None:
        second = people.name(tx, people.known(tx, one.second_id))
        lines.append(_("✅ Approved by {name}", name=second or "–"))
    return lines


def standing(tx: Tx, who: Person, one: Broadcast) -> list[Word]:
    """How far it has come, or what became of it."""
    if one.begun is None:
        return []
    found = counts(tx, one)
    lines = [Word("")]
    if one.stage in GOING and found:
        lines += progress(found)
    if one.stage != Stage.RUNNING:
        lines += results(found)
    lines += posted(tx, one.id, who.language)
    if one.receipt:
        lines.append(_("👌 Got it: {count}", count=receipts(tx, one)))
    return lines


def finished(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Tell its author what became of it; the card they have is drawn anew in its place."""
    one = broadcasts.get(tx, tell.subject)
    if one is None:
        return None
    lines = [
        _("📊 Your announcement is through."),
        *results(counts(tx, one)),
        *posted(tx, one.id, reader.language),
    ]
    look = opener(_("📣 Open it").to(reader.language), BROADCAST, one.id)
    return Screen("\n".join(line.to(reader.language) for line in lines), ((look,),))
