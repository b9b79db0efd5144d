"""python -m bench.chaos.year: a year of check-ins, and what came of each morning."""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from bench.chaos.findings import Finding
from bench.chaos.year.lived import Year
from bench.chaos.year.street import settle
from bench.chaos.year.verdict import judge
from bench.chaos.year.weather import forecast
from community.deadlines import DAY_MS
from storage.cipher import Cipher
from storage.opening import open_database

BEGIN = 1_767_225_600_000 + DAY_MS  # 2026-01-02, UTC


async def lived(
    url: str, elders: int, days: int, seed: int, secret: str | None = None
) -> tuple[Year, list[Finding]]:
    """Live so many days with so many elders; what happened, and what had to hold."""
    rng = random.Random(seed)
    database = await open_database(url, Cipher.from_secret(secret or Cipher.new_secret()))
    try:
        await database.migrate(BEGIN - DAY_MS)
        people = await database.run(partial(settle, size=elders, rng=rng, now=BEGIN - DAY_MS))
        year = Year(database, people, rng)
        await year.live(BEGIN - DAY_MS, days + 1, forecast(BEGIN, days - 1, rng))
        return year, await database.run(partial(judge, year=year, days=days))
    finally:
        await database.close()


def table(year: Year, findings: list[Finding], seconds: float) -> str:
    """What happened and what was found, for people."""
    happened = [f"  {name:<44} {number:>8}" for name, number in sorted(year.happened.items())]
    head = f"a year of check-ins: {len(year.elders)} elders in {seconds:.0f} s"
    return "\n".join([head, *happened, "", *(one.line for one in findings)])


def main() -> int:
    """Live it, print, and end with 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.chaos.year", description=__doc__)
    parser.add_argument("--elders", type=int, default=1000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="linli-year-") as folder:
        url = f"sqlite:///{Path(folder) / 'year.db'}"
        year, findings = asyncio.run(lived(url, given.elders, given.days, given.seed))
    print(table(year, findings, time.monotonic() - begun))
    return 1 if any(one.wrong for one in findings) else 0


if __name__ == "__main__":
    sys.exit(main())
