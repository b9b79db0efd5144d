"""What somebody says who does not come after all."""

import re
from collections.abc import Iterable

OFF = re.compile(
    r"(?:取消|退[掉了]?)报名|不报名?了|sign (?:me )?off|cancel my (?:place|sign)", re.IGNORECASE
)
ABSENT = re.compile(
    r"[去来]不了|参加不了|(?:不|没法|不能|没空)(?:想)?(?:[去来]|参加)"
    r"|(?:cannot|can't|can not|not) (?:come|coming|go|going|make it)",
    re.IGNORECASE,
)
NAMED = re.compile(r"活动|报名|activit", re.IGNORECASE)
SHORT = 6  # letters: nothing else can be meant


def signs_off(text: str, titles: Iterable[str]) -> bool:
    """Whether somebody who has signed up for activities of these titles wants to sign off."""
    if OFF.search(text):
        return True
    if not ABSENT.search(text):
        return False
    letters = "".join(filter(str.isalnum, text))
    pairs = {title[at : at + 2] for title in titles for at in range(len(title) - 1)}
    named = any(pair in text for pair in pairs if pair.isalnum())
    return bool(NAMED.search(text)) or named or len(letters) <= SHORT
