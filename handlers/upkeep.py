"""What administrators hear about the house itself."""

from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk.registry import Capability, Notice
from talk.screens import Screen
from talk.words import _


def set_aside(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    says = _(
        "⚠️ A message could not be handled and was set aside. Nothing else is affected;"
        " whoever runs the bot finds the kind of error with: python -m bot check"
    )
    return Screen(says.to(reader.language))


CAPABILITY = Capability(stem="upkeep", notices={"upkeep.set_aside": Notice(Rank.TASK, set_aside)})
