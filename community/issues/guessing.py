"""What a free sentence seems to be about: only where the words are plain."""

import re

from community.issues.kinds import Category

PLAIN = {
    Category.LIGHTING: "灯|照明",
    Category.LIFTS: "电梯|轿厢",
    Category.SUPPLY: "停水|没水|水管|自来水|停电|没电|断电|跳闸|停气|没气|燃气|煤气|暖气|供暖|不热",
    Category.SANITATION: "垃圾|脏|卫生|臭|堆杂物|污水|蚊|老鼠|蟑螂",
    Category.GREENERY: "树|草坪|绿化|花坛|绿篱",
    Category.NOISE: "噪音|噪声|吵|扰民|装修声",
    Category.PARKING: "停车|车位|乱停|占道",
    Category.FIRE_LANE: "消防通道|消防栓|灭火器|安全出口|堵塞通道",
    Category.PETS: "狗|犬|猫|宠物",
    Category.PROPERTY: "物业",
    Category.FACILITIES: "健身器材|门禁|单元门|井盖|护栏|长椅|滑梯|下水道|扶手|路面|台阶|墙皮",
}
WRONG = re.compile(
    r"坏|破|裂|断|掉|塌|漏|堵|停|没|不|乱|脏|臭|吵|响|闪|卡|占|堆|挡|歪|松|少|丢|滑|积水|冒|味"
)
ASKS = re.compile(r"[?？]|吗|怎么|多少|几点|什么时候|哪里|谢谢|感谢")


def category_of(text: str) -> Category | None:
    """The one category whose words are in the text."""
    found = [category for category, words in PLAIN.items() if re.search(words, text)]
    return found[0] if len(found) == 1 else None


def sounds_wrong(text: str) -> bool:
    """Whether a sentence says plainly that something is not as it should be."""
    return category_of(text) is not None and bool(WRONG.search(text)) and not ASKS.search(text)
