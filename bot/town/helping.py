"""Four stations with 18 teams, 108 volunteers of whom 20 are skilled helpers (domain §1).

Four teams have the names that were reported; the other fourteen are invented and say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import cycle

from bot.town.given import Town
from community.deadlines import DAY_MS, HOUR_MS
from community.seekers import Reach, Window, hours_of
from community.tasks import Wanted, counting, doing, joining, offering, open_task
from community.tasks import teams as rules
from community.tasks.joining import Offered
from community.tasks.kinds import Age, Skill
from storage import hours, people
from storage.moments import local, moment
from storage.people import Person
from storage.teams import Team
from storage.tx import Tx

VOLUNTEERS, BEFORE, SKILLED = 108, 88, 20  # grown from 88
FIRST = 600  # of the invented residents
DONE = 24  # tasks of the last weeks
MORNING, AFTERNOON = 9, 15  # the hours at which they begin
NEIGHBOUR = 900_006  # 小周 of the page, one of the 108
INVENTED = "（演示用的虚构队）"


@dataclass(frozen=True, slots=True)
class Line:
    """A team: its name, what it does, what most of its tasks need; reported or invented."""

    name: str
    charter: str
    skill: Skill | None
    reported: bool = False


STATIONS: dict[str, Sequence[Line]] = {
    "社区红娘": (
        Line("社区红娘", "本人自愿、不收费；认识不认识，两边都点头才算。", None, reported=True),
        Line("相亲会帮手", "布置场地、签到、倒茶水。", Skill.HANDS),
        Line("婚俗新风", "喜事简办，写喜联、拍合影。", Skill.ARTS),
    ),
    "星光“一助一”": (
        Line("暖心“唠嗑”", "一小时内回电话，陪着说说话，不传家长里短。", Skill.TALK, reported=True),
        Line("跑腿小分队", "代买代取，钱当面点清，有小票。", Skill.ERRANDS),
        Line("陪诊队", "陪看病、取药，不替人做决定。", Skill.ESCORT),
        Line("能人工坊", "小修小补，不收工钱，换件按原价。", Skill.MENDING),
        Line("水电义修", "持证上岗，登高两个人。", Skill.ELECTRICS),
        Line("手机课堂", "手把手教，不碰别人的密码。", Skill.PHONES),
    ),
    "“面对面”妇女就业信息互助": (
        Line("走访小组", "上门问用工，如实记。", Skill.HANDS),
        Line("巧手编织", "草编、缝纫，一起做一起卖。", Skill.ARTS),
        Line("妈妈帮", "临时看孩子，两个人在场。", Skill.TEACHING),
    ),
    "“五心”先锋": (
        Line("“环保妈妈”", "每周六捡垃圾、教分类。", Skill.GREEN, reported=True),
        Line("“三人行”家庭教育", "给家长讲课，陪孩子写作业。", Skill.TEACHING, reported=True),
        Line("平安巡逻", "傍晚两人一组，看见险情先报。", Skill.ORDER),
        Line("义诊小站", "量血压、测血糖，有事请去医院。", Skill.HEALTH),
        Line("法律明白人", "解释政策，不代打官司。", Skill.LAW),
        Line("理发角", "给行动不便的老人上门理发。", Skill.HAIR),
    ),
}
STARLIGHT = "星光“一助一”"
JOBS = (
    (Skill.ERRANDS, "帮一位老人买药取快递", 60),
    (Skill.MENDING, "修一扇关不严的窗", 60),
    (Skill.GREEN, "楼前花坛拔草浇水", 120),
    (Skill.HANDS, "搬会议室的桌椅", 60),
)


def fill(tx: Tx, town: Town, now: int) -> None:
    """Found the teams, let people join them, and let some tasks be done and one be looked for."""
    begins = now - 300 * DAY_MS
    found = [team for name in STATIONS for team in _station(tx, town, name, begins)]
    helpers = [_helper(tx, town, nth, now) for nth in range(VOLUNTEERS)]
    _belong(tx, town, found, helpers, now)
    # Those who can be asked at any time have done it, on Sundays, too.
    able = cycle(who for nth, who in enumerate(helpers[:20]) if not _old(nth))
    for nth in range(DONE):
        skill, what, minutes = JOBS[nth % len(JOBS)]
        at = _at(town, now, (nth - DONE) * 3, MORNING)
        _done(tx, town, next(able), skill, what, minutes, at)
    _looked_for(tx, town, helpers[-1], now, _at(town, now, 4, AFTERNOON))


def _at(town: Town, now: int, days: int, hour: int) -> int:
    """So many days on, at an hour at which one helps."""
    day = local(now, town.root.zone).date() + timedelta(days=days)
    return moment(day, hour * 60, town.root.zone)


def _station(tx: Tx, town: Town, name: str, at: int) -> list[Team]:
    station = rules.found_station(tx, town.office, town.root, name, at)
    return [
        rules.found(tx, town.office, station.id, line.name, _charter(line), line.skill, at)
        for line in STATIONS[name]
    ]


def _charter(line: Line) -> str:
    return line.charter if line.reported else line.charter + INVENTED


def _old(nth: int) -> bool:
    """Whether the nth is old, and helps by day."""
    return nth % 9 == 4


def _helper(tx: Tx, town: Town, nth: int, now: int) -> Person:
    """The nth volunteer, checked by the office; the last of them has a phone on the page."""
    at = now - (280 - nth if nth < BEFORE else 100 - (nth - BEFORE)) * DAY_MS
    page = people.by_telegram(tx, NEIGHBOUR) if nth == VOLUNTEERS - 1 else None
    who = page or town.resident(tx, FIRST + nth, at)
    skills = (tuple(Skill)[nth % len(Skill)], Skill.HANDS)
    said = Offered(skills, hours_of((Window.ALWAYS,)), Reach.ANYWHERE, Age.ADULT)
    if _old(nth):
        said = replace(said, age=Age.SENIOR, hours=hours_of((Window.DAYTIME,)))
    one = joining.apply(tx, who, said, at)
    joining.accept(tx, town.office, one.id, at + HOUR_MS)
    if nth < SKILLED:
        joining.recognise(tx, town.office, one.id, at + 2 * HOUR_MS)
    return people.known(tx, who.id)


def _belong(tx: Tx, town: Town, found: Sequence[Team], helpers: Sequence[Person], now: int) -> None:
    """All belong to a team of 星光“一助一”, every third to one of another station, too."""
    first = len(STATIONS["社区红娘"])
    own = found[first : first + len(STATIONS[STARLIGHT])]
    others = [team for team in found if team not in own]
    for nth, who in enumerate(helpers):
        rules.join(tx, who, own[(nth + 1) % len(own)].id, now - 90 * DAY_MS)
        if nth % 3 == 0:
            rules.join(tx, who, others[nth // 3 % len(others)].id, now - 60 * DAY_MS)
    at = now - 60 * DAY_MS
    leaders = [*helpers[len(own) - 1 :][: len(own)], *helpers[::3][: len(others)]]
    led = [
        rules.appoint(tx, town.office, team.id, who.id, at)
        for team, who in zip((*own, *others), leaders, strict=True)
    ]
    # Who leads the first team of a station leads the station, too.
    for station_id, leader_id in {team.station_id: team.leader_id for team in led[::-1]}.items():
        assert leader_id is not None
        rules.appoint_to_station(tx, town.office, station_id, leader_id, at)


def _wanted(place_id: int, skill: Skill, what: str, minutes: int, starts: int) -> Wanted:
    ends = starts + minutes * 60_000
    return Wanted(place_id=place_id, skill=skill, what=what, starts=starts, ends=ends)


def _done(tx: Tx, town: Town, who: Person, skill: Skill, what: str, minutes: int, at: int) -> None:
    """Somebody took it, did it, and the office has confirmed the hour."""
    place = who.home_id or town.root.id
    wanted = replace(_wanted(place, skill, what, minutes, at), urgent=True)
    task = open_task(tx, town.office, wanted, at)
    offering.offer(tx, who, task.id, at)
    doing.finish(tx, who, task.id, minutes, None, at + minutes * 60_000)
    for given in hours.noted_below(tx, town.root.path, 9):
        counting.confirm(tx, town.office, given.id, None, at + DAY_MS)


def _looked_for(tx: Tx, town: Town, near: Person, now: int, starts: int) -> None:
    """What is to be done where 小周 of the page lives."""
    skill, what, minutes = JOBS[-1]
    wanted = _wanted(near.home_id or town.root.id, skill, what, minutes, starts)
    open_task(tx, town.office, wanted, now)
