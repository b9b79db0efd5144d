"""What employers and officers are told."""

from collections.abc import Callable

from community.jobs.employers import EMPLOYER
from community.jobs.vacancies import VACANCY
from handlers.jobs import employers as employer_cards
from handlers.jobs import vacancies as vacancy_cards
from storage import employers, vacancies
from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk.registry import Notice
from talk.screens import Screen, bold
from talk.words import Word, _

Drawn = Callable[[Tx, Person, Tell], Screen | None]


def _headed(word: Word) -> Drawn:
    """The heading over the card that follows."""
    return lambda _tx, reader, _tell: Screen(bold(word.to(reader.language)))


def _of_employer(say: Callable[[str], Word]) -> Drawn:
    def draw(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
        employer = employers.get(tx, tell.subject)
        return Screen(say(employers.name(tx, employer)).to(reader.language)) if employer else None

    return draw


def _of_vacancy(say: Callable[[str], Word]) -> Drawn:
    def draw(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
        vacancy = vacancies.get(tx, tell.subject)
        return Screen(say(vacancies.post(tx, vacancy)).to(reader.language)) if vacancy else None

    return draw


def _own(rank: Rank, say: Callable[[str], Word]) -> Notice:
    """A sentence about a vacancy, with its card below."""
    return Notice(rank, _of_vacancy(say), VACANCY, about=vacancy_cards.about)


NOTICES = {
    "jobs.employer_waits": Notice(
        Rank.TASK,
        _headed(_("🏢 An employer to be looked over")),
        EMPLOYER,
        about=employer_cards.about,
    ),
    "jobs.vacancy_waits": Notice(
        Rank.TASK,
        _headed(_("💼 A vacancy to be looked over")),
        VACANCY,
        about=vacancy_cards.about,
    ),
    "jobs.unspoken": Notice(
        Rank.TASK,
        _of_employer(
            lambda name: _(
                "☎️ Who speaks for “{name}” can no longer be asked here. What it offers is yours to"
                " confirm: please phone.",
                name=name,
            )
        ),
        EMPLOYER,
        about=employer_cards.about,
    ),
    "jobs.employer_on_file": Notice(
        Rank.REPLY, _of_employer(lambda name: _("✅ {name} is on file.", name=name))
    ),
    "jobs.employer_declined": Notice(
        Rank.REPLY,
        _of_employer(
            lambda name: _(
                "{name} could not be put on file. Please ask the community why.", name=name
            )
        ),
    ),
    "jobs.employer_blocked": Notice(
        Rank.REPLY,
        _of_employer(
            lambda name: _(
                "⛔ {name} may offer no work at present. Please ask the community why.", name=name
            )
        ),
    ),
    "jobs.taken_over": Notice(
        Rank.REPLY,
        _of_employer(
            lambda name: _(
                "🤝 {name} is looked after by its own people now: they answer who applies.",
                name=name,
            )
        ),
    ),
    "jobs.published": _own(Rank.REPLY, lambda post: _("✅ “{post}” is published.", post=post)),
    "jobs.sent_back": _own(
        Rank.REPLY, lambda post: _("↩️ “{post}” has to be changed first.", post=post)
    ),
    "jobs.still": _own(
        Rank.TASK,
        lambda post: _("Is “{post}” still open? A tap is enough, or it is hidden.", post=post),
    ),
    "jobs.lapsed": _own(
        Rank.TASK,
        lambda post: _("“{post}” is hidden now: nobody said that it still holds.", post=post),
    ),
    "jobs.expired": _own(
        Rank.TASK, lambda post: _("“{post}” is over: its last day has passed.", post=post)
    ),
}
