"""python -m bench.chaos: kill the bot under traffic and faults, and say what was lost."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from bench.chaos.course import Plan, run
from bench.chaos.ground import GROUNDS
from bench.chaos.table import table
from bench.chaos.verdict import judge


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.chaos", description=__doc__)
    usual = Plan()
    parser.add_argument("engines", nargs="*", metavar="engine", help="sqlite, postgresql; both")
    parser.add_argument("--kills", type=int, default=usual.kills)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--keep", type=Path, help="a folder for the databases and the logs")
    arguments = parser.parse_args()
    for name in arguments.engines:
        if name not in GROUNDS:
            parser.error(f"there is no engine {name!r}")
    return arguments


async def _whole(plan: Plan, engine: str, folder: Path) -> bool:
    with GROUNDS[engine](folder) as ground:
        record = await run(plan, folder, ground)
        findings = await judge(record)
    print(table(record, findings), end="\n\n", flush=True)
    return not any(finding.wrong for finding in findings)


def main() -> int:
    """Run, print, and end with 1 where anything was wrong."""
    given = _arguments()
    plan = Plan(given.kills, given.seed)
    with tempfile.TemporaryDirectory(prefix="linli-chaos-") as folder:
        root = given.keep or Path(folder)
        runs = []
        for engine in given.engines or GROUNDS:
            (root / engine).mkdir(parents=True, exist_ok=True)
            runs.append(asyncio.run(_whole(plan, engine, root / engine)))
    return 0 if all(runs) else 1


if __name__ == "__main__":
    sys.exit(main())
