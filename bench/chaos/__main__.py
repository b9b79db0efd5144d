"""python -m bench.chaos: kill the bot under traffic and faults, and say what was lost."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from bench.chaos.course import Plan, run
from bench.chaos.table import table
from bench.chaos.verdict import judge


def _plan() -> tuple[Plan, Path | None]:
    parser = argparse.ArgumentParser(prog="python -m bench.chaos", description=__doc__)
    usual = Plan()
    parser.add_argument("--kills", type=int, default=usual.kills)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--keep", type=Path, help="a folder for the database and the log")
    given = parser.parse_args()
    return Plan(given.kills, given.seed), given.keep


async def _whole(plan: Plan, folder: Path) -> bool:
    record = await run(plan, folder)
    findings = await judge(record)
    print(table(record, findings))
    return not any(finding.wrong for finding in findings)


def main() -> int:
    """Run, print, and end with 1 where anything was wrong."""
    plan, keep = _plan()
    with tempfile.TemporaryDirectory(prefix="linli-chaos-") as folder:
        whole = asyncio.run(_whole(plan, keep or Path(folder)))
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
