"""Single people and their matchmaker, for the talks of matchmaking."""

from functools import partial

from community import people as rules
from community.places import Kind
from simulator.client import Phone
from storage import people, places
from storage.tx import Tx
from tests.town import Town, greeted

HE, MEI, QIANG = 900_301, 900_302, 900_303
PHONES = {HE: "13900000301", MEI: "13900000302", QIANG: "13900000303"}
HOMES = {HE: "广安社区", MEI: "森林公园小区", QIANG: "金域华府小区"}


async def singles(town: Town) -> tuple[Phone, Phone, Phone]:
    """何红娘 of 广安社区, 小梅 of 森林公园小区, 阿强 of 金域华府小区."""
    phones = [
        await town.phone(name, number)
        for name, number in (("何红娘", HE), ("小梅", MEI), ("阿强", QIANG))
    ]
    await town.run(partial(_settled, now=town.clock.now()))
    he, mei, qiang = [await greeted(phone) for phone in phones]
    return he, mei, qiang


def _settled(tx: Tx, now: int) -> None:
    found = places.of_kinds(tx, places.roots(tx)[0].path, (Kind.COMMUNITY, Kind.ESTATE))
    for number, name in ((HE, "何红娘"), (MEI, "小梅"), (QIANG, "阿强")):
        home = next(place for place in found if place.name == HOMES[number])
        who = rules.meet(tx, number, "zh", frozenset(), now)
        rules.join(tx, who, name, home.id, now)
        people.set_phone(tx, who.id, PHONES[number])
        if number == HE:
            people.grant(tx, who.id, "matchmaker", home.id, None, now)


async def registers(phone: Phone, sex: str, born: str, matchmaker: str = "何红娘") -> None:
    """Somebody registers for themselves, and chooses a matchmaker."""
    await phone.taps("💞 社区红娘")
    await phone.taps("💞 我要登记")
    for answer in ("同意", "给自己", "未婚", sex):
        await phone.taps(answer)
    await phone.says(born)
    await phone.taps("没有孩子")
    await phone.sees("有想找的红娘吗")
    await phone.taps(matchmaker)
    await phone.sees("提交就是声明")
    await phone.taps("✅ 提交")
    await phone.sees("登记好了")


async def verifies(matchmaker: Phone) -> None:
    """The matchmaker has seen the papers of whom the newest card is about."""
    await matchmaker.taps("✅ 证件看过了")
    await matchmaker.taps("✅ 是，都看过了")
    await matchmaker.sees("🟢 红娘正在留心")
