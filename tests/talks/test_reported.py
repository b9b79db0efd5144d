"""On /stats the office reads what was reported, each number with its period (domain §1)."""

from collections.abc import Sequence

from bot import town as demonstration
from simulator.client import Phone
from storage.moments import local
from tests.town import greeted, standing

# Of this year to the end of August; the origins are two counts, and have no sum.
TO_AUGUST: dict[str, Sequence[str]] = {
    "🤝 纠纷调解": ("▪️ 志愿者调解队\n调解成功 100% (33/33)（到期末累计 33）",),
    "🎉 社区活动": (
        *("文体娱乐：23 场", "义诊健康：19 场", "家庭教育：47 场"),
        "▪️ 志愿服务队：89 场（到期末累计 89 场）",
    ),
}
TO_DATE: dict[str, Sequence[str]] = {
    "🤝 纠纷调解": ("▪️ 居民议事厅\n", "（到期末累计 12）", "（到期末累计 33）"),
    "💼 就业": tuple(f"（到期末累计 {n}）" for n in (42, 35, 26, 8)),
    "💞 社区红娘": ("志愿红娘（现有） 18", "登记单身（累计） 123", "牵线（累计） 52"),
    "🎉 社区活动": ("▪️ 五方联动（主题活动）：", "（到期末累计 18 场）"),
    "🧡 志愿服务": ("志愿服务站 4\n下设志愿队 18", "志愿者人数 108\n其中能人 20"),
    "😊 平安问候": ("期末在册、每天问候的老人 7\n",),
}


async def _reads(office: Phone, period: str, said: dict[str, Sequence[str]]) -> None:
    for section, numbers in said.items():
        await office.taps(section)
        page = (await office.sees(f"📊 统计 · {section}"))["text"]
        for each in (period, *numbers):
            assert each in page


async def test_every_number_that_was_reported(sqlite_url: str) -> None:
    async with standing(sqlite_url, founds=demonstration.settled) as town:
        office = await greeted(await town.phone("周主任", demonstration.OFFICE.telegram_id))
        today = local(town.clock.now(), town.settings.timezone).date()
        year = today.year if today.month > 8 else today.year - 1
        await office.says("/stats")
        await office.sees("📊 统计 · 📢 问题办理\n📍 广安街道")
        await office.taps("📅 自选日期")
        await office.sees("从哪一天")
        await office.says(f"{year}-01-01")
        await office.sees("到哪一天")
        await office.says(f"{year}-08-31")
        await office.sees(f"🗓 {year}-01-01 – {year}-08-31")
        await _reads(office, f"🗓 {year}-01-01 – {year}-08-31", TO_AUGUST)
        await office.taps("本月")
        await office.sees(f"🗓 {today:%Y-%m}-01 – ")
        await _reads(office, f"🗓 {today:%Y-%m}-01 – ", TO_DATE)
