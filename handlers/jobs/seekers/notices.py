"""What is told about applications: a sentence over the card of whoever reads it."""

from handlers.jobs.seekers import counter, opening
from handlers.jobs.seekers.applied import person_of
from handlers.jobs.seekers.kinds import APPLICANT, APPLIED
from handlers.jobs.seekers.words import at_words
from storage import applications, interviews, people, vacancies
from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk.registry import Notice
from talk.screens import Screen
from talk.words import Word, _

TO_SEEKER = {
    "seekers.invited": _("🎉 Good news: the employer would like to meet you."),
    "seekers.declined": _("The employer has answered."),
    "seekers.placed": _("🎉 Congratulations, you have found work!"),
    "seekers.over": _("This work is no longer offered. Thank you for applying; other work waits."),
    "seekers.slow": _("The employer has not answered in time. The officer asks them now."),
    "seekers.still": _("A month has gone by: are you still there, and is it as it was said?"),
}
TO_EMPLOYER = {
    "seekers.applied": _("📨 Somebody would like to work with you."),
    "seekers.waits": _("⏳ Somebody waits for your answer; two working days are left."),
    "seekers.overdue": _("⏰ This should have been answered within five working days."),
    "seekers.other_time": _("🕒 Another time is proposed for the interview."),
    "seekers.passed": _("🕒 The time proposed is over without a yes. Please propose another one."),
    "seekers.how": _("How was the interview? Please say whether they are taken on."),
    "seekers.stays": _("A month has gone by: do they still work with you?"),
    "seekers.silent": _("📞 Please phone: thirty days on somebody has not said how it goes."),
}
TO_BOTH = {
    "seekers.agreed": _("👌 The time of the interview is agreed."),
    "seekers.meeting": _("🔔 The interview is soon."),
}


def _headed(word: Word, kind: str) -> Notice:
    def draw(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
        return Screen(word.to(reader.language))

    return Notice(Rank.TASK if kind == APPLICANT else Rank.REPLY, draw, kind)


def _either(word: Word) -> Notice:
    """What both sides hear: when and where, each without the other's card."""

    def draw(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
        one, standing = applications.get(tx, tell.subject), interviews.standing(tx, tell.subject)
        if one is None or standing is None:
            return None
        post = vacancies.post(tx, vacancies.known(tx, one.vacancy_id))
        name = (
            "" if reader.id == one.person_id else people.name(tx, people.known(tx, one.person_id))
        )
        says = _(
            "{head}\n💼 {post} {name}\n🗓 {time}\n📍 {spot}",
            head=word,
            post=post,
            name=name,
            time=at_words(tx, standing.meets),
            spot=interviews.spot(tx, standing),
        )
        return Screen(says.to(reader.language))

    return Notice(Rank.REPLY, draw, about=person_of)


def _withdrawn(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Tell the employer for which post somebody applies no more, without their name."""
    one = applications.get(tx, tell.subject)
    if one is None:
        return None
    post = vacancies.post(tx, vacancies.known(tx, one.vacancy_id))
    says = _("↩️ Somebody who applied as {post} has withdrawn.", post=post)
    return Screen(says.to(reader.language))


def _to_phone(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    return Screen(_("☎️ Please phone them: there is news.").to(reader.language))


NOTICES = {
    **{name: _headed(word, APPLIED) for name, word in TO_SEEKER.items()},
    **{name: _headed(word, APPLICANT) for name, word in TO_EMPLOYER.items()},
    **{name: _either(word) for name, word in TO_BOTH.items()},
    "seekers.withdrawn": Notice(Rank.TASK, _withdrawn),
    "seekers.fits": Notice(Rank.NOTICE, opening.fits),
    "seekers.fits_others": Notice(Rank.NOTICE, counter.fits),
    "seekers.phone_them": Notice(Rank.TASK, _to_phone, APPLIED),
}
