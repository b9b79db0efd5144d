"""What somebody says who is plainly well; all else a human must understand."""

import re

MOST = 24  # signs
# Of being well alone: what takes an alarm back ("not at all", "sorry") says nothing of the morning.
WELL = re.compile(
    r"没(?:什么)?事[儿情]?|(?:一切|身体)?都?(?:[挺很]|非常)?好(?:着呢|得很)?|(?:一切)?平安(?:无事)?|不错"
    r"|[请您你]?放心|在呢|(?:iam|im)?(?:verywell|well|fine|ok|okay|good)",
    re.IGNORECASE,
)
ONLY_WELL = re.compile(
    rf"(?:{WELL.pattern}|谢谢[您你]?|今天|现在|[我是都的了啦呢啊哈]|thankyou|thanks){{1,{MOST}}}",
    re.IGNORECASE,
)

WITHIN = re.compile(
    r"没(?:什么)?事|[挺很都]好|平安|好着呢|(?:我|人)在(?:家|外|路上|这)"
    r"|(?:i ?a?'?m|feel) (?:\w+ )?(?:well|fine|ok|okay|good)\b",
    re.IGNORECASE,
)
UNWELL = re.compile(
    r"不|疼|痛|晕|摔|难受|救|帮|病|没事(?:做|干)|\bnot?\b|n't|help|pain|fell|hurt|dizzy",
    re.IGNORECASE,
)

NO_MORE = re.compile(
    r"(?:不想|不要|不用|别|不愿意?|甭)(?:再|老|总|天天|每天|你们|被|来|给我|早上|再来){0,3}"
    r"(?:(?:问候|问我|问了|问)(?!题)|报平安)"
    r"|(?:取消|停了?|停止|退出|关掉?|不要).{0,4}(?:问候|报平安)"
    r"|(?:stop|don't|do not|no more|not want).{0,24}(?:ask|greet|question)",
    re.IGNORECASE,
)
FOR_A_WHILE = re.compile(
    r"(?<![天每])天(?!天)|周|星期|礼拜|月|出门|暂停|住院|\bday|\bweek|\bmonth|away|today|tomorrow",
    re.IGNORECASE,
)
VISITED = re.compile(
    r"敲.{0,2}门|开.?门|打.{0,3}(?:通|电话)|接.{0,2}电话|没人(?:应|开|接)|在家|见[到着]|去[过看]"
    r"|knock|phoned|rang|opened|at home",
    re.IGNORECASE,
)


def wants_no_more(text: str) -> bool:
    """Whether somebody says that they do not want to be asked any more: they are shown how."""
    return bool(NO_MORE.search(text)) and not FOR_A_WHILE.search(text)


def speaks_of_a_visit(text: str) -> bool:
    """Whether somebody alarmed tells in their own words how it went."""
    return bool(VISITED.search(text) or WITHIN.search(text))


def speaks_well(text: str) -> bool:
    """Whether a longer sentence says so too: enough to offer the key, never to press it."""
    return bool(WITHIN.search(text)) and not UNWELL.search(text)


def sounds_well(text: str) -> bool:
    """Whether an answer to the question of the morning says that all is well, and no more."""
    words = "".join(filter(str.isalnum, text[: 2 * MOST]))
    short = len(text) <= 2 * MOST and len(words) <= MOST and "?" not in text and "？" not in text
    return short and bool(WELL.search(words) and ONLY_WELL.fullmatch(words))
