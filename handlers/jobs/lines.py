"""A vacancy in words: in a line, and in full."""

from datetime import date

from community.jobs.access import speaker
from community.jobs.hours import Hours
from community.jobs.kinds import Contract, Insurance, Reason, Stage, Trade
from community.places import label
from handlers.jobs.words import (
    CONTRACTS,
    INSURANCES,
    REASONS,
    STAGES,
    TRADES,
    hours_words,
    pay_words,
)
from storage import employers, places, vacancies
from storage.employers import Employer
from storage.people import Person
from storage.tx import Tx
from storage.vacancies import Vacancy
from talk.screens import clip
from talk.words import Word, _

LINE_MOST = 24
APPLICANTS = "applicants"  # the card of all who apply for one


def line_of(tx: Tx, who: Person, vacancy: Vacancy) -> str:
    """Its post, its pay and how it stands."""
    post = clip(vacancies.post(tx, vacancy), LINE_MOST).plain
    return f"💼 {post} · {standing(vacancy).to(who.language)}"


def standing(vacancy: Vacancy) -> Word:
    """How it stands, and why if it is over."""
    if vacancy.stage == Stage.CLOSED and vacancy.reason:
        return REASONS[Reason(vacancy.reason)]
    return STAGES[Stage(vacancy.stage)]


def employer_of(tx: Tx, vacancy: Vacancy) -> str:
    """What the employer is called."""
    return employers.name(tx, employers.known(tx, vacancy.employer_id))


def unspoken(tx: Tx, employer: Employer) -> list[Word]:
    """That its own people cannot be asked here, though it has some."""
    if employer.person_id is None or speaker(tx, employer) is not None:
        return []
    return [_("☎️ Its own people cannot be asked here now: please phone.")]


def facts(tx: Tx, who: Person, vacancy: Vacancy) -> list[str]:
    """Everything that whoever seeks work may read of it, a line each."""
    says = vacancies.offer(tx, vacancy)
    until = date.fromisoformat(says.valid_until)
    words = [
        _("👥 Wanted: {number}", number=says.number),
        Word(f"📝 {says.content}"),
        _("🕒 {hours}", hours=hours_words(Hours.read(says.hours))),
        _("📍 {place}", place=where(tx, vacancy)),
        _("💰 {pay}", pay=pay_words(says.pay_from, says.pay_to, says.pay_unit)),
        _("📄 {contract}", contract=CONTRACTS[Contract(says.contract)]),
        _("🛡 {insurance}", insurance=INSURANCES[Insurance(says.insurance)]),
        _("📅 Open until {month}/{day}", month=until.month, day=until.day),
    ]
    if says.source:
        words.append(_("🔁 Taken over from: {source}", source=says.source))
    head = f"🏢 {employer_of(tx, vacancy)} · {TRADES[Trade(says.trade)].to(who.language)}"
    return [head, *(word.to(who.language) for word in words)]


def where(tx: Tx, vacancy: Vacancy) -> Word:
    """The place, and how far on it is from there."""
    place = places.get(tx, vacancy.place_id)
    named = label(tx, place) if place else "–"
    says = vacancies.offer(tx, vacancy)
    if not vacancy.stops:
        return Word(" ".join(filter(None, (named, says.stop))))
    if says.stop:
        return _(
            "{count} stops from {place}, at {stop}",
            count=vacancy.stops,
            place=named,
            stop=says.stop,
        )
    return _("{count} stops from {place}", count=vacancy.stops, place=named)
