"""People without Telegram who look for work, in the chat of the officer who cares for them."""

from community import seekers as own
from community.jobs.access import is_officer
from community.jobs.hours import Hours
from community.places import label, shared
from community.seekers import counter as rules
from community.seekers import finding
from community.seekers.caring import cares_for
from community.seekers.finding import is_open
from community.seekers.stages import STANDING, Stage
from handlers.jobs.door import ENTERED
from handlers.jobs.lines import facts
from handlers.jobs.seekers import entering
from handlers.jobs.seekers.kinds import APPLIED, CARED
from handlers.jobs.seekers.profile import state_words
from handlers.jobs.seekers.words import STAGES, brief, trades_words
from handlers.jobs.words import hours_words
from storage import applications, hints, people, places, seekers, vacancies
from storage.ids import from_short, short
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.cards import NOT_FOUND, button, opener
from talk.registry import Card
from talk.screens import Button, Rows, Screen, bold, clip, in_rows
from talk.turn import Turn
from talk.words import Word, _

LISTED, SUITING = 30, 5
POST_MOST = 24
HEAD = _("☎️ People without Telegram")


def draw_all(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """Those for whom an officer cares; nobody else's list."""
    if who.id != person_id or not is_officer(who):
        return None
    found = rules.in_care(tx, who)[:LISTED]
    says = (
        _("Whom you look for work for: {count}", count=len(found))
        if found
        else _("Nobody yet. Who comes to the counter or phones can look for work as well.")
    )
    enter = button(_("➕ Enter somebody").to(who.language), ENTERED, who.id, "enter", 0)
    rows = (*(_named(tx, one) for one in found), (enter,))
    return Screen(bold(HEAD.to(who.language)) + "\n" + says.to(who.language), rows)


def _named(tx: Tx, person: Person) -> tuple[Button, ...]:
    return (opener(f"👤 {people.name(tx, person)}", CARED, person.id),)


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """What one of them looks for; what they have at home stays theirs."""
    person, seeker = people.get(tx, person_id), seekers.of(tx, person_id)
    if person is None or seeker is None or not cares_for(tx, who, person):
        return None
    said, home = seekers.sought(tx, seeker), places.get(tx, person.home_id or 0)
    lines = [
        _("👤 {name}  ☎️ {phone}", name=people.name(tx, person), phone=_phone(tx, person)),
        *([_("📍 {place}", place=label(tx, shared(tx, home)))] if home else []),
        _("🔧 Work: {trades}", trades=trades_words(said.trades)),
        *([_("✍️ Skills: {skills}", skills=said.skills)] if said.skills else []),
        _("🕒 Time: {hours}", hours=hours_words(Hours.read(said.hours))),
        _("💰 At least ¥{much} a month", much=said.pay) if said.pay else _("💰 Any pay"),
        state_words(paused=seeker.paused is not None, told=said.told),
    ]
    text = bold(HEAD.to(who.language)) + "\n" + "\n".join(at.to(who.language) for at in lines)
    paused = _("▶️ Go on") if seeker.paused is not None else _("⏸ Pause")
    words = (
        (_("👀 What suits them"), "fits"),
        (_("✏️ Enter anew"), "again"),
        (paused, "pause"),
        (_("🗑 Erase the card"), "erase"),
    )
    offered = (_choice(who, person_id, seeker.revision, *each) for each in words)
    return Screen(text, (*_applications(tx, who, person_id), *in_rows(offered, 2)))


def _phone(tx: Tx, person: Person) -> str:
    return people.phone(tx, person) or "–"


def _applications(tx: Tx, who: Person, person_id: int) -> Rows:
    standing = applications.of(tx, person_id, (*STANDING, Stage.PLACED))
    return tuple(
        (opener(_line(tx, who, one.vacancy_id, one.stage), APPLIED, one.id),)
        for one in standing
        if one.ended is None
    )


def _line(tx: Tx, who: Person, vacancy_id: int, stage: str) -> str:
    post = clip(vacancies.post(tx, vacancies.known(tx, vacancy_id)), POST_MOST).plain
    return f"📨 {post} · {STAGES[Stage(stage)].to(who.language)}"


def _choice(who: Person, person_id: int, revision: int, word: Word, name: str) -> Button:
    return button(word.to(who.language), CARED, person_id, name, revision)


def suiting(turn: Turn, person_id: int, extra: str) -> None:
    """What suits them best now, or one of these in full."""
    person = rules.theirs(turn.tx, turn.who, person_id)
    revision = own.own(turn.tx, person).revision
    if extra:
        _in_full(turn, person, revision, extra)
        return
    found = finding.find(turn.tx, person)[:SUITING]
    rows = tuple(
        (button(_post(turn.tx, one), CARED, person_id, f"fits.{short(one.vacancy.id)}", revision),)
        for one in found
    )
    lines = [
        f"{_post(turn.tx, one)}\n{turn.to(brief(turn.tx, one.vacancy, one.offered, one.fit))}"
        for one in found
    ]
    says = _("For {name}, what suits best first:", name=people.name(turn.tx, person))
    none = _("No work is offered at the moment. The station keeps asking employers.")
    text = "\n\n".join([turn.to(says), *lines]) if found else turn.to(none)
    turn.reply(Screen(text, (*rows, _back(turn, person_id, revision))))


def _post(tx: Tx, one: finding.Found) -> str:
    mark = "👍 " if one.fit and one.fit.real else "▫️ "
    return mark + clip(vacancies.post(tx, one.vacancy), POST_MOST).plain


def _in_full(turn: Turn, person: Person, revision: int, code: str) -> None:
    vacancy = vacancies.get(turn.tx, from_short(code) or 0)
    if vacancy is None or not is_open(vacancy):
        turn.answer(NOT_FOUND, alert=True)
        return
    text = "\n".join([f"💼 {vacancies.post(turn.tx, vacancy)}", *facts(turn.tx, turn.who, vacancy)])
    name = f"apply.{short(vacancy.id)}"
    word = _("📨 Apply for {name}", name=people.name(turn.tx, person))
    applying = _choice(turn.who, person.id, revision, word, name)
    turn.reply(Screen(text, ((applying,), _back(turn, person.id, revision))))


def _back(turn: Turn, person_id: int, revision: int) -> tuple[Button, ...]:
    return (_choice(turn.who, person_id, revision, _("⬅️ Back"), "see"),)


def see(turn: Turn, person_id: int, _extra: str) -> None:
    turn.card(CARED, person_id)


def apply(turn: Turn, person_id: int, extra: str) -> None:
    rules.theirs(turn.tx, turn.who, person_id)
    fixed = {"person": person_id, "vacancy": from_short(extra) or 0}
    filling.start(turn, entering.ApplyFor, fixed)


def pause(turn: Turn, person_id: int, _extra: str) -> None:
    person = rules.theirs(turn.tx, turn.who, person_id)
    paused = own.own(turn.tx, person).paused is None
    own.pause(turn.tx, person, turn.now, paused=paused)
    turn.card(CARED, person_id)


def erase(turn: Turn, person_id: int, extra: str) -> None:
    """Ask once more; erase at the second tap."""
    person = rules.theirs(turn.tx, turn.who, person_id)
    if extra == "yes":
        rules.erase(turn.tx, turn.who, person_id, turn.now)
        turn.card(ENTERED, turn.who.id)
        return
    revision = own.own(turn.tx, person).revision
    yes = _choice(turn.who, person_id, revision, _("🗑 Yes, erase it"), "erase.yes")
    says = _("Only if they look for work no more: their card is erased at once.")
    turn.amend(Screen(turn.to(says), ((yes,), _back(turn, person_id, revision))))


def fits(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Tell an officer whom of those without Telegram a vacancy suits, as long as it is open."""
    vacancy = vacancies.get(tx, tell.subject)
    if vacancy is None or not is_open(vacancy):
        return None
    told = (people.known(tx, person_id) for person_id in hints.entered(tx, vacancy.id, LISTED))
    found = [person for person in told if cares_for(tx, reader, person)]
    if not found:
        return None
    says = _(
        "☎️ Please phone: new work suits {count} without Telegram: {post}\n{brief}",
        count=len(found),
        post=vacancies.post(tx, vacancy),
        brief=brief(tx, vacancy, finding.offered(tx, vacancy), None),
    )
    return Screen(says.to(reader.language), tuple(_named(tx, one) for one in found))


def _revision(tx: Tx, person_id: int) -> int | None:
    seeker = seekers.of(tx, person_id)
    return seeker.revision if seeker else None


CARDS = (
    Card(ENTERED, ENTERED, lambda _tx, _person_id: 0, draw_all, {"enter": entering.begin}),
    Card(
        CARED,
        "seeker",
        _revision,
        draw,
        {
            "fits": suiting,
            "see": see,
            "apply": apply,
            "again": entering.again,
            "pause": pause,
            "erase": erase,
        },
        about=lambda _tx, person_id: person_id,
    ),
)
