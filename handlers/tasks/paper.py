"""The certificate of voluntary service, in the fields of the national record; free of charge."""

from collections.abc import Iterator

from community.tasks import counting
from community.tasks.counting import Record
from community.tasks.kinds import Skill
from handlers.tasks.words import SKILLS, hours_words
from storage.chores import Asked
from storage.people import Person
from storage.tx import Tx
from talk.chores import Hopeless, Tools
from talk.drawings import Handed, drawing
from talk.paper import Line, Part, letter
from talk.words import Word, _

PEN = "_" * 14
FAILED = _("The certificate could not be drawn. Please try again later.")
CAPTION = _("Your certificate. The office signs and stamps it at the counter; it costs nothing.")


def pdf(record: Record, language: str) -> bytes | None:
    """The certificate as a PDF; none where there is no font."""
    return letter(list(parts(record, language)), record.office)


def parts(record: Record, language: str) -> Iterator[Part]:
    """What stands on it, from top to bottom."""
    head = _("Certificate of voluntary service").to(language)
    yield (
        Line(record.office, 64, 1, centred=True, room=10),
        Line(head, 100, 3, centred=True, room=50),
    )
    says = (
        _("Volunteer: {name}", name=record.name),
        _("ID number: {pen} (by hand, if it is wanted)", pen=PEN),
        _("Organisation: {office}", office=record.office),
        _("In all: {hours}", hours=hours_words(record.minutes)),
    )
    yield tuple(Line(word.to(language)) for word in says)
    for entry in record.entries:
        line = _(
            "{day} · {skill} · {project} · {place} · {hours}",
            day=entry.day,
            skill=_plain(SKILLS[Skill(entry.skill)], language),
            project=entry.team or _("help among neighbours").to(language),
            place=entry.place,
            hours=hours_words(entry.minutes),
        )
        yield (Line(line.to(language), 50, room=16),)
    last = _(
        "Recorded by {office} Signature {pen} Stamp, date {pen}", office=record.office, pen=PEN
    )
    yield (Line(last.to(language), room=200),)


def _plain(word: Word, language: str) -> str:
    """A label without its picture, which no font for paper has."""
    return word.to(language).split(" ", 1)[-1]


async def draw(tools: Tools, asked: Asked) -> bytes | None:
    found = await tools.read(lambda tx: counting.record(tx, asked.person_id or 0))
    if found is None:
        raise Hopeless("it is nobody's any more")
    return await tools.compute(pdf, found, str(asked.facts["language"]))


def handed(_tx: Tx, reader: Person, _asked: Asked) -> Handed:
    name = _("certificate").to(reader.language) + ".pdf"
    return Handed(name, CAPTION.to(reader.language))


CHORE = drawing(draw, handed, FAILED)
