"""What the station for employment has done: it went out, 42 employers, 35 vacancies, 26 women.

All employers and people are invented.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice, zip_longest

from bot.town.given import FEMALE, SURNAMES, Town, given
from community.deadlines import DAY_MS, HOUR_MS
from community.jobs import employers, wages
from community.jobs import vacancies as offers
from community.jobs.kinds import (
    Contract,
    Insurance,
    Reason,
    Sort,
    Source,
    Stage,
    Trade,
    Unit,
)
from community.people import How
from community.roles import Role
from community.seekers import Reach, Window, applying, counter, hours_of, outcome
from storage import people, vacancies
from storage.employers import Employer, Entry
from storage.moments import local
from storage.people import Person
from storage.places import Place
from storage.seekers import Sought
from storage.tx import Tx
from storage.vacancies import Offer, Vacancy

PUBLISHED, STANDING, WOMEN = 35, 12, 26
EVERY_DAYS = 5  # an employer comes on file
RESIDENTS = 200  # of the invented ones; those of other stations come after
STAFF = 4  # an officer and three volunteers
MONTH = 31 * DAY_MS
SKILLED = ((Trade.CATERING, "会和面、炒家常菜"), (Trade.ELDERCARE, "照顾过老人，会量血压"))
MINIMUM_FEN = (200_000, 2_000)  # an example: the office enters what its province says


@dataclass(frozen=True, slots=True)
class Line:
    """A line of business with the work there is in it."""

    sort: Sort
    trade: Trade
    names: tuple[str, str, str]
    post: str
    content: str
    hours: str
    pay: tuple[int, int, Unit]


LINES = (
    Line(
        *(Sort.SHOP, Trade.CATERING, ("春风饭店", "小满面馆", "百味早餐铺"), "面点工"),
        *("和面、擀皮、包包子，收拾案板", "123456 05:30-11:30", (2600, 3000, Unit.MONTH)),
    ),
    Line(
        *(Sort.SHOP, Trade.RETAIL, ("同乐超市", "邻家果蔬店", "晴天文具店"), "收银员"),
        *("收银、理货、打扫店面", "12345 08:30-15:30", (2400, 2800, Unit.MONTH)),
    ),
    Line(
        *(Sort.COMPANY, Trade.HOUSEKEEPING, ("安心家政", "洁净到家", "好帮手家政"), "保洁员"),
        *("上门打扫，擦玻璃，四小时起", "12345 08:00-12:00", (25, 30, Unit.HOUR)),
    ),
    Line(
        *(Sort.COMPANY, Trade.SEWING, ("锦程服装厂", "巧手缝纫社", "针线坊"), "缝纫工"),
        *("平缝、锁边，做过衣服的来了就能上手", "123456 08:00-16:00", (3200, 4200, Unit.MONTH)),
    ),
    Line(
        *(Sort.COMPANY, Trade.FACTORY, ("同心食品厂", "永顺包装厂", "三和五金厂"), "包装工"),
        *("流水线装箱、贴标", "123456 08:00-15:00", (3000, 3600, Unit.MONTH)),
    ),
    Line(
        *(Sort.PUBLIC, Trade.CHILDCARE, ("新芽托育园", "向日葵幼儿园", "小星星托管班"), "保育员"),
        *("照看孩子吃饭午睡，打扫教室", "12345 07:30-16:30", (2800, 3300, Unit.MONTH)),
    ),
    Line(
        *(Sort.PUBLIC, Trade.ELDERCARE, ("颐和养老院", "夕阳红日间照料", "康宁护理站"), "护理员"),
        *("照料老人起居，喂饭翻身，有耐心", "123456 07:00-14:00", (3200, 3800, Unit.MONTH)),
    ),
    Line(
        *(Sort.COMPANY, Trade.OFFICE, ("启明会计社", "宏图广告", "方正打字店"), "文员"),
        *("接电话、录表格、整理资料", "12345 09:00-16:00", (2600, 3200, Unit.MONTH)),
    ),
    Line(
        *(Sort.SHOP, Trade.BEAUTY, ("丽人美发", "巧巧理发店", "半夏美甲"), "学徒"),
        *("洗头、打扫，店里教手艺", "123456 10:00-17:00", (2200, 2800, Unit.MONTH)),
    ),
    Line(
        *(Sort.COMPANY, Trade.WAREHOUSE, ("速达驿站", "到家仓配", "顺路快递点"), "分拣员"),
        *("包裹扫码、上架、发件", "1234567 14:00-18:00", (22, 26, Unit.HOUR)),
    ),
    Line(
        *(Sort.COMPANY, Trade.ESTATES, ("安居物业", "和美物业", "绿园物业"), "保洁员"),
        *("楼道和院子的卫生", "123456 07:00-13:00", (2300, 2600, Unit.MONTH)),
    ),
    Line(
        *(Sort.SHOP, Trade.HEALTH, ("益民药房", "康泰药店", "仁和诊所"), "店员"),
        *("理货、抓药、收银，有健康证", "12345 08:30-16:30", (2600, 3200, Unit.MONTH)),
    ),
    Line(
        *(Sort.COMPANY, Trade.TEACHING, ("启智书院", "童画美术", "墨香书法"), "助教"),
        *("看自习、批作业、接送放学的孩子", "12345 15:30-19:30", (25, 35, Unit.HOUR)),
    ),
    Line(
        *(Sort.COMPANY, Trade.DELIVERY, ("邻里送餐", "鲜到家", "一路顺配送"), "送餐员"),
        *("在附近小区送午饭，骑电动车", "1234567 10:30-13:30", (24, 30, Unit.HOUR)),
    ),
)


@dataclass(frozen=True, slots=True)
class _Station:
    """Who works at the station."""

    officer: Person
    volunteers: Sequence[Person]


def fill(tx: Tx, town: Town, now: int) -> None:
    """Let the station have gone out, published and placed."""
    begins = now - (len(LINES) * 3 * EVERY_DAYS + 2) * DAY_MS
    month, hour = MINIMUM_FEN
    since = local(begins, town.root.zone).date()
    wages.declare(tx, town.office, month, hour, since, begins)
    station = _staffed(tx, town, begins)
    published = []
    for nth, (line, name) in enumerate(_businesses()):
        at = begins + (nth + 1) * EVERY_DAYS * DAY_MS
        place = town.estates[nth % len(town.estates)]
        employer = _on_file(tx, station, Entry(name, line.sort, place.id, *_contact(nth)), at)
        if nth < PUBLISHED:
            fresh = max(0, nth - (PUBLISHED - STANDING - 1))
            at = now - (STANDING - fresh) * DAY_MS - 2 * HOUR_MS if fresh else at + DAY_MS
            published.append(_published(tx, station, employer, line, place, at))
    _placed(tx, town, station, published[: PUBLISHED - STANDING], now)
    _at_the_counter(tx, town, station, now)


def _businesses() -> Iterator[tuple[Line, str]]:
    """Every employer by name, the lines of business mixed."""
    for turn in range(3):
        for line in LINES:
            yield line, line.names[turn]


def _contact(nth: int) -> tuple[str, str, str]:
    return f"幸福路 {nth + 1} 号", f"{SURNAMES[nth % len(SURNAMES)]}经理", f"1390000{nth:04}"


def _staffed(tx: Tx, town: Town, now: int) -> _Station:
    """One officer and three volunteers of the team."""
    found = [town.resident(tx, nth, now) for nth in range(STAFF)]
    for nth, person in enumerate(found):
        role = Role.VOLUNTEER if nth else Role.JOB_OFFICER
        people.grant(tx, person.id, role, town.root.id, town.office.id, now)
    officer, *volunteers = (people.known(tx, person.id) for person in found)
    return _Station(officer, volunteers)


def _on_file(tx: Tx, station: _Station, entry: Entry, at: int) -> Employer:
    """One of the team was there, and the officer has looked it over the same day."""
    volunteer = station.volunteers[at // DAY_MS % len(station.volunteers)]
    employer = employers.draft(tx, volunteer, entry, Source.VISIT, at)
    return employers.accept(tx, station.officer, employer.id, at + HOUR_MS)


def _published(
    tx: Tx, station: _Station, employer: Employer, line: Line, place: Place, at: int
) -> Vacancy:
    low, high, unit = line.pay
    part_time = unit == Unit.HOUR
    offer = Offer(
        post=line.post,
        trade=line.trade,
        number=2,
        content=line.content,
        hours=line.hours,
        place_id=place.id,
        stop=None,
        stops=0,
        pay_from=low,
        pay_to=high,
        pay_unit=unit,
        contract=Contract.PART_TIME if part_time else Contract.LABOUR,
        insurance=Insurance.INJURY if part_time else Insurance.FULL,
        contact_name=None,
        phone=None,
        valid_until=(local(at, place.zone).date() + timedelta(days=60)).isoformat(),
    )
    vacancy = offers.offer(tx, station.officer, employer.id, offer, at)
    return offers.approve(tx, station.officer, vacancy.id, at + HOUR_MS)


def _placed(tx: Tx, town: Town, station: _Station, published: Sequence[Vacancy], now: int) -> None:
    """Women of all estates have found work; those of long ago are still there."""
    for turn, nth in enumerate(islice(_women(town), WOMEN)):
        vacancy = published[turn % len(published)]
        _finds(tx, station, town.resident(tx, nth, now - MONTH), vacancy, now)
    for vacancy in published:
        if vacancies.known(tx, vacancy.id).stage == Stage.OPEN:
            at = (vacancy.opened or now) + 9 * DAY_MS
            offers.close(tx, station.officer, vacancy.id, Reason.FILLED, at)


def _finds(tx: Tx, station: _Station, woman: Person, vacancy: Vacancy, now: int) -> None:
    """She applies, is placed, and after thirty days both say that she is still there."""
    at = vacancy.opened or now
    application = applying.apply(tx, woman, vacancy.id, at + DAY_MS)
    outcome.place(tx, station.officer, application.id, at + 4 * DAY_MS)
    outcome.as_woman(tx, woman, application.id, woman=True)
    later = at + 36 * DAY_MS
    if later < now:
        outcome.still(tx, woman, application.id, later, there=True)
        outcome.stays(tx, station.officer, application.id, later, there=True)


def _at_the_counter(tx: Tx, town: Town, station: _Station, now: int) -> None:
    """A few more of the first community look for work without Telegram; the officer phones them."""
    path = town.communities[0].path
    near = (
        nth
        for nth in islice(_women(town), WOMEN, None)
        if town.stairwells[nth % len(town.stairwells)].path.startswith(path)
    )
    for turn, (nth, (trade, skills)) in enumerate(zip(near, SKILLED, strict=False)):
        woman = town.resident(tx, nth, now - MONTH)
        hours = hours_of((Window.DAYTIME,)).text
        said = Sought((trade,), hours, (), 2600, skills, (), told=True)
        number = people.phone(tx, woman) or ""
        at = now - (turn + 2) * DAY_MS
        counter.enter(tx, station.officer, number, How.ORAL, Reach.ANYWHERE, said, at)


def _women(town: Town) -> Iterator[int]:
    """Who of the invented residents has the name of a woman, estate by estate in turn."""
    found: dict[str, list[int]] = {estate.path: [] for estate in town.estates}
    for nth in range(STAFF, RESIDENTS):
        home = town.stairwells[nth % len(town.stairwells)]
        estate = next(path for path in found if home.path.startswith(path))
        if given(nth) in FEMALE:
            found[estate].append(nth)
    for together in zip_longest(*found.values()):
        yield from (nth for nth in together if nth is not None)
