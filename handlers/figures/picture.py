"""Figures as a picture, to be passed on: drawn outside the database, sent when it is ready."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from community import figures as rules
from community.places import label
from storage import people, places
from storage.chores import Asked
from storage.moments import Span
from storage.outbox import Letter
from storage.places import Place
from storage.tx import Tx
from talk import messages
from talk.chores import Chore, Hopeless, Tools
from talk.figures import Section
from talk.pictures import table_picture
from talk.screens import Screen
from talk.words import _

FAILED = _("The picture could not be drawn. The figures in the chat are the same.")


@dataclass(frozen=True, slots=True)
class Drawing:
    """The tables of all sections; `when` says the days of a span."""

    sections: Mapping[str, Section]
    when: Callable[[Span, Place, str], str]

    async def work(self, tools: Tools, asked: Asked) -> bytes | None:
        """The table as a picture; none where there is no font."""
        made = await tools.read(lambda tx: self._table(tx, asked))
        if made is None:
            raise Hopeless("it is not theirs any more")
        return await tools.compute(table_picture, *made)

    def _table(self, tx: Tx, asked: Asked) -> tuple[str, Sequence[Sequence[str]], str] | None:
        reader, place = people.get(tx, asked.person_id or 0), places.get(tx, asked.subject)
        section = self.sections.get(str(asked.facts["section"]))
        if reader is None or place is None or section is None:
            return None
        if not reader.holds(section.roles, place.path):
            return None
        span = rules.asked(place, asked.facts)
        said = self.when(span, place, reader.language)
        title = f"📊 {section.label.to(reader.language)} · {label(tx, place)} · {said}"
        table = section.table(tx, reader, place, span)
        return title, table.rows, table.note


def _drawn(tx: Tx, asked: Asked, content: bytes | None, now: int) -> list[Letter]:
    """Send the picture to who asked for it."""
    reader, place = people.get(tx, asked.person_id or 0), places.get(tx, asked.subject)
    if reader is None or place is None or not reader.reachable:
        return []
    if content is None:
        says = _("This machine has no Chinese font to draw with. An administrator can add one.")
        return messages.send(tx, now, reader, Screen(says.to(reader.language)))
    caption = f"📊 {label(tx, place)} {asked.facts['first']} – {asked.facts['last']}"
    return [messages.upload(tx, now, reader, "photo", "figures.png", content, caption)]


def chore(sections: Mapping[str, Section], when: Callable[[Span, Place, str], str]) -> Chore:
    """The slow work of drawing a section."""
    return Chore(Drawing(sections, when).work, _drawn, messages.sorry(FAILED))
