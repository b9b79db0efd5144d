"""What residents have reported of late and has been mended: all of it is closed."""

from datetime import timedelta

from bot.town.given import Town
from community import issues
from community.deadlines import DAY_MS, HOUR_MS
from community.issues.kinds import Category, Result
from community.issues.satisfaction import rate
from storage import people
from storage.moments import local, moment
from storage.tx import Tx

STAFF, PROPERTY = 900_002, 900_003  # on the page
RESIDENTS = range(720, 800)  # of the invented ones
EVERY_DAYS = 3
MORNING = 10 * 60
# Category, what was wrong, what was done about it, days it took; who was not satisfied says so.
MENDED = (
    (Category.SUPPLY, "厨房下水管往外渗水", "换了一节水管，试过不漏了", 1, Result.SOLVED, True),
    (
        Category.SANITATION,
        "楼下垃圾桶满了两天没人收",
        "已清运，改成一天两趟",
        1,
        Result.SOLVED,
        True,
    ),
    (Category.FACILITIES, "健身器材的扶手松了", "拧紧了，加了垫片", 2, Result.SOLVED, True),
    (Category.PARKING, "车位线磨没了，天天有人争", "重新划了线", 5, Result.SOLVED, True),
    (Category.GREENERY, "树枝挡住了二楼的窗户", "园林队来修剪过了", 4, Result.SOLVED, True),
    (Category.PROPERTY, "想知道公摊电费怎么算的", "明细贴在公示栏了", 2, Result.EXPLAINED, False),
    (Category.FACILITIES, "单元门关不严", "换了闭门器", 1, Result.SOLVED, True),
    (Category.PETS, "楼道里总有狗尿味", "冲洗过，也跟养狗的说了", 3, Result.SOLVED, True),
    (
        Category.SUPPLY,
        "暖气不热，只有十五度",
        "放了气、清了滤网，现在二十度",
        1,
        Result.SOLVED,
        True,
    ),
    (Category.FIRE_LANE, "消防通道停了车", "车挪走了，立了牌子", 1, Result.SOLVED, True),
)


def fill(tx: Tx, town: Town, now: int) -> None:
    """The newest was closed some days ago, so that nothing waits for anybody."""
    staff, master = (people.by_telegram(tx, number) for number in (STAFF, PROPERTY))
    if staff is None or master is None:
        return
    today = local(now, town.root.zone).date()
    near = _near(town)
    for nth, (category, story, done, took, result, satisfied) in enumerate(MENDED):
        day = today - timedelta(days=7 + (len(MENDED) - nth) * EVERY_DAYS)
        day -= timedelta(days=max(0, day.weekday() - 4))  # the office works until Friday
        at = moment(day, MORNING, town.root.zone)
        who = town.resident(tx, near[nth], at)
        case = issues.report(tx, who, category, who.home_id or 0, story, (), at)
        issues.dispatch(tx, staff, case.id, master.id, at + HOUR_MS // 3)
        issues.sign(tx, master, case.id, at + HOUR_MS // 2)
        answered = at + took * DAY_MS
        issues.answer(tx, master, case.id, result, done, (), answered)
        issues.confirm(tx, who, case.id, answered + 5 * HOUR_MS)
        rate(tx, who, case.id, answered + 5 * HOUR_MS, satisfied=satisfied)


def _near(town: Town) -> list[int]:
    """Who lives in the estate that 张师傅 looks after."""
    estate, homes = town.estates[0].path, town.stairwells
    return [nth for nth in RESIDENTS if homes[nth % len(homes)].path.startswith(estate)]
