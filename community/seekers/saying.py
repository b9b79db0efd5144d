"""What a free sentence about work names: whether somebody hires, which work, what time."""

import re

from community.jobs.kinds import Trade
from community.seekers import Window

HIRES = re.compile(
    r"(?:要|想|打算|准备|怎么)招|发布(?:招|岗)|^招(?![聘工])|招个|用工需求|(?<!哪家)缺(?:人|帮手|个)"
    r"|我们?的?(?:店|厂|公司|家|饭馆|饭店|单位)里?.{0,3}招"
    r"|雇个?人|请个.{0,4}(?:阿姨|保姆|帮工)|\bhir(?:e|ing)\b(?! me)|looking for (?:staff|workers)",
    re.IGNORECASE,
)
NAMED = {
    Trade.CHILDCARE: r"月嫂|育儿|[带看]孩子的活|保育|\bnanny|babysit|child ?care",
    Trade.ELDERCARE: r"护工|护理|陪护|照[顾料]老人的|养老院|\bcarer|elder ?care",
    Trade.HOUSEKEEPING: r"保洁|家政|钟点工|打扫|保姆|做饭阿姨|\bclean|housekeep",
    Trade.CATERING: r"厨|餐|饭店|面点|洗碗|服务员|食堂|\bcook|kitchen|restaurant|waiter|waitress",
    Trade.RETAIL: r"超市|收银|营业员|导购|理货|卖货|看店|\bcashier|shop|supermarket|sales",
    Trade.SEWING: r"缝纫|裁缝|手工活|串珠|针织|\bsew|handicraft",
    Trade.FACTORY: r"工厂|厂里|进厂|车间|流水线|普工|\bfactory",
    Trade.OFFICE: r"文员|会计|办公室|前台|打字|\boffice|account",
    Trade.TEACHING: r"老师|家教|幼师|代课|\bteach|tutor",
    Trade.HEALTH: r"护士|药店|\bnurse|pharmacy",
    Trade.BEAUTY: r"美容|美发|理发|美甲|\bhair|beauty",
    Trade.DELIVERY: r"快递|外卖|司机|开车|送货|\bdriv|deliver",
    Trade.WAREHOUSE: r"仓库|分拣|打包|库管|\bwarehouse|packing",
    Trade.ESTATES: r"保安|门卫|物业的活|值班员|\bsecurity|guard",
}
TRADES_NAMED = {trade: re.compile(words, re.IGNORECASE) for trade, words in NAMED.items()}
WINDOWS_NAMED = {
    Window.NIGHTS: re.compile(r"夜班|上夜|\bnight"),
    Window.SCHOOL: re.compile(r"接送?孩子|上学的时候|放学|\bschool"),
    Window.WEEKENDS: re.compile(r"周末|双休日|星期[六天日]|\bweekend"),
    Window.EVENINGS: re.compile(r"晚上|下班后|\bevening"),
    Window.MORNINGS: re.compile(r"上午|早上|半天班|\bmorning"),
    Window.AFTERNOONS: re.compile(r"下午|\bafternoon"),
}


def hires(text: str) -> bool:
    """Whether somebody looks for people rather than for work."""
    return HIRES.search(text) is not None


def trade_of(text: str) -> Trade | None:
    """The work that is named, if it is any we know."""
    return next((trade for trade, named in TRADES_NAMED.items() if named.search(text)), None)


def window_of(text: str) -> Window | None:
    """The time that is named."""
    return next((at for at, named in WINDOWS_NAMED.items() if named.search(text)), None)
