"""Which of one's reports a message outside any form most likely speaks of."""

import re

from community.cases import OPEN
from community.deadlines import DAY_MS
from community.issues.guessing import category_of, sounds_wrong
from community.issues.kinds import KIND
from storage import cases
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx

# What is only polite, or mere signs, speaks of nothing.
COURTESY = re.compile(
    r"\W*(?:(?:谢谢|多谢|感谢|辛苦|好的?|知道|明白|收到|嗯|行|你好|您好|早上好|晚上好|再见)"
    r"(?:了|啦|您|你|大家|师傅|们)*\W*)*|\W*(?:thanks|thank you|ok|okay|hello|hi|yes|no)\W*",
    re.IGNORECASE,
)
LOOKED_AT = 8  # of each kind, the newest


def speaks_of(tx: Tx, who: Person, words: str, now: int) -> Case | None:
    """The open report of one's own heard of last, within a day; none for plain other matters."""
    if words and COURTESY.fullmatch(words):
        return None
    own = (
        *cases.reported_by(tx, who.id, LOOKED_AT, KIND),
        *cases.spoken_for(tx, who.id, LOOKED_AT, KIND),
    )
    heard = [(cases.timeline(tx, case.id)[-1].at, case.id) for case in own if case.stage in OPEN]
    at, case_id = max(heard, default=(0, 0))
    if now - at >= DAY_MS:
        return None
    case = cases.known(tx, case_id)
    other = category_of(words) not in (None, case.category)
    return None if other and sounds_wrong(words) else case
