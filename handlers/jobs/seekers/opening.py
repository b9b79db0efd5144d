"""One vacancy as whoever seeks work sees it: what it is, how it suits, put aside, shared."""

from urllib.parse import quote

from community.jobs.kinds import Stage
from community.seekers import finding
from community.seekers.finding import is_open
from handlers.jobs.lines import facts
from handlers.jobs.seekers.kinds import APPLIED, FINDING, OPENING
from handlers.jobs.seekers.words import brief, reasons
from storage import applications, places, saved, vacancies
from storage.ids import from_short, short
from storage.people import Person
from storage.tx import Tell, Tx
from storage.vacancies import Vacancy
from talk.cards import NOT_FOUND, button, opener
from talk.pointing import Pointer
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

LINK = "job"
POINTED_MOST = 20
PUBLISHED = (Stage.OPEN, Stage.HIDDEN, Stage.CLOSED)


def draw(tx: Tx, who: Person, vacancy_id: int) -> Screen | None:
    """What was published, and how it suits the reader; of what never was, nothing."""
    vacancy = vacancies.get(tx, vacancy_id)
    if vacancy is None or vacancy.opened is None or vacancy.stage not in PUBLISHED:
        return None
    title = f"💼 {vacancies.post(tx, vacancy)}\n"
    applied = applications.by(tx, who.id, vacancy.id)
    seen = (
        ((opener(_("📨 My application").to(who.language), APPLIED, applied.id),),)
        if applied
        else ()
    )
    if not is_open(vacancy):
        over = _("This work is no longer offered.").to(who.language)
        return Screen(title + over, (*seen, _others(who)))
    lines = facts(tx, who, vacancy)
    if found := finding.suits(tx, who, vacancy):
        suits = _("👍 Why it suits you:") if found.real else _("🤔 How it suits you:")
        offered = finding.offered(tx, vacancy)
        lines += ["", suits.to(who.language), *reasons(tx, vacancy, offered, found, who.language)]
    return Screen(
        title + "\n".join(lines), (*(seen or _applying(who, vacancy)), *_rows(tx, who, vacancy))
    )


def _applying(who: Person, vacancy: Vacancy) -> Rows:
    return ((_choice(who, vacancy, _("I would like to apply"), "apply"),),)


def _rows(tx: Tx, who: Person, vacancy: Vacancy) -> Rows:
    aside = saved.is_saved(tx, who.id, vacancy.id)
    keep = _("⭐ Put aside already") if aside else _("☆ Put aside")
    return (
        (
            _choice(who, vacancy, keep, "drop" if aside else "keep"),
            _choice(who, vacancy, _("🔗 Share"), "share"),
        ),
        _others(who),
    )


def _others(who: Person) -> tuple[Button, ...]:
    return (opener(_("👀 Other work").to(who.language), FINDING, who.id),)


def _choice(who: Person, vacancy: Vacancy, word: Word, choice: str) -> Button:
    return button(word.to(who.language), OPENING, vacancy.id, choice)


def keep(turn: Turn, vacancy_id: int, _extra: str) -> None:
    finding.put_aside(turn.tx, turn.who, vacancy_id, turn.now, keep=True)
    turn.answer(_("Put aside: you find it under 💼."))
    turn.card(OPENING, vacancy_id)


def drop(turn: Turn, vacancy_id: int, _extra: str) -> None:
    finding.put_aside(turn.tx, turn.who, vacancy_id, turn.now, keep=False)
    turn.card(OPENING, vacancy_id)


def share(turn: Turn, vacancy_id: int, _extra: str) -> None:
    """A link that opens the vacancy for whoever taps it."""
    vacancy = vacancies.known(turn.tx, vacancy_id)
    link = f"https://t.me/{turn.registry.username}?start={LINK}_{short(vacancy_id)}"
    post = vacancies.post(turn.tx, vacancy)
    says = _("Send this on to whom it may suit:\n💼 {post}\n{link}", post=post, link=link)
    url = f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(post, safe='')}"
    turn.say(Screen(turn.to(says), ((Button(turn.to(_("🔗 Send on")), url=url),),)))


def shared(turn: Turn, code: str) -> None:
    """Open the vacancy of a link."""
    if not turn.card(OPENING, from_short(code) or 0, fresh=True):
        turn.say(NOT_FOUND)


def fits(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Tell somebody of a vacancy that suits them, as long as it is open."""
    vacancy = vacancies.get(tx, tell.subject)
    if vacancy is None or not is_open(vacancy):
        return None
    found = finding.suits(tx, reader, vacancy)
    says = _(
        "💼 New work that suits you: {post}\n{brief}",
        post=vacancies.post(tx, vacancy),
        brief=brief(tx, vacancy, finding.offered(tx, vacancy), found),
    )
    look = opener(_("👀 Have a look").to(reader.language), OPENING, vacancy.id)
    return Screen(says.to(reader.language), ((look,),))


def _to_point_to(tx: Tx, _who: Person) -> list[int]:
    root = places.roots(tx)[0]
    return [one.id for one in vacancies.newest(tx, root.path, Stage.OPEN, None, POINTED_MOST)]


def _named(tx: Tx, _who: Person, vacancy_id: int) -> str | None:
    vacancy = vacancies.get(tx, vacancy_id)
    return f"💼 {vacancies.post(tx, vacancy)}" if vacancy and is_open(vacancy) else None


def _opened(turn: Turn, vacancy_id: int) -> None:
    turn.card(OPENING, vacancy_id, fresh=True)


POINTER = Pointer("vacancy", _("💼 A vacancy"), _to_point_to, _named, _opened, LINK)
