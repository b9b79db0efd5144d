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


def sounds_well(text: str) -> bool:
    """Whether an answer to the question of the morning says that all is well, and no more."""
    words = "".join(filter(str.isalnum, text[: 2 * MOST]))
    short = len(text) <= 2 * MOST and len(words) <= MOST and "?" not in text and "？" not in text
    return short and bool(WELL.search(words) and ONLY_WELL.fullmatch(words))
