"""Which of one's reports a message outside any form most likely speaks of."""

import re
from collections.abc import Sequence

from community.cases import OPEN
from community.deadlines import DAY_MS, MINUTE_MS
from community.issues.guessing import category_of, sounds_wrong
from community.issues.kinds import KIND, File
from storage import cases, media
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


def speaks_of(tx: Tx, who: Person, words: str, now: int) -> Case | None:
    """The open report of one's own heard of last, within a day; none for plain other matters."""
    if words and _only_polite(words):
        return None
    newest = _newest(tx, who)
    if newest is None or now - newest.at >= DAY_MS:
        return None
    case = cases.known(tx, newest.case_id)
    other = category_of(words) not in (None, case.category)
    return None if other and sounds_wrong(words) else case


def _only_polite(words: str) -> bool:
    """Whether words are mere politeness, or mere signs."""
    spelt = "".join(filter(str.isalnum, words[: 2 * POLITE_MOST]))
    return not spelt or (len(words) <= 2 * POLITE_MOST and POLITE.fullmatch(spelt) is not None)


def enclose(tx: Tx, who: Person, files: Sequence[File], now: int) -> Case | None:
    """Keep files with what the person has just added to a report; None if that was nothing."""
    newest = _newest(tx, who)
    if newest is None or newest.step != "supplement" or newest.who_id != who.id:
        return None
    case = cases.hold(tx, newest.case_id)
    if case is None or now - newest.at >= CLOSE_MS:
        return None
    for file in files:
        media.attach(tx, now, newest, *file)
    tx.touched.add(("case", case.id))
    return cases.change(tx, case, stage=case.stage)


def _newest(tx: Tx, who: Person) -> Entry | None:
    """The last line in the timelines of one's own open reports."""
    own = (
        *cases.reported_by(tx, who.id, LOOKED_AT, KIND),
        *cases.spoken_for(tx, who.id, LOOKED_AT, KIND),
    )
    lines = [cases.timeline(tx, case.id)[-1] for case in own if case.stage in OPEN]
    return max(lines, key=lambda line: (line.at, line.id), default=None)
