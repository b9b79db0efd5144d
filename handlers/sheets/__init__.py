"""Sheets for the walls of stairwells, asked for in the chat and sent as a PDF."""

from collections.abc import Sequence
from typing import Annotated, ClassVar

from community import sheets as rules
from community.places import label
from community.roles import ENTERS, Role
from community.sheets import Sheet
from storage import places
from storage.chores import Asked
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.chores import Hopeless, Tools
from talk.drawings import Handed, drawing
from talk.forms import Form, PickPlace
from talk.messages import UPLOAD_MOST
from talk.paper import Pdf
from talk.registry import Capability, Command, FormEntry
from talk.sheet import Line, page
from talk.turn import Turn
from talk.words import Word, _

ROLES = {
    Role.STAIRWELL_HEAD: _("Stairwell head"),
    Role.GRID_WORKER: _("Grid worker"),
    Role.COMMUNITY_STAFF: _("Community worker"),
}
NUMBERLESS = _(
    "⚠️ There are sheets without any telephone number. Write one on the line with a pen, or enter"
    " the duty room's under /duty and have them drawn again."
)
FAILED = _("The sheets could not be drawn. Please try again later, or ask an administrator.")


class Sheets(Form):
    """For which stairwells sheets are to be drawn."""

    name: ClassVar[str] = "sheets.place"
    title: ClassVar[Word] = _("Sheets for the stairwells")
    at_once: ClassVar[bool] = True

    place: Annotated[
        int,
        PickPlace(
            _("For which stairwell? Choose a whole building or estate for all of its stairwells."),
            tree="people.grounds",
        ),
    ]


def sheet(turn: Turn) -> None:
    filling.start(turn, Sheets)


def asked(turn: Turn, form: Sheets) -> None:
    facts = {"username": turn.registry.username, "language": turn.who.language}
    begun = rules.ask(turn.tx, turn.who, form.place, facts, turn.now)
    says = (
        _("The sheets are being drawn. They come here in a moment, as a file to print.")
        if begun
        else _("They are being drawn already. Please wait a moment.")
    )
    turn.reply(says)


async def draw(tools: Tools, asked: Asked) -> bytes | None:
    """The sheets as a PDF; none where there is no font."""
    found = await tools.read(lambda tx: rules.of(tx, asked.person_id or 0, asked.subject))
    if not found:
        raise Hopeless("they are not theirs any more")
    facts = asked.facts
    return await tools.compute(pdf, found, facts["username"], facts["language"])


def pdf(sheets: Sequence[Sheet], username: str, language: str) -> bytes | None:
    """All the sheets, one to a page."""
    made = Pdf()
    for one in sheets:
        link = f"https://t.me/{username}?start={one.start}"
        picture = page(words_above(one, language), link, words_below(one, language))
        if picture is None:
            return None
        made.add(picture)
    content = made.content()
    if len(content) > UPLOAD_MOST:
        raise Hopeless("larger than what can be sent")
    return content


def words_above(one: Sheet, language: str) -> list[Line]:
    """What stands over the code."""
    title = _("Something the matter? Scan this and say it")
    return [(one.place, 112, 2, 40), (title.to(language), 160, 4, 10)]


def words_below(one: Sheet, language: str) -> list[Line]:
    """What stands under the code: how to use it, and whom to turn to without a smartphone."""
    scan = _("Scan with Telegram, tap “Start”. Your home is chosen already.")
    other = _("No smartphone? Phone or knock, it counts just the same:")
    danger = _("In danger call first: 110 · 119 · 120")
    return [
        (scan.to(language), 84, 0, 80),
        (other.to(language), 104, 2, 24),
        *_near(one, language),
        ("", 40, 0, 40),
        (danger.to(language), 112, 2, 0),
    ]


def _near(one: Sheet, language: str) -> list[Line]:
    """Who is there for this door, each number alone on its line and larger than all else."""
    found: list[Line] = []
    if not one.near:
        found.append((_("the community's counter").to(language), 138, 3, 16))
    for role, name, phone in one.near:
        found.append((f"{ROLES[role].to(language)} {name}", 116, 2, 0 if phone else 24))
        found += [(_spaced(phone), 190, 4, 24)] if phone else []
    if one.room:
        place, phone = one.room
        found.append((_("Duty room of {place}", place=place).to(language), 116, 2, 0))
        found.append((_spaced(phone), 170, 4, 24))
    if one.numberless:
        found.append((_("Telephone: ______________").to(language), 138, 2, 24))  # for a pen
    return found


def _spaced(phone: str) -> str:
    """A mobile number as it is read aloud: 138 0013 8000."""
    if len(phone) != 11 or not phone.isdigit():
        return phone
    return f"{phone[:3]} {phone[3:7]} {phone[7:]}"


def handed(tx: Tx, reader: Person, asked: Asked) -> Handed | None:
    if (place := places.get(tx, asked.subject)) is None:
        return None
    caption = _("Print them on A4 and put one up at each entrance.").to(reader.language)
    if any(one.numberless for one in rules.of(tx, reader.id, place.id)):
        caption += "\n\n" + NUMBERLESS.to(reader.language)
    return Handed(f"{label(tx, place)}.pdf".replace(" ", "-").replace("/", "-"), caption)


def prints(person: Person) -> bool:
    """Whether they may have sheets anywhere."""
    return any(held.role in ENTERS for held in person.roles)


CAPABILITY = Capability(
    stem="sheets",
    commands=(
        Command(
            "sheet",
            _("sheets with a code for the stairwells"),
            sheet,
            prints,
            whose=_("staff, stairwell heads and grid workers"),
        ),
    ),
    forms=(FormEntry(Sheets, asked),),
    chores={rules.CHORE: drawing(draw, handed, FAILED)},
    refusals={
        "sheets.not_yours": _("You can have sheets for your own places only."),
        "sheets.too_many": _(
            "That are too many sheets for one file. Please choose an estate or a building."
        ),
    },
)
