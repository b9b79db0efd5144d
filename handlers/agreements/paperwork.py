"""The paper of an agreement, drawn outside the database and sent to its mediator alone."""

from community.agreements import papers
from handlers.agreements.paper import pdf
from storage import people
from storage.chores import Asked
from storage.outbox import Letter
from storage.tx import Tx
from talk import messages
from talk.chores import Chore, Hopeless, Tools
from talk.screens import Screen
from talk.words import _

FAILED = _("The paper could not be drawn. Please try again later, or write it by hand.")
NO_FONT = _("This machine has no Chinese font to draw with. An administrator can add one.")
CAPTION = _(
    "Print it on A4, one for each side and one for the file. Both sign, you sign, the committee"
    " stamps it. Then tap “Signed” on the card."
)


async def draw(tools: Tools, asked: Asked) -> bytes | None:
    """The paper as a PDF; none where there is no font."""
    found = await tools.read(lambda tx: papers.of(tx, asked.person_id or 0, asked.subject))
    if found is None:
        raise Hopeless("it is not theirs any more")
    return await tools.compute(pdf, found, str(asked.facts["language"]))


def drawn(tx: Tx, asked: Asked, content: bytes | None, now: int) -> list[Letter]:
    """Send it to who asked for it, if it is still theirs."""
    paper = papers.of(tx, asked.person_id or 0, asked.subject)
    reader = people.get(tx, asked.person_id or 0)
    if paper is None or reader is None or not reader.reachable:
        return []
    if content is None:
        return messages.send(tx, now, reader, Screen(NO_FONT.to(reader.language)))
    name = f"{paper.number}.pdf"
    caption = CAPTION.to(reader.language)
    return [messages.upload(tx, now, reader, "document", name, content, caption)]


CHORE = Chore(draw, drawn, messages.sorry(FAILED))
