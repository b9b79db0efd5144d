"""What both have agreed, as a letter to be signed by hand (domain §5)."""

from collections.abc import Iterator

from community.agreements.papers import Paper
from talk.paper import Line, Part, letter
from talk.words import Word, _

PEN = "_" * 18  # where somebody writes
SHORT_PEN = "_" * 12
RIGHTS = _(
    "Within 30 days from today both may together ask the people's court to confirm this agreement;"
    " the court takes no fee for that, and then it can be enforced. Mediation was free and of"
    " everybody's own will, and hinders nobody from going to court."
)


def pdf(paper: Paper, language: str) -> bytes | None:
    """The agreement as a PDF; none where there is no font."""
    return letter(list(parts(paper, language)), paper.number)


def parts(paper: Paper, language: str) -> Iterator[Part]:
    """What stands on it, from top to bottom."""
    day = paper.perform_by
    by = _("Done by {year}-{month}-{day}.", year=day.year, month=day.month, day=day.day)
    said = (
        (_("The parties"), _parties(paper, language)),
        (_("Where"), [paper.place]),
        (_("What both have agreed, each of their own will"), paper.text.split("\n")),
        (_("By when"), [by.to(language)]),
        (_("Good to know"), [RIGHTS.to(language)]),
    )
    yield _heading(paper, language)
    for title, words in said:
        yield _head(title, language), Line(words[0])  # a heading never ends a page
        yield from ((Line(more),) for more in words[1:])
    yield _signatures(paper, language)


def _heading(paper: Paper, language: str) -> Part:
    number = _("No. {number}", number=paper.number)
    return (
        Line(_office(paper).to(language), 64, 1, centred=True, room=10),
        Line(_("Mediation agreement").to(language), 110, 3, centred=True, room=40),
        Line(number.to(language), 50, centred=True, room=60),
    )


def _head(title: Word, language: str) -> Line:
    return Line(title.to(language), 64, 2, room=10)


def _parties(paper: Paper, language: str) -> list[str]:
    by_hand = _("Telephone {pen} ID number {pen}", pen=PEN)
    named = ((_("Party A: {name}"), paper.one), (_("Party B: {name}"), paper.other))
    return [
        line.to(language)
        for word, name in named
        for line in (Word(word.msgid, None, (("name", name),)), by_hand)
    ]


def _signatures(paper: Paper, language: str) -> Part:
    """The places to sign, together on one page."""
    signers = (
        _("Party A ({name}) signs {pen}", name=paper.one, pen=PEN),
        _("Party B ({name}) signs {pen}", name=paper.other, pen=PEN),
        _("Mediator ({name}) signs {pen}", name=paper.mediator, pen=PEN),
    )
    last = _("Stamp of {office} Date {pen}", office=_office(paper), pen=SHORT_PEN)
    return (
        _head(_("Signatures"), language),
        *(Line(signer.to(language), room=90) for signer in signers),
        Line(last.to(language), room=260),
    )


def _office(paper: Paper) -> Word:
    """Whose agreement it is, and whose stamp it gets."""
    return _("{community} People's Mediation Committee", community=paper.community)
