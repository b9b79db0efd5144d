"""python -m bench.year: a year of check-ins for a thousand elders, and what went wrong in it."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter

from bench.year.course import Plan, Record, run
from bench.year.verdict import judge


def _arguments() -> Plan:
    parser = argparse.ArgumentParser(prog="python -m bench.year", description=__doc__)
    usual = Plan()
    for name in ("elders", "days", "seed", "kills", "outages", "jumps", "deaths", "blocks"):
        parser.add_argument(f"--{name}", type=int, default=getattr(usual, name))
    return Plan(**vars(parser.parse_args()))


def table(record: Record, seconds: float) -> str:
    """What the year was made of."""
    notices = Counter(letter.notice for letter in record.letters.values())
    lines = [
        f"{record.plan.elders} elders, {record.plan.days} days, seed {record.plan.seed}:"
        f" {record.steps} moments, {len(record.deeds)} deeds in {seconds:.0f} s",
        f"kills {record.kills}, in the middle of work {record.in_work};"
        f" letters that came again {record.repeated}",
        f"down {len(record.down)} times, clock wrong {len(record.jumps)} times,"
        f" died {len(record.died)}, locked the bot out {len(record.shut)}",
        *(f"  {notice:<24} {count:>8}" for notice, count in sorted(notices.items())),
    ]
    return "\n".join(lines)


async def _year(plan: Plan) -> bool:
    with tempfile.TemporaryDirectory(prefix="linli-year-") as folder:
        began = time.monotonic()
        record = await run(plan, f"sqlite:///{folder}/linli.db")
        print(table(record, time.monotonic() - began), end="\n\n")
        findings = await judge(record)
    print("\n".join(one.line for one in findings))
    return not any(one.wrong for one in findings)


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(_year(_arguments())) else 1)
