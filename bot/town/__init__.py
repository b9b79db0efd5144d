"""The demonstration town: places, a cast and what its stations have done, made through the rules.

广安社区, 森林公园小区 and 金域华府小区 with its 38 stairwells are named in docs; the other
communities, estates and all people are fiction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.town.stations import fill
from community import people as rules
from community.places import Kind, ensure_root
from community.roles import Role
from storage import people, places
from storage.places import Place
from storage.tx import Tx

NAME = "广安街道"
# Estate → stairwells of each building.
ESTATES: Mapping[str, Mapping[str, tuple[int, ...]]] = {
    "广安社区": {
        "森林公园小区": (2, 2, 3, 3, 2, 2),
        "金域华府小区": (3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4),
    },
    "向阳社区": {"向阳小区": (2, 2, 2), "学府花园": (2, 3)},
    "新华社区": {"新华里": (3, 3), "锦绣家园": (2, 2, 2)},
    "河畔社区": {"河畔人家": (2, 2), "柳荫小区": (3, 2)},
}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a phone in the demonstration; everybody here is invented."""

    telegram_id: int
    name: str
    hint: str
    home: str
    roles: tuple[Role, ...] = ()
    at: str | None = None


ESTATE = "广安社区/森林公园小区"
CAST = (
    Member(900_001, "王阿姨", "居民", f"{ESTATE}/3号楼/2单元"),
    Member(
        900_002, "小李", "社区工作者", f"{ESTATE}/1号楼/1单元", (Role.COMMUNITY_STAFF,), "广安社区"
    ),
    Member(900_003, "张师傅", "物业", f"{ESTATE}/2号楼/1单元", (Role.PROPERTY,), ESTATE),
)
# On the page only: who sets the office up, who works for the stations, a young neighbour.
OFFICE = Member(
    900_004, "周主任", "街道 · 管理员", f"{ESTATE}/1号楼/2单元", (Role.SUBDISTRICT_STAFF,), ""
)
COLLEAGUE = Member(
    900_008, "吴干事", "街道工作人员", f"{ESTATE}/4号楼/2单元", (Role.SUBDISTRICT_STAFF,), ""
)
STATIONS = Member(
    900_005,
    "陈姐",
    "红娘 · 调解 · 就业",
    f"{ESTATE}/5号楼/1单元",
    (Role.MATCHMAKER, Role.MEDIATOR, Role.JOB_OFFICER),
    "广安社区",
)
NEIGHBOUR = Member(900_006, "小周", "居民, 29岁", f"{ESTATE}/3号楼/1单元")
GRANNY = Member(900_007, "王奶奶", "居民, 独居, 82岁", f"{ESTATE}/2号楼/2单元")
ON_THE_PAGE = (*CAST, GRANNY, OFFICE, STATIONS, NEIGHBOUR, COLLEAGUE)
GUIDE = {
    "title": "两分钟试一试",
    "lines": [
        "王阿姨：点“📢 反映问题”，选照明，选“我家”，写一句怎么回事，照片可以跳过，点“✅ 提交”",
        "小李：在收到的卡片上点“受理派单”，选张师傅",
        "张师傅：点“签收”，修好了点“回单”，选“已解决”，写一句，照片可以跳过，点“✅ 提交”",
        "王阿姨：点“解决了”",
        "王阿姨：打一句话，比如“楼上半夜拖椅子，睡不着”，看它带您去哪儿",
        "王阿姨：点“🤝 邻里调解”，一步步填；陈姐接下来，把链接转给小周，两边分开说",
        "小周：点“💼 找工作”，点六下填好求职卡，看哪些岗位适合、为什么，再点“我想应聘”",
        "小周：点“💞 社区红娘”登记；陈姐看过证件，给他介绍，两边各自回答",
        "周主任：打 /broadcast 写一条发给全街道的通知，送审；吴干事看过，点“同意发送”",
        "王奶奶一个人住：一直点“⏩ 到下一步”，看早上没有消息时怎么一步步请人去看她",
        "王阿姨是她的联系人：收到后点“打通了，平安”，大家就都放心了",
    ],
    "stops": [
        {"time": "07:00", "says": "王奶奶按了“😊 我挺好”，今天就没事；不按，再往下点"},
        {"time": "09:00", "says": "还没有消息：问王奶奶一句"},
        {"time": "09:30", "says": "再问一次"},
        {"time": "10:00", "says": "请联系人王阿姨打个电话"},
        {"time": "11:00", "says": "请邻居小周去敲门"},
        {"time": "12:00", "says": "请网格员张师傅上门"},
        {"time": "13:00", "says": "请值班的小李，一直到有人接"},
    ],
}


def settled(tx: Tx, zone: str, now: int) -> None:
    """Make the town with its office and all that its stations have done, once."""
    if build(tx, zone, now, ON_THE_PAGE):
        for member in ON_THE_PAGE:
            person = people.by_telegram(tx, member.telegram_id)
            assert person is not None
            people.set_phone(tx, person.id, f"1380000{member.telegram_id % 900_000 + 9_000}")
        office = people.by_telegram(tx, OFFICE.telegram_id)
        assert office is not None
        fill(tx, office.id, now)


def build(tx: Tx, zone: str, now: int, cast: Sequence[Member] = CAST) -> bool:
    """Make the places and the cast; a town that stands is left alone, and False."""
    root = ensure_root(tx, NAME, zone, now)
    if places.below(tx, root.id):
        return False
    root = places.rename(tx, root, NAME)  # the bot may have made it without one
    found = {"": root}
    for community, estates in ESTATES.items():
        found[community] = places.add(tx, root, Kind.COMMUNITY, community, zone, now)
        for estate, buildings in estates.items():
            _estate(tx, found, f"{community}/{estate}", buildings, now)
    for member in cast:
        _settle(tx, found, member, now)
    return True


def _estate(
    tx: Tx, found: dict[str, Place], path: str, buildings: tuple[int, ...], now: int
) -> None:
    above, _slash, name = path.rpartition("/")
    parent = found[above]
    estate = found[path] = places.add(tx, parent, Kind.ESTATE, name, parent.zone, now)
    for number, stairwells in enumerate(buildings, 1):
        building = places.add(tx, estate, Kind.BUILDING, f"{number}号楼", estate.zone, now)
        for unit in range(1, stairwells + 1):
            name = f"{unit}单元"
            place = places.add(tx, building, Kind.STAIRWELL, name, estate.zone, now)
            found[f"{path}/{building.name}/{name}"] = place


def _settle(tx: Tx, found: Mapping[str, Place], member: Member, now: int) -> None:
    person = rules.meet(tx, member.telegram_id, "zh", frozenset(), now)
    rules.join(tx, person, member.name, found[member.home].id, now)
    for role in member.roles:
        people.grant(tx, person.id, role, found[member.at or ""].id, None, now)
