"""One thing that had to hold."""

from collections.abc import Sequence
from dataclasses import dataclass

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that had to hold, how often it was looked at, and where it did not."""

    what: str
    looked: int
    wrong: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The finding for the table."""
        if not self.wrong:
            return f"ok    {self.looked:>7}  {self.what}"
        examples = "; ".join(self.wrong[:EXAMPLES])
        return f"WRONG {len(self.wrong):>7}  {self.what} (of {self.looked}): {examples}"


def finding(what: str, wrong: Sequence[str], looked: int) -> Finding:
    """What had to hold, where it did not, and how often it was looked at."""
    return Finding(what, looked, tuple(wrong))
