"""The words for work: trades, hours, pay, and how it stands with what is offered."""

from community.jobs.hours import DAY_MINUTES, EVERY_DAY, Hours
from community.jobs.kinds import (
    Contract,
    Insurance,
    Reason,
    Sort,
    Source,
    Stage,
    Standing,
    Trade,
    Unit,
)
from community.jobs.wording import Ground
from talk.several import listed
from talk.times import WEEKDAYS
from talk.words import Word, _, pgettext

TRADES = {
    Trade.HOUSEKEEPING: _("🧹 Housekeeping"),
    Trade.CHILDCARE: _("🍼 Caring for children"),
    Trade.ELDERCARE: _("👵 Caring for old people"),
    Trade.CATERING: _("🍳 Kitchen and restaurant"),
    Trade.RETAIL: _("🛍 Selling"),
    Trade.FACTORY: _("🏭 In a factory"),
    Trade.SEWING: _("🧵 Sewing and handicraft"),
    Trade.OFFICE: _("🖥 Office and accounts"),
    Trade.TEACHING: _("📚 Teaching"),
    Trade.HEALTH: _("💊 Health"),
    Trade.BEAUTY: _("💇 Hair and beauty"),
    Trade.DELIVERY: _("🛵 Delivery and driving"),
    Trade.WAREHOUSE: _("📦 Warehouse"),
    Trade.ESTATES: _("🏢 Estates and security"),
    Trade.OTHER: pgettext("trade", "Other"),
}
SORTS = {
    Sort.COMPANY: _("🏢 Company"),
    Sort.SHOP: _("🏪 Shop or restaurant"),
    Sort.PUBLIC: _("🏫 Public institution"),
    Sort.HOUSEHOLD: _("👪 Family"),
    Sort.OTHER: pgettext("employer", "Other"),
}
UNITS = {
    Unit.MONTH: pgettext("pay", "a month"),
    Unit.DAY: pgettext("pay", "a day"),
    Unit.HOUR: pgettext("pay", "an hour"),
}
CONTRACTS = {
    Contract.LABOUR: _("Labour contract"),
    Contract.PART_TIME: _("Part-time agreement"),
    Contract.SERVICE: _("Service agreement (e.g. with a family, or after retirement)"),
}
INSURANCES = {
    Insurance.FULL: _("All social insurances"),
    Insurance.INJURY: _("Insurance against accidents at work"),
    Insurance.ALLOWANCE: _("Money towards insuring oneself"),
    Insurance.NONE: _("No insurance"),
}
STANDINGS = {
    Standing.WAITING: _("is being checked"),
    Standing.ON_FILE: pgettext("employer", "on file"),
    Standing.DECLINED: pgettext("employer", "not taken"),
    Standing.BLOCKED: pgettext("employer", "blocked"),
}
STAGES = {
    Stage.CHECKING: _("is being checked"),
    Stage.OPEN: pgettext("vacancy", "open"),
    Stage.HIDDEN: pgettext("vacancy", "hidden"),
    Stage.CLOSED: pgettext("vacancy", "closed"),
    Stage.REFUSED: pgettext("vacancy", "refused"),
}
REASONS = {
    Reason.FILLED: pgettext("vacancy", "filled"),
    Reason.WITHDRAWN: pgettext("vacancy", "withdrawn"),
    Reason.EXPIRED: pgettext("vacancy", "over"),
    Reason.BLOCKED: pgettext("vacancy", "taken down"),
}
SOURCES = {
    Source.VISIT: _("🚶 We were there"),
    Source.PHONE: _("📞 By telephone"),
    Source.ASKED: _("🙋 It asked by itself"),
    Source.TABLE: _("📄 From a table"),
}
# What is refused, with the law in plain words; marks for the officer.
REFUSALS = {
    Ground.SEX: _(
        "“{passage}” cannot be taken: whether man or woman must not matter (Law on the Protection"
        " of Women's Rights, Law on Promotion of Employment). Please leave it out."
    ),
    Ground.FAMILY: _(
        "“{passage}” cannot be taken: whether somebody is married or has children must not be"
        " asked (Law on the Protection of Women's Rights). Please leave it out."
    ),
    Ground.REGISTER: _(
        "“{passage}” cannot be taken: where somebody comes from or is registered must not matter"
        " (Law on Promotion of Employment). Please leave it out."
    ),
    Ground.ETHNICITY: _(
        "“{passage}” cannot be taken: no nationality is put first or shut out (Labour Law, Law on"
        " Promotion of Employment). Please leave it out."
    ),
    Ground.RELIGION: _(
        "“{passage}” cannot be taken: what somebody believes must not matter (Labour Law). Please"
        " leave it out."
    ),
    Ground.CHILD: _(
        "“{passage}” cannot be taken: nobody under 16 may be employed (Provisions on the"
        " Prohibition of Child Labour)."
    ),
    Ground.FEES: _(
        "“{passage}” cannot be taken: no deposit and no fee may be asked of who comes to work"
        " (Labour Contract Law, article 9). Please leave it out."
    ),
    Ground.PAPERS: _(
        "“{passage}” cannot be taken: identity cards and other papers must not be kept (Labour"
        " Contract Law, article 9). Please leave it out."
    ),
    Ground.LOAN: _("“{passage}” cannot be taken: work must not begin with a loan for a training."),
    Ground.CLICKS: _(
        "“{passage}” cannot be taken: made-up orders and lent accounts are against the law, and"
        " mostly a fraud."
    ),
    Ground.UNPAID: _(
        "“{passage}” cannot be taken: days of trial are work and are paid (Labour Contract Law,"
        " article 20)."
    ),
    Ground.MINORS: _(
        "“{passage}” cannot be taken with work at night: who is under 18 is protected (Law on the"
        " Protection of Minors)."
    ),
}
MARKS = {
    Ground.SEX: _("“{passage}”: is one sex really needed for the work?"),
    Ground.AGE: _("“{passage}”: is there a lawful ground for an age?"),
    Ground.LOOKS: _("“{passage}”: do looks matter for the work?"),
    Ground.HEALTH: _("“{passage}”: carriers of an illness must not be shut out as such."),
    Ground.MINORS: _("“{passage}”: 16 and 17 are protected; nothing heavy, harmful or at night."),
    Ground.PERSON: _("“{passage}”: is it meant for one sex only?"),
}


def hours_words(hours: Hours) -> Word:
    """Hours of a week as people say them: Mon to Fri 8:00-15:00."""
    return listed(
        _("{days} {start}–{end}", days=_days(days), start=_clock(start), end=_clock(end))
        for days, start, end in hours.grouped()
    )


def _days(days: tuple[int, ...]) -> Word:
    if days == EVERY_DAY:
        return _("every day")
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return _("{first} to {last}", first=WEEKDAYS[days[0] - 1], last=WEEKDAYS[days[-1] - 1])
    return listed(WEEKDAYS[day - 1] for day in days)


def _clock(minute: int) -> Word | str:
    said = f"{minute // 60 % 24}:{minute % 60:02}"
    return _("{time} the next day", time=said) if minute > DAY_MINUTES else said


def pay_words(low: int, high: int, unit: str) -> Word:
    """What is paid: ¥3000–4000 a month."""
    much = f"{low}" if low == high else f"{low}–{high}"
    return _("¥{much} {unit}", much=much, unit=UNITS[Unit(unit)])
