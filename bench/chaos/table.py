"""The table of a run."""

from collections.abc import Iterator
from statistics import median

from bench.chaos.course import Record
from bench.chaos.findings import Finding


def table(record: Record, findings: list[Finding]) -> str:
    """Everything that was done and found, for people."""
    return "\n".join([*_course(record), "", *_faults(record), "", *(one.line for one in findings)])


def _course(record: Record) -> Iterator[str]:
    deaths, telegram = record.deaths, record.telegram
    starts = record.starts or [0.0]
    made = len(telegram.recorded.made)
    engine = record.ground.engine
    yield f"{engine}: {len(deaths)} kills in {record.seconds:.0f} s, seed {record.plan.seed}"
    yield f"  of them during the start   {sum(death.starting for death in deaths):>7}"
    yield f"  start to first poll        {median(starts):>9.1f} s median, {max(starts):.1f} s most"
    yield f"  updates                    {made:>7}   reports {len(record.ledger.submissions)}"
    yield f"  messages                   {len(telegram.sent):>7}"
    yield f"  taps on a repeated message {len(record.ledger.tapped_again):>7}"
    yield "in flight at a kill            total  median    most  kills with any"
    for name, counts in (
        ("updates not acknowledged", [death.updates for death in deaths]),
        ("letters waiting", [death.letters for death in deaths]),
        ("sent, not written back", [death.unwritten for death in deaths]),
    ):
        counts = counts or [0]
        some = sum(count > 0 for count in counts)
        middle = median(counts)
        yield f"  {name:<26} {sum(counts):>7} {middle:>7.0f} {max(counts):>7} {some:>15}"
    lost = len(telegram.unanswered)
    yield f"  answer lost by a reset     {lost:>7}"
    yield f"bound for repeats            {len(record.repeatable):>7}"
    for end in record.endings:
        yield f"SIGTERM: code {end.code} in {end.seconds:.2f} s, {end.unwritten} not written back"


def _faults(record: Record) -> Iterator[str]:
    yield "faults that happened"
    for (kind, target), count in sorted(record.faults.items()):
        yield f"  {kind:<15} {target:<22} {count:>6}"
