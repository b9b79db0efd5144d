"""Before a unit ends: what rules told is worded, and cards whose rows changed are redrawn."""

from __future__ import annotations

from storage import people, reads, shown
from storage.outbox import Letter, Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk import boards, digest, menus, messages, quiet
from talk.messages import Showing
from talk.registry import CASE, Card, Fate, Notice, Registry
from talk.screens import Screen
from talk.words import DEFAULT, _

FORESEEN_MOST = 1_000  # what a statement can name is bounded


def deliver(tx: Tx, registry: Registry, now: int) -> list[Letter]:
    """Turn all that the transaction told and touched into letters, in the readers' languages."""
    letters: list[Letter] = []
    if len(tx.told) > 1:
        _foresee(tx, registry)
    for tell in tx.told:
        word = _rested if tell.notice == quiet.RESTED else _told
        letters += word(tx, registry, tell, now)
    tx.told.clear()
    for post in tx.posted:
        letters += boards.posted(tx, registry.username, registry.boards[post.board], post, now)
    tx.posted.clear()
    for kind, subject in sorted(tx.touched):
        if kind == people.MENU:
            letters += menus.renewed(tx, registry, subject, now)
        for card in registry.cards_of(kind):
            letters += _redrawn(tx, card, subject, now)
        for board in registry.boards_of(kind):
            letters += boards.redrawn(tx, registry.username, board, subject, now)
    tx.touched.clear()
    return letters


def _foresee(tx: Tx, registry: Registry) -> None:
    """Look up at once who is told, and what shows it already."""
    people.foresee(tx, sorted({tell.person for tell in tx.told})[:FORESEEN_MOST])
    of_card: dict[str, set[int]] = {}
    for tell in tx.told:
        notice = registry.notices.get(tell.notice)
        if notice and notice.card:
            of_card.setdefault(notice.card, set()).add(tell.subject)
    for kind, subjects in of_card.items():
        looked_up = sorted(subjects)[:FORESEEN_MOST]
        shown.foresee(tx, kind, looked_up)
        if foresee := registry.cards[kind].foresee:
            foresee(tx, looked_up)


def _told(tx: Tx, registry: Registry, tell: Tell, now: int) -> list[Letter]:
    notice = registry.notices[tell.notice]
    reader = people.get(tx, tell.person)
    if tell.late(now):
        return _ends(tx, notice, tell, Fate.NOTHING, now)
    if reader is None or not reader.reachable:
        return _ends(tx, notice, tell, Fate.UNREACHABLE, now)
    if not _pushes(registry, notice):
        return _worded(tx, registry, reader, tell, now)
    if reader.stopped is not None:
        return _ends(tx, notice, tell, Fate.STOPPED, now)
    if quiet.rests(tx, registry.quiet, reader, tell, now) or digest.rests(
        tx, registry, reader, tell, now
    ):
        return _ends(tx, notice, tell, Fate.RESTS, now)
    return _pushed(tx, registry, reader, tell, now)


def _ends(
    tx: Tx, notice: Notice, tell: Tell, fate: Fate, now: int, letter: Letter | None = None
) -> list[Letter]:
    """Let who counts it know what becomes of something told; no letter comes of that."""
    if notice.fate:
        notice.fate(tx, tell, fate, letter, now)
    return []


def _rested(tx: Tx, registry: Registry, tell: Tell, now: int) -> list[Letter]:
    """Tell what has waited: one by one as far as the day has room, else in one message."""
    tells = _still_of_use(tx, registry, tell.facts["tells"], now)
    reader = people.get(tx, tell.person)
    if reader is None or not reader.reachable or reader.stopped is not None:
        stopped = reader is not None and reader.reachable
        fate = Fate.STOPPED if stopped else Fate.UNREACHABLE
        for one in tells:
            _ends(tx, registry.notices[one.notice], one, fate, now)
        return []
    if quiet.over(tx, registry.quiet, reader, now):
        for one in tells:
            quiet.rests(tx, registry.quiet, reader, one, now)
        return []
    if len(tells) <= max(1, digest.room(tx, registry, reader, now)):
        return [part for one in tells for part in _pushed(tx, registry, reader, one, now)]
    return _digested(tx, registry, reader, tells, now)


def _still_of_use(tx: Tx, registry: Registry, tells: list[Tell], now: int) -> list[Tell]:
    for one in tells:
        if one.late(now):
            _ends(tx, registry.notices[one.notice], one, Fate.NOTHING, now)
    return [one for one in tells if not one.late(now)]


def _digested(
    tx: Tx, registry: Registry, reader: Person, tells: list[Tell], now: int
) -> list[Letter]:
    drawn = [(one, *_drawn(tx, registry, reader, one)) for one in tells]
    said = [(screen, shows) for _one, screen, shows in drawn if screen]
    letters: list[Letter] = []
    if said:
        whole = digest.of(reader.language, said)
        letters = messages.send(tx, now, reader, whole, Rank.NOTICE)
    for one, screen, _shows in drawn:
        fate, letter = (Fate.HANDED, letters[-1]) if screen else (Fate.NOTHING, None)
        _ends(tx, registry.notices[one.notice], one, fate, now, letter)
    return letters


def _pushed(tx: Tx, registry: Registry, reader: Person, tell: Tell, now: int) -> list[Letter]:
    letters = _worded(tx, registry, reader, tell, now)
    if letters:
        digest.count(tx, reader, now)
    return letters


def _worded(tx: Tx, registry: Registry, reader: Person, tell: Tell, now: int) -> list[Letter]:
    screen, shows = _drawn(tx, registry, reader, tell)
    notice = registry.notices[tell.notice]
    if screen is None:
        return _ends(tx, notice, tell, Fate.NOTHING, now)
    card = registry.cards[notice.card] if notice.card else None
    about = notice.about or (card.about if card else None)
    case_id = tell.subject if card and card.of == CASE else None
    reads.note(tx, reader, about(tx, tell.subject) if about else None, case_id, "notice", now)
    letters = messages.send(tx, now, reader, screen, notice.rank, shows, tell.stale)
    _ends(tx, notice, tell, Fate.HANDED, now, letters[-1])
    return letters


def _drawn(
    tx: Tx, registry: Registry, reader: Person, tell: Tell
) -> tuple[Screen | None, Showing | None]:
    notice = registry.notices[tell.notice]
    screen = notice.draw(tx, reader, tell) if notice.draw else None
    if screen and notice.menu:
        screen = Screen(screen.text, menu=registry.keyboard(reader))
    if notice.card is None:
        return screen, None
    card = registry.cards[notice.card]
    seen = card.seen(tx, reader, tell.subject)
    if seen is None:
        return None, None
    drawn, revision = seen
    shows = Showing(card.kind, tell.subject, revision)
    return (Screen(screen.text + "\n\n" + drawn.text, drawn.rows) if screen else drawn), shows


def _pushes(registry: Registry, notice: Notice) -> bool:
    """Whether it is a push, which people may end; what becomes of a case is none."""
    if notice.rank < Rank.REMINDER:
        return False
    return notice.card is None or registry.cards[notice.card].of != CASE


def _redrawn(tx: Tx, card: Card, subject: int, now: int) -> list[Letter]:
    revision = card.revision(tx, subject) if card.revision else None
    letters = []
    for old in shown.of(tx, card.kind, subject):
        if old.revision == revision:
            continue
        reader = people.get(tx, old.person_id or 0)
        if reader is not None and not reader.reachable:
            continue
        seen = card.seen(tx, reader, subject) if reader else None
        if seen is not None and seen[1] == old.revision:
            continue
        if seen is None:
            language = reader.language if reader else DEFAULT
            screen = Screen(_("This is no longer with you.").to(language))
            shown.close(tx, old.id)
            # What stands in older copies, of which only the buttons were taken, was for them, too.
            for copy in shown.copies(tx, old):
                shown.close(tx, copy.id)
                letters.append(messages.redraw(tx, now, copy, screen))
        else:
            screen, state = seen
            shown.redrawn(tx, old.id, state)
        letters.append(messages.redraw(tx, now, old, screen))
    return letters
