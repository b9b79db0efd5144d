"""Figures as a picture, to be passed on: drawn outside the database, sent when it is ready."""

from community.issues import figures as rules
from community.issues.figures import Figures
from community.places import label
from handlers.issues.rates import NOTHING, RATES, beside, named, percent, rate, when
from storage import people, places
from storage.chores import Asked
from storage.figures import By
from storage.outbox import Letter
from storage.tx import Tx
from talk import messages
from talk.chores import Chore, Hopeless, Tools
from talk.pictures import table_picture
from talk.screens import Screen
from talk.words import _

NOTE = _("Declined, merged and withdrawn matters are in neither number. No person is counted.")


async def work(tools: Tools, asked: Asked) -> bytes | None:
    """The table as a picture; none where there is no font."""
    made = await tools.read(lambda tx: _table(tx, asked))
    if made is None:
        raise Hopeless("it is not theirs any more")
    return await tools.compute(table_picture, *made)


def _table(tx: Tx, asked: Asked) -> tuple[str, list[list[str]], str] | None:
    found = rules.asked(tx, asked.person_id or 0, asked.subject, asked.facts)
    reader = people.get(tx, asked.person_id or 0)
    if found is None or reader is None:
        return None
    language = reader.language
    title = f"📊 {label(tx, found.place)} · {when(found, language)}"
    rows = _whole_table(found, language) if found.by is By.ALL else _wide(tx, found, language)
    return title, rows, f"{beside(found.total, language)}. {NOTE.to(language)}"


def _whole_table(found: Figures, language: str) -> list[list[str]]:
    head = [_("Figure"), _("Rate"), _("Numerator"), _("Denominator")]
    rows = []
    for name, part, whole in RATES:
        over, under = getattr(found.total, part), getattr(found.total, whole)
        share = percent(over, under) if under else NOTHING.to(language)
        rows.append([name.to(language), share, str(over), str(under)])
    return [[word.to(language) for word in head], *rows]


def _wide(tx: Tx, found: Figures, language: str) -> list[list[str]]:
    head = ["", *(name.to(language) for name, _part, _whole in RATES)]
    every = [*named(tx, found, language), (_("Together").to(language), found.total)]
    return [
        head,
        *(
            [name, *(rate(sums, part, whole, language) for _name, part, whole in RATES)]
            for name, sums in every
        ),
    ]


def drawn(tx: Tx, asked: Asked, content: bytes | None, now: int) -> list[Letter]:
    """Send the picture to who asked for it."""
    reader, place = people.get(tx, asked.person_id or 0), places.get(tx, asked.subject)
    if reader is None or place is None or not reader.reachable:
        return []
    if content is None:
        says = _("This machine has no Chinese font to draw with. An administrator can add one.")
        return messages.send(tx, now, reader, Screen(says.to(reader.language)))
    caption = f"📊 {label(tx, place)} {asked.facts['first']} – {asked.facts['last']}"
    return [messages.upload(tx, now, reader, "photo", "figures.png", content, caption)]


def failed(tx: Tx, asked: Asked, now: int) -> list[Letter]:
    reader = people.get(tx, asked.person_id or 0)
    if reader is None or not reader.reachable:
        return []
    says = _("The picture could not be drawn. The figures in the chat are the same.")
    return messages.send(tx, now, reader, Screen(says.to(reader.language)))


CHORES = {rules.PICTURE: Chore(work, drawn, failed)}
