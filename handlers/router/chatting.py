"""A warm short answer to small talk: never a form."""

import re
from unicodedata import normalize

from talk.words import Word, _

COUNT_MOST = 40
THANKS = re.compile(r"谢|辛苦|麻烦|感恩|\bthank|\bthx", re.IGNORECASE)
PARTING = re.compile(
    r"再见|拜拜|回见|明天见|慢走|晚安|回头|改天|\bbye|\bgood night|\bsee you", re.I
)
WELL_WISHING = re.compile(r"快乐|过年好|新年好|愉快|安康|身体|祝|恭喜|\bhappy\b", re.IGNORECASE)
EATING = re.compile(r"吃了|吃饭|吃过|吃饱")
LAUGHING = re.compile(r"哈|嘿嘿|嘻|呵|笑|逗|有意思|好玩|有趣|\bhaha|\blol", re.IGNORECASE)
WHO = re.compile(
    r"你是|你叫|您是|机器人|真人|多大|几岁|什么名字|你会|你能|您能|who are you|a robot|can you do",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"^(?:你|您|大家|老师|师傅|阿姨|上午|早上|中午|下午|晚上|同志们)+好|^早|在[吗么不]|有人吗|嗨|哈喽"
    r"|\bhi\b|\bhello\b|\bhey\b|\bgood (?:morning|day|afternoon|evening)",
    re.IGNORECASE,
)
PRAISE = re.compile(r"赞|真棒|太棒|厉害|聪明|真好|不错|周到|\bgreat\b|\bnice\b", re.IGNORECASE)
COUNT = re.compile(  # what somebody types who should have tapped the key of a card
    r"(?:我[和跟][^,，。\d]{1,6}[,，]?)?(?:一共|总共|共|就)?"
    r" ?(?:\d{1,2}|[一二两三四五六七八九十]{1,3}) ?(?:个人|个|人|位|口)?[。.!！]?"
)
SAYS = (
    (THANKS, _("🌷 You are welcome. We are glad to help.")),
    (PARTING, _("👋 Goodbye, take care! We are here whenever you need us.")),
    (WELL_WISHING, _("🌸 Thank you, all the best to you and your family, too!")),
    (EATING, _("🍚 Thank you for asking! Do eat well yourself.")),
    (
        WHO,
        _("🤖 I am your community's helper in this chat. Tell me in your own words what you need."),
    ),
    (LAUGHING, _("😄 Good that you are cheerful!")),
    (PRAISE, _("😊 That is kind of you, thank you!")),
    (GREETING, _("😊 Hello! Tell me in a sentence what you need, or choose below.")),
)
COUNTED = _(
    "🔢 I cannot tell what this number is for; nothing is noted. Please tap the button under the"
    " message that asks, or say it in a whole sentence."
)
OTHERWISE = _("🙂 Nice to hear from you. If you need something, please choose below.")


def counts(text: str) -> bool:
    """Whether it is nothing but how many."""
    return COUNT.fullmatch(normalize("NFKC", text[:COUNT_MOST]).strip()) is not None


def pleasantry(text: str) -> Word:
    """What is said back; of several things in one sentence the first of the list counts."""
    return next((word for sounds, word in SAYS if sounds.search(text)), OTHERWISE)
