"""Numbers as people write them: 3, ３, 三, 十五, 两百零五, 3个."""

from __future__ import annotations

import re
import unicodedata

ONES = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
MYRIAD = "万"
NUMERAL = f"[{''.join((*ONES, *UNITS, MYRIAD))}]"
DIGITS_MOST = 12
SENTENCE_MOST = 200
# Behind 十五 and its like only what is counted with: 一样 is no number.
COUNTED = (
    "个人|口人|个小时|小时|分钟|平方米|平米|公里|公斤|块钱|"
    "个|人|位|名|户|家|口|间|套|栋|层|楼|台|辆|次|回|天|周|年|岁|件|张|只|条|米|斤|元|块|份|盏|棵|月"
)
_OF_PLACES = re.compile(rf"{NUMERAL}{{1,8}}(?=号|栋|幢|楼|单元|组|期|区|弄)")
_ABOUT = "(?:大约|大概|约|共|一共|要|只要|需要)?"
_ENOUGH = "(?:左右|上下)?(?:就?(?:行|好|够|可以|足够)|即可)?[了吧]?"
_ARABIC = re.compile(rf"{_ABOUT}([+-]?\d{{1,{DIGITS_MOST}}})\s*[^\W\d_]{{0,8}}\.?")
_CHINESE = re.compile(rf"{_ABOUT}({NUMERAL}{{1,16}})\s*(?:(?:{COUNTED}){_ENOUGH})?")
# 三天, two weeks; in 三天后 it is a day, and 3月 is a month of the year.
_LASTING = re.compile(
    rf"(?<!第)(\d{{1,3}}|{NUMERAL}{{1,5}})\s*"
    r"(?:(天(?!之?以?[前后])|days?\b)|(个?(?:周|星期|礼拜)(?![一二三四五六日天末])|weeks?\b)"
    r"|(个月|months?\b))"
)
_COUNT = re.compile(rf"\d{{1,3}}|{NUMERAL}{{1,5}}")
_GROUPED = re.compile(r"(?<=\d)[,\s](?=\d{3}(?!\d))")


def plain(text: str) -> str:
    """Return typed text with full-width signs made ordinary and the ends cut off."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def read_number(text: str) -> int | None:
    """Return the whole number that is all there is, maybe with what is counted, or None."""
    text = _GROUPED.sub("", plain(text[:100])).rstrip("。.!")
    if found := _ARABIC.fullmatch(text):
        return int(found[1])
    if found := _CHINESE.fullmatch(text):
        return read_numeral(found[1])
    return None


def read_days(text: str) -> int | None:
    """Return the one number of days a sentence speaks of, or is; None for none or several."""
    text = plain(text[:SENTENCE_MOST])
    found = {
        (_count(times) or 0) * (7 if weeks else 30 if months else 1)
        for times, _days, weeks, months in _LASTING.findall(text)
    }
    if not found and _COUNT.fullmatch(text):
        return _count(text)
    return found.pop() if len(found) == 1 else None


def _count(text: str) -> int | None:
    return int(text) if text.isdecimal() else read_numeral(text)


def read_numeral(text: str) -> int | None:
    """Return what a Chinese numeral says, or None if it says nothing: 十十."""
    if text.count(MYRIAD) > 1:
        return None
    head, myriad, rest = text.partition(MYRIAD)
    if not myriad:
        return _below_myriad(text)
    high, low = _below_myriad(head), _below_myriad(rest) if rest else 0
    if high is None or low is None:
        return None
    # 一万二 is 12,000, but 一万零二 is 10,002.
    return high * 10_000 + (low * 1000 if len(rest) == 1 else low)


def digits(text: str) -> str:
    """Return words about a place with its numbers in digits: 三号楼 and ３号楼 are 3号楼."""

    def read(found: re.Match[str]) -> str:
        value = read_numeral(found[0])
        return found[0] if value is None else str(value)

    return _OF_PLACES.sub(read, "".join(plain(text).split()))


def _below_myriad(text: str) -> int | None:
    if not text:
        return None
    if all(sign in ONES for sign in text):  # 二〇二六, digit by digit
        return int("".join(str(ONES[sign]) for sign in text))
    total, digit, last = 0, None, 10_000
    for sign in text:
        if sign in ONES:
            if digit:
                return None
            digit = ONES[sign]
        else:
            unit = UNITS[sign]
            if unit >= last:
                return None
            total += (1 if digit is None else digit) * unit
            digit, last = None, unit
    if digit is None:
        return total
    # 一百二 is 120, but 一百零二 is 102.
    short = last > 10 and text[-2] in UNITS
    return total + digit * (last // 10 if short else 1)
