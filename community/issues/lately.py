"""Which reports a message outside any form most likely speaks of: one's own, or in one's hands."""

import re
from collections.abc import Sequence

from community.cases import OPEN
from community.deadlines import DAY_MS, MINUTE_MS
from community.issues.access import is_responsible
from community.issues.guessing import category_of, sounds_wrong
from community.issues.kinds import KIND, File
from community.issues.leaving import IN_HAND
from community.issues.remarks import REMARK, remark
from community.roles import RESPONSIBLE
from storage import casebooks, cases, media, places
from storage.cases import Case, Entry
from storage.people import Person
from storage.tx import Tx

POLITE_MOST = 16  # signs
# What is only polite speaks of nothing.
POLITE = re.compile(
    r"(?:谢谢|多谢|感谢|辛苦|好的?|知道|明白|收到|嗯|行|你好|您好|早上好|晚上好|再见"
    r"|了|啦|您|你|大家|师傅|们|thanks|thankyou|okay|ok|hello|hi|yes|no){1,16}",
    re.IGNORECASE,
)
CLOSE_MS = 2 * MINUTE_MS  # within which what is sent belongs to what was just added
LOOKED_AT = 8  # of each kind, the newest
OFFERED = 3


def speaks_of(tx: Tx, who: Person, words: str, now: int, *, files: bool) -> list[Case]:
    """The open reports heard of within a day, the newest first; none for plain other matters.

    Files may be about whatever is in somebody's hands, for however long.
    """
    if words and not files and only_polite(words):
        return []
    found = [
        case
        for case, line in _heard(tx, who)
        if now - line.at < DAY_MS or (files and case.responsible_id == who.id)
    ]
    about = category_of(words) if sounds_wrong(words) else None
    return [case for case in found if about in (None, case.category)][:OFFERED]


def lately(tx: Tx, who: Person) -> list[Case]:
    """The open reports of one's own or in one's hands that were heard of last, the newest first."""
    return [case for case, _line in _heard(tx, who)][:OFFERED]


def only_polite(words: str) -> bool:
    """Whether words are mere politeness, or mere signs."""
    spelt = "".join(filter(str.isalnum, words[: 2 * POLITE_MOST]))
    return not spelt or (len(words) <= 2 * POLITE_MOST and POLITE.fullmatch(spelt) is not None)


def enclose(tx: Tx, who: Person, files: Sequence[File], now: int) -> Case | None:
    """Keep files with what the person has just added to a report; None if that was nothing."""
    _case, newest = next(iter(_heard(tx, who)), (None, None))
    if newest is None or newest.who_id != who.id or now - newest.at >= CLOSE_MS:
        return None
    if newest.step == REMARK:
        return remark(tx, who, newest.case_id, None, files, now, more=True)
    case = cases.hold(tx, newest.case_id) if newest.step == "supplement" else None
    if case is None:
        return None
    for file in files:
        media.attach(tx, now, newest, *file)
    tx.touched.add(("case", case.id))
    return cases.change(tx, case, stage=case.stage)


def _heard(tx: Tx, who: Person) -> list[tuple[Case, Entry]]:
    """Each open report with the last line of its timeline, the newest line first."""
    own = (
        *casebooks.reported_by(tx, who.id, LOOKED_AT, KIND),
        *casebooks.spoken_for(tx, who.id, LOOKED_AT, KIND),
    )
    found = {case.id: case for case in (*own, *_in_hand(tx, who)) if case.stage in OPEN}
    lines = [(case, cases.timeline(tx, case.id)[-1]) for case in found.values()]
    return sorted(lines, key=lambda one: (one[1].at, one[1].id), reverse=True)


def _in_hand(tx: Tx, who: Person) -> list[Case]:
    if not any(held.role in RESPONSIBLE for held in who.roles):
        return []
    given = casebooks.handled_by(tx, who.id, IN_HAND, LOOKED_AT, KIND, newest=True)
    at = [(case, places.get(tx, case.place_id)) for case in given]
    return [case for case, place in at if place and is_responsible(who, case, place)]
