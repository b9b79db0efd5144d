"""/metrics and /healthz over HTTP: what happened is counted, and nothing in it is personal."""

import re

import aiohttp

from storage import timers
from tests.town import cast, dispatches, free_port, reports, standing

LINE = re.compile(r'(?:# (?:HELP|TYPE) .+|[a-z_]+(?:\{(?:[a-z]+="[\w.]*",?)*\})? [0-9.e+-]+)')


async def _page(address: str) -> str:
    async with aiohttp.ClientSession() as session, session.get(f"{address}/metrics") as answer:
        assert answer.status == 200
        assert answer.content_type == "text/plain"
        return await answer.text()


def _value(page: str, sample: str) -> float:
    return next(
        float(line.rpartition(" ")[2]) for line in page.split("\n") if line.startswith(sample)
    )


async def test_what_happened_is_counted(database_url: str) -> None:
    address = f"127.0.0.1:{free_port()}"
    async with standing(database_url, listen=address) as town:
        wang, li, _zhang = await cast(town)
        await reports(wang, "三号楼的路灯坏了")
        await dispatches(li)
        await town.injects("message", {"nonsense": True})
        await town.quiet()
        before = town.clock.now()
        await town.run(lambda tx: timers.add(tx, "no.such.kind", 1, "1", before + 60_000, before))
        town.clock.advance(90_000)
        await town.app.timing.scan()
        await town.quiet()
        page = await _page(f"http://{address}")
    assert all(LINE.fullmatch(line) for line in page.strip().split("\n")), page
    assert _value(page, 'linli_updates_total{outcome="handled"}') > 8
    assert _value(page, 'linli_updates_total{outcome="set_aside"}') == 1
    assert _value(page, 'linli_letters_total{rank="reply",state="sent"}') > 8
    assert _value(page, 'linli_timers_total{kind="no.such.kind",state="set_aside"}') >= 1
    assert _value(page, 'linli_errors_total{part="timing",kind="KeyError"}') >= 1
    assert _value(page, "linli_timer_lateness_seconds_total ") >= 30
    assert _value(page, "linli_well ") == 1
    assert _value(page, 'linli_outbox_waiting{rank="reply"}') == 0
    for personal in ("路灯", "王阿姨", "900001", "3号楼"):
        assert personal not in page
