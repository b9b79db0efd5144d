"""The sheet at the door: a code by which whoever comes says so, only around the time."""

from community.activities import attending
from community.activities.access import hosted, is_host, place_of
from handlers.activities.coming import DOOR
from handlers.activities.words import when, where
from storage import activities, chores, people
from storage.activities import Activity
from storage.chores import Asked
from storage.ids import short
from storage.people import Person
from storage.tx import Tx
from talk.chores import Hopeless, Tools
from talk.drawings import Handed, drawing
from talk.paper import Pdf
from talk.sheet import Line, page
from talk.turn import Turn
from talk.words import _

DRAW = "activities.door"
FAILED = _("The sheet could not be drawn. Please try again later.")


def ask(turn: Turn, activity_id: int, _extra: str) -> None:
    """Have the sheet drawn, and give the link at once."""
    activity = hosted(turn.tx, turn.who, activity_id)
    link = f"https://t.me/{turn.registry.username}?start={_start(turn.tx, activity)}"
    facts = {"link": link, "language": turn.who.language}
    chores.ask(turn.tx, DRAW, activity.id, turn.who.id, facts, turn.now)
    says = _(
        "🔳 Whoever scans it is noted as being there; it works from an hour before until an hour"
        " after. A sheet to print comes in a moment. The link by itself:\n{link}",
        link=link,
    )
    turn.say(says)


def _start(tx: Tx, activity: Activity) -> str:
    return f"{DOOR}_{short(activity.id)}_{attending.code(tx, activity)}"


async def draw(tools: Tools, asked: Asked) -> bytes | None:
    """The sheet as a PDF; none where there is no font."""
    words = await tools.read(lambda tx: _words(tx, asked))
    return await tools.compute(_pdf, words, asked.facts["link"])


def _words(tx: Tx, asked: Asked) -> tuple[list[Line], list[Line]]:
    """What stands over and under the code."""
    who, activity = people.get(tx, asked.person_id or 0), activities.get(tx, asked.subject)
    if who is None or activity is None or not is_host(tx, who, activity):
        raise Hopeless("it is not theirs any more")
    language = asked.facts["language"]
    above = [
        (activities.words(tx, activity).title, 150, 4, 30),
        (when(tx, activity).to(language), 84, 2, 10),
        (where(tx, activity), 84, 0, 20),
    ]
    scan = _("Scan with Telegram and tap “Start”: you are on the list.").to(language)
    other = _("No smartphone? Tell the host, it counts just the same.").to(language)
    return above, [(scan, 96, 2, 40), (other, 96, 0, 0)]


def _pdf(words: tuple[list[Line], list[Line]], link: str) -> bytes | None:
    above, below = words
    picture = page(above, link, below)
    if picture is None:
        return None
    made = Pdf()
    made.add(picture)
    return made.content()


def handed(tx: Tx, reader: Person, asked: Asked) -> Handed:
    name = f"{place_of(tx, activities.known(tx, asked.subject)).name}.pdf"
    return Handed(name, _("🔳 For the door: print it on A4.").to(reader.language))


CHORE = drawing(draw, handed, FAILED)
