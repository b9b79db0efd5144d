"""Reports for somebody else: the questions about them, and how their case names both."""

from community.behalf import OFFICE, OTHERS, Whom
from community.cases import voices
from community.people import How
from handlers.issues.lines import name_of
from storage import people
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx
from talk.forms import Ask, AskPhone, If
from talk.words import _

ROW = 900  # what is chosen in place of a category's row to speak for somebody else
FOR_ANOTHER = _("👥 For somebody else")
WORDS = {
    Whom.SELF: _("🙋 For myself"),
    Whom.FAMILY: _("👪 For my family"),
    Whom.NEIGHBOUR: _("🏘 For a neighbour without Telegram"),
}
SPOKEN_AS = {
    Whom.FAMILY: _("family"),
    Whom.NEIGHBOUR: _("neighbour"),
    OFFICE: _("the community"),
}
AGREED = {
    How.ORAL: _("said so"),
    How.PHONE: _("said so on the telephone"),
    How.PAPER: _("signed a paper"),
}
BEHALF, BEGIN = "behalf", "begin"  # the card of somebody looked after, and its choice
LIVES = "lives"  # the card that asks whether somebody lives where their matter is
IN_CARE = ("issues.in_care", "person")
FOR_OTHERS = If("whom", OTHERS)
WHOM = Ask(
    _("For whom do you report it?"),
    label=_("For whom"),
    words=WORDS,
    columns=1,
    aside=WORDS[Whom.SELF],
)
CALLED = Ask(
    _("What are they called for whom you report it?"), label=_("Full name"), when=FOR_OTHERS
)
PHONE = AskPhone(
    _("And their telephone number?"),
    label=_("Telephone"),
    hint=_("Whoever sees to it, or asks how it went, calls there. Skip it, and we call you."),
    own=False,
    when=FOR_OTHERS,
    optional=True,
)
HOW = Ask(
    _("Have they agreed that you report it for them and we keep their name and number?"),
    label=_("Agreed"),
    hint=_("If you have not asked them yet, please do that first."),
    words=AGREED,
    columns=1,
    when=FOR_OTHERS,
)


def reporter_line(tx: Tx, who: Person, case: Case) -> str:
    """Whose report it is, and who speaks for them."""
    name = name_of(tx, case.reporter_id)
    speaker = name_of(tx, case.speaker_id) if case.speaker_id else ""  # nor has who was erased one
    if not speaker or case.spoken_as is None:
        return f"🗣 {name}"
    says = _(
        "🗣 {name}; {speaker} ({spoken_as}) speaks for them",
        name=name,
        speaker=speaker,
        spoken_as=SPOKEN_AS[case.spoken_as],
    )
    return says.to(who.language)


def number_line(tx: Tx, case: Case) -> str | None:
    """The number of whose report it is, else of who speaks for them, and whose it is."""
    for person_id in voices(case):
        person = people.known(tx, person_id)
        if number := people.phone(tx, person):
            return f"📞 {number} · {people.name(tx, person)}"
    return None
