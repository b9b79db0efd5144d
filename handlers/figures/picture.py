"""Figures as a picture, to be passed on: drawn outside the database, sent when it is ready."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from community import figures as rules
from community.places import label
from storage import people, places
from storage.chores import Asked
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from talk.chores import Chore, Hopeless, Tools
from talk.drawings import Handed, drawing
from talk.figures import Section
from talk.pictures import table_picture
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


def _handed(tx: Tx, _reader: Person, asked: Asked) -> Handed | None:
    if (place := places.get(tx, asked.subject)) is None:
        return None
    caption = f"📊 {label(tx, place)} {asked.facts['first']} – {asked.facts['last']}"
    return Handed("figures.png", caption, "photo")


def chore(sections: Mapping[str, Section], when: Callable[[Span, Place, str], str]) -> Chore:
    """The slow work of drawing a section."""
    return drawing(Drawing(sections, when).work, _handed, FAILED)
