"""Words that ask after what somebody waits to hear of, such as an application."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from community.issues.guessing import category_of
from community.router.guessing import Guess
from storage.people import Person
from storage.tx import Tx
from talk.doors import Awaited
from talk.screens import Button

PROGRESS = "progress"  # the door of who asks how anything stands
REPORTED = re.compile(r"报修|报的|反映|投诉|\b(?:report|repair)", re.IGNORECASE)
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """All that somebody may wait for, and which of it words ask after."""

    every: Sequence[Awaited]

    def after(self, tx: Tx, who: Person, text: str, guessed: Guess) -> list[Button]:
        """What the words name; of words that only ask how it stands, all that they wait for."""
        named = self.by_name(tx, who, text)
        if named or not _how_it_stands(text, guessed):
            return named
        return [button for each in self.every for button in each.mine(tx, who)][:SHOWN]

    def by_name(self, tx: Tx, who: Person, text: str) -> list[Button]:
        """What somebody waits for that the words themselves name."""
        named = (each for each in self.every if each.sounds.search(text))
        return [button for each in named for button in each.mine(tx, who)][:SHOWN]


def _how_it_stands(text: str, guessed: Guess) -> bool:
    """Whether they ask how it stands with something, and not with what they have reported."""
    asks = guessed.doors[:1] == (PROGRESS,)
    return asks and category_of(text) is None and not REPORTED.search(text)
