"""A vacancy's card for its employer and the officer: checked, confirmed, changed, closed."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community.jobs import vacancies as rules
from community.jobs.access import officer_of
from community.jobs.employers import EMPLOYER
from community.jobs.hours import Hours
from community.jobs.kinds import Reason, Stage, Standing
from community.jobs.pay import too_long
from community.jobs.vacancies import VACANCY
from community.refused import Refused
from handlers.jobs.forms import Vacancy as Form_
from handlers.jobs.forms import given, offered
from handlers.jobs.lines import APPLICANTS, facts, standing, unspoken
from handlers.jobs.words import MARKS
from storage import employers, vacancies, wages
from storage.employers import Employer
from storage.people import Person
from storage.tx import Tx
from storage.vacancies import Vacancy
from talk import filling
from talk.cards import NOT_FOUND, button, opener
from talk.forms import About, Ask, Form
from talk.registry import Card, FormEntry
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

YES = "yes"
CLOSING: dict[str, Word] = {
    Reason.FILLED: _("🎉 Yes, it is filled"),
    Reason.WITHDRAWN: _("Yes, no longer wanted"),
}


class SendBack(Form):
    """What the officer would have changed."""

    name: ClassVar[str] = "jobs.send_back"
    title: ClassVar[Word] = _("↩️ Send back")
    about: ClassVar[tuple[str, str] | None] = ("jobs.vacancy", "vacancy")

    vacancy: int
    note: Annotated[
        str,
        MinLen(2),
        MaxLen(300),
        Ask(
            _("What has to be changed? The employer reads it."),
            label=_("To be changed"),
            hint=_("e.g. please leave out the age"),
        ),
    ]


def submitted(turn: Turn, form: Form_) -> None:
    """Take work that is offered anew, or changed."""
    says = offered(form)
    if form.vacancy:
        vacancy = rules.rewrite(turn.tx, turn.who, form.vacancy, says, turn.now)
    else:
        vacancy = rules.offer(turn.tx, turn.who, form.employer, says, turn.now)
    turn.card(VACANCY, vacancy.id)


def sent_back(turn: Turn, form: SendBack) -> None:
    rules.send_back(turn.tx, turn.who, form.vacancy, form.note)
    turn.card(VACANCY, form.vacancy)


def draw(tx: Tx, who: Person, vacancy_id: int) -> Screen | None:
    """The vacancy as its employer and the officers see it."""
    vacancy = vacancies.get(tx, vacancy_id)
    if vacancy is None or not rules.may_see(tx, who, vacancy):
        return None
    employer = employers.known(tx, vacancy.employer_id)
    officer = officer_of(tx, who, employer)
    says = vacancies.offer(tx, vacancy)
    contact = (
        says.contact_name or employers.contact_name(tx, employer),
        says.phone or employers.phone(tx, employer),
    )
    lines = [
        *facts(tx, who, vacancy),
        f"📞 {' '.join(part for part in contact if part) or '–'}",
        "",
        f"👉 {standing(vacancy).to(who.language)}",
        *(word.to(who.language) for word in _besides(tx, vacancy, officer=officer)),
        *(word.to(who.language) for word in (unspoken(tx, employer) if officer else ())),
    ]
    rows = (
        *(_office_rows(who, vacancy, employer) if officer else ()),
        *_own_rows(who, vacancy),
        *_applicants(who, vacancy),
    )
    return Screen("\n".join([f"💼 {says.post}", *lines]), rows)


def _applicants(who: Person, vacancy: Vacancy) -> Rows:
    """The way to all who have applied, once they could."""
    if vacancy.opened is None:
        return ()
    return ((opener(_("👥 Who applies").to(who.language), APPLICANTS, vacancy.id),),)


def _besides(tx: Tx, vacancy: Vacancy, *, officer: bool) -> list[Word]:
    """What the officer must look at; what the employer must change or hear."""
    if vacancy.stage == Stage.REFUSED:
        return [_("↩️ To be changed: {note}", note=vacancies.note(tx, vacancy) or "–")]
    if vacancy.stage == Stage.HIDDEN:
        return [_("It is not shown until somebody says that it still holds.")]
    if vacancy.stage != Stage.CHECKING:
        return []
    if not officer:
        return [_("You hear as soon as it has been looked over.")]
    found = rules.findings(vacancies.offer(tx, vacancy))
    words = [
        Word(mark.msgid, None, (("passage", one.passage),))
        for one in found
        if (mark := MARKS.get(one.ground))
    ]
    if too_long(Hours.read(vacancy.hours)):
        words.append(_("More than 44 hours a week: is that meant?"))
    if not wages.every(tx):
        words.append(_("No local minimum wage is entered yet: please compare it yourself."))
    return [_("⚠️ {mark}", mark=word) for word in words]


def _office_rows(who: Person, vacancy: Vacancy, employer: Employer) -> Rows:
    back = _choice(who, vacancy, _("↩️ Send back"), "back")
    if vacancy.stage == Stage.CHECKING and employer.stage == Standing.WAITING:
        first = _("🏢 Look at the employer first").to(who.language)
        return ((opener(first, EMPLOYER, employer.id),), (back,))
    if vacancy.stage == Stage.CHECKING:
        return ((_choice(who, vacancy, _("✅ Publish it"), "approve"), back),)
    if vacancy.stage in (Stage.OPEN, Stage.HIDDEN):
        return ((back,),)
    return ()


def _own_rows(who: Person, vacancy: Vacancy) -> Rows:
    """What its employer may do, and an officer for one without Telegram."""
    rows: Rows = ()
    if vacancy.stage in (Stage.OPEN, Stage.HIDDEN):
        still = _choice(who, vacancy, _("✅ Still open"), "confirm")
        hide = _choice(who, vacancy, _("🙈 Hide it for now"), "hide")
        rows = ((still, hide),) if vacancy.stage == Stage.OPEN else ((still,),)
    if vacancy.stage in rules.STANDING:
        filled = _choice(who, vacancy, _("🎉 Filled"), f"close.{Reason.FILLED}")
        ends = _choice(who, vacancy, _("No longer wanted"), f"close.{Reason.WITHDRAWN}")
        rows += ((_choice(who, vacancy, _("✏️ Change it"), "edit"),), (filled, ends))
    return rows


def _choice(who: Person, vacancy: Vacancy, word: Word, choice: str) -> Button:
    return button(word.to(who.language), VACANCY, vacancy.id, choice, vacancy.revision)


def approve(turn: Turn, vacancy_id: int, _extra: str) -> None:
    rules.approve(turn.tx, turn.who, vacancy_id, turn.now)
    turn.card(VACANCY, vacancy_id)


def back(turn: Turn, vacancy_id: int, _extra: str) -> None:
    """Ask the officer what has to be changed."""
    vacancy = vacancies.known(turn.tx, vacancy_id)
    if not officer_of(turn.tx, turn.who, employers.known(turn.tx, vacancy.employer_id)):
        raise Refused("jobs.not_found")
    filling.start(turn, SendBack, {"vacancy": vacancy_id})


def confirm(turn: Turn, vacancy_id: int, _extra: str) -> None:
    rules.confirm(turn.tx, turn.who, vacancy_id, turn.now)
    turn.answer(_("Thank you. It is shown for fifteen days more."))
    turn.card(VACANCY, vacancy_id)


def hide(turn: Turn, vacancy_id: int, _extra: str) -> None:
    rules.hide(turn.tx, turn.who, vacancy_id)
    turn.card(VACANCY, vacancy_id)


def edit(turn: Turn, vacancy_id: int, _extra: str) -> None:
    """Open the form with everything answered as it stands."""
    vacancy = vacancies.known(turn.tx, vacancy_id)
    fixed = {"employer": vacancy.employer_id, "vacancy": vacancy.id}
    filling.start(turn, Form_, fixed, given(turn.tx, vacancy))


def close(turn: Turn, vacancy_id: int, extra: str) -> None:
    """Ask once; close it at the second tap."""
    reason, _dot, sure = extra.partition(".")
    if reason not in CLOSING:
        raise Refused("jobs.not_found")
    if sure == YES:
        rules.close(turn.tx, turn.who, vacancy_id, Reason(reason), turn.now)
        turn.card(VACANCY, vacancy_id)
        return
    vacancy = vacancies.known(turn.tx, vacancy_id)
    if not rules.may_see(turn.tx, turn.who, vacancy):
        raise Refused("jobs.not_found")
    rows = (
        (_choice(turn.who, vacancy, CLOSING[reason], f"close.{reason}.{YES}"),),
        (_choice(turn.who, vacancy, _("⬅️ Back"), "see"),),
    )
    says = _("Everybody who still applies hears that it is over. It cannot be taken back.")
    turn.amend(Screen(turn.to(says), rows))


def see(turn: Turn, vacancy_id: int, _extra: str) -> None:
    turn.card(VACANCY, vacancy_id)


def checked(tx: Tx, who: Person, vacancy_id: int | None) -> About:
    """The vacancy an officer says something about."""
    vacancy = vacancies.get(tx, vacancy_id or 0)
    employer = employers.get(tx, vacancy.employer_id) if vacancy else None
    if vacancy is None or employer is None or not officer_of(tx, who, employer):
        return About("", NOT_FOUND)
    return About(f"💼 {vacancies.post(tx, vacancy)} · {employers.name(tx, employer)}")


def revision(tx: Tx, vacancy_id: int) -> int | None:
    vacancy = vacancies.get(tx, vacancy_id)
    return vacancy.revision if vacancy else None


def about(tx: Tx, vacancy_id: int) -> int | None:
    """Whose name and number the card shows."""
    vacancy = vacancies.get(tx, vacancy_id)
    return employers.known(tx, vacancy.employer_id).person_id if vacancy else None


CARD = Card(
    VACANCY,
    VACANCY,
    revision,
    draw,
    {
        "approve": approve,
        "back": back,
        "confirm": confirm,
        "hide": hide,
        "edit": edit,
        "close": close,
        "see": see,
    },
    about=about,
)
FORMS = (FormEntry(Form_, submitted), FormEntry(SendBack, sent_back))
FACTS = {"jobs.vacancy": checked}
