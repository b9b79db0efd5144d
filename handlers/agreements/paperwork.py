"""The paper of an agreement, drawn outside the database and sent to its mediator alone."""

from community.agreements import papers
from handlers.agreements.paper import pdf
from storage.chores import Asked
from storage.people import Person
from storage.tx import Tx
from talk.chores import Hopeless, Tools
from talk.drawings import Handed, drawing
from talk.words import _

FAILED = _("The paper could not be drawn. Please try again later, or write it by hand.")
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


def handed(tx: Tx, reader: Person, asked: Asked) -> Handed | None:
    """As its reader's, if it is still theirs."""
    paper = papers.of(tx, reader.id, asked.subject)
    return Handed(f"{paper.number}.pdf", CAPTION.to(reader.language)) if paper else None


CHORE = drawing(draw, handed, FAILED)
