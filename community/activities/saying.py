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
ALONE = re.compile(
    r"(?:我|俺|就|也|都|可能|恐怕|真的?|实在|[今明后那]天|这次|[上下]午|晚上|(?:家里|临时)?有事)*"
    rf"(?:{ABSENT.pattern})[了啦啊呀哦吧]*"
)
ILL = re.compile(
    r"[摔跌晕昏疼痛病吐]|发烧|发热|不舒服|难受|不得劲|没力气|没劲|心慌|憋闷|住院|起不来|下不了[床楼]"
    r"|走不(?:了|动)|\b(?:ill|sick|dizzy|faint|fell|fallen|hurts?|pain|fever|unwell|hospital)\b",
    re.IGNORECASE,
)
SHORT = 6  # letters: of who is ill, nothing but that and not to come


def signs_off(text: str, titles: Iterable[str]) -> bool:
    """Whether somebody who has signed up for activities of these titles wants to sign off."""
    if OFF.search(text):
        return True
    if not ABSENT.search(text):
        return False
    letters = "".join(filter(str.isalnum, text))
    pairs = {title[at : at + 2] for title in titles for at in range(len(title) - 1)}
    named = any(pair in text for pair in pairs if pair.isalnum())
    alone = ALONE.fullmatch(letters) or (len(letters) <= SHORT and ILL.search(text))
    return bool(NAMED.search(text)) or named or bool(alone)


def sounds_ill(text: str) -> bool:
    """Whether who does not come says that it is for their health; rather once too often."""
    return ILL.search(text) is not None
