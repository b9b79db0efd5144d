"""The activities held until now, each under its own origin, and some to come (domain §1).

23 of culture and recreation, 19 free clinics and 47 sessions of family education by the teams
this year to the end of August; 18 theme activities of the five parties to date.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.town.given import Town
from community.activities import attending, planning, signing
from community.activities.kinds import Category, Origin
from community.activities.repeating import FESTIVALS, Festival, days
from community.deadlines import DAY_MS, HOUR_MS
from storage import timers
from storage.activities import Plan, Words
from storage.moments import local, moment
from storage.people import Person
from storage.tx import Tx

GUESTS, FIRST = 20, 800  # of the invented residents
MONTHS = 8 * 30


@dataclass(frozen=True, slots=True)
class Kind:
    """What one of them is called, and who holds it."""

    category: Category
    origin: Origin
    titles: tuple[str, ...]
    host: str
    cohosts: str | None = None


CULTURE = Kind(
    *(Category.CULTURE, Origin.TEAM, ("广场舞排练", "合唱团活动", "棋牌交流会"), "星火文艺队"),
)
CLINIC = Kind(*(Category.CLINIC, Origin.TEAM, ("社区义诊", "免费量血压"), "健康义诊队"))
FAMILY = Kind(
    *(Category.FAMILY, Origin.TEAM, ("家长课堂", "亲子阅读", "隔代教养课"), "“三人行”家庭教育"),
)
IN_APRIL, IN_OCTOBER = (f"FREQ=YEARLY;BYMONTH={month};BYDAY=3SA" for month in (4, 10))
THEMES = (
    ("写春联送祝福", FESTIVALS[Festival.SPRING], Category.FESTIVAL, "县作家协会"),
    ("元宵挂灯笼", FESTIVALS[Festival.LANTERNS], Category.FESTIVAL, "物业公司党支部"),
    ("三八节活动", FESTIVALS[Festival.WOMEN], Category.FESTIVAL, "社会组织"),
    ("非遗“掐辫子”比赛", IN_APRIL, Category.CULTURE, "物业公司党支部"),
    ("母亲节送鲜花", FESTIVALS[Festival.MOTHERS], Category.FESTIVAL, "社会组织"),
    ("七一主题活动", FESTIVALS[Festival.PARTY], Category.FESTIVAL, "社会组织"),
    ("厨艺大赛", IN_OCTOBER, Category.CULTURE, "物业公司党支部"),
    ("腊八送粥", FESTIVALS[Festival.LABA], Category.FESTIVAL, "县直单位双报到党员"),
)
HELD = ((CULTURE, 23), (CLINIC, 19), (FAMILY, 47))
THEME_COUNT = 18
COMING = (
    (3, 15, "广场舞教学，零基础也能来", Category.CULTURE, Origin.TEAM, "广场", 30),
    (5, 9, "免费量血压、测血糖", Category.CLINIC, Origin.TEAM, "党群服务中心一楼", None),
    (8, 14, "亲子剪纸课", Category.FAMILY, Origin.TEAM, "二楼手工室", 12),
    (12, 10, "智能手机课：挂号和缴费", Category.LEARNING, Origin.COMMUNITY, "二楼教室", 20),
)


def fill(tx: Tx, town: Town, now: int) -> None:
    """Let each have been held, and let there be something to sign up for."""
    guests = [town.resident(tx, FIRST + nth, now) for nth in range(GUESTS)]
    begins = _january(town, now)
    for kind, count in HELD:
        for nth in range(count):
            at = begins + nth * (MONTHS - 10) * DAY_MS // count
            title = kind.titles[nth % len(kind.titles)]
            _held(tx, town, _plan(town, nth, kind, title, at), guests[nth % 7 :][:8])
    for nth, (day, title, category, cohosts) in enumerate(_festivals(town, now)):
        kind = Kind(category, Origin.JOINT, (title,), "广安社区", cohosts)
        at = moment(day, 9 * 60, town.root.zone)
        _held(tx, town, _plan(town, nth, kind, title, at), guests[nth % 5 :][:12])
    for nth, (ahead, hour, title, category, origin, spot, room) in enumerate(COMING):
        zone = town.root.zone
        starts = moment(local(now + ahead * DAY_MS, zone).date(), hour * 60, zone)
        place = town.communities[nth % len(town.communities)].id if nth else town.root.id
        words = Words(title, "广安街道" if nth == 0 else "社区", spot, "免费参加，欢迎带邻居一起来")
        plan = Plan(category, origin, place, words, starts, starts + 2 * HOUR_MS, None, room)
        draft = planning.draft(tx, town.office, plan, now)
        planning.publish(tx, town.office, draft.id, now)
        for guest in guests[: 4 + nth]:
            signing.sign_up(tx, guest, draft.id, 1, now)


def _festivals(town: Town, now: int) -> list[tuple[date, str, Category, str]]:
    """The newest of the theme activities, each on its day."""
    today = local(now, town.root.zone).date()
    first, last = today - timedelta(days=3 * 365), today - timedelta(days=1)
    found = [
        (day, title, category, cohosts)
        for title, rule, category, cohosts in THEMES
        for day in days(rule, first, first, last)
    ]
    return sorted(found)[-THEME_COUNT:]


def _january(town: Town, now: int) -> int:
    """When the year begins of which the figures go to the end of August."""
    today = local(now, town.root.zone).date()
    year = today.year if today.month > 8 else today.year - 1
    return moment(date(year, 1, 5), 9 * 60, town.root.zone)


def _plan(town: Town, nth: int, kind: Kind, title: str, at: int) -> Plan:
    place = town.communities[nth % len(town.communities)]
    words = Words(title, kind.host, "党群服务中心", None, kind.cohosts)
    return Plan(kind.category, kind.origin, place.id, words, at, at + 2 * HOUR_MS)


def _held(tx: Tx, town: Town, plan: Plan, guests: list[Person]) -> None:
    """Planned three days before; they signed up, were there, and it was over."""
    before = plan.starts - 3 * DAY_MS
    draft = planning.draft(tx, town.office, plan, before)
    planning.publish(tx, town.office, draft.id, before)
    for guest in guests:
        one = signing.sign_up(tx, guest, draft.id, 1, before)
        attending.mark(tx, town.office, one.id, plan.starts)
    planning.finish(tx, draft.id, "", plan.ends)
    timers.cancel(tx, planning.THANK, draft.id)  # they have been thanked
