"""The words for work: trades, hours, pay, and how it stands with what is offered."""

from community.jobs.hours import DAY_MINUTES, EVERY_DAY, Hours
from community.jobs.kinds import Contract, Insurance, Reason, Sort, Stage, Standing, Trade, Unit
from talk.several import listed
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
    Sort.HOUSEHOLD: _("🏠 Family"),
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
DAYS = {
    1: _("Mon"),
    2: _("Tue"),
    3: _("Wed"),
    4: _("Thu"),
    5: _("Fri"),
    6: _("Sat"),
    7: _("Sun"),
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
        return _("{first} to {last}", first=DAYS[days[0]], last=DAYS[days[-1]])
    return listed(DAYS[day] for day in days)


def _clock(minute: int) -> Word | str:
    said = f"{minute // 60 % 24}:{minute % 60:02}"
    return _("{time} the next day", time=said) if minute > DAY_MINUTES else said


def pay_words(low: int, high: int, unit: str) -> Word:
    """What is paid: ¥3000–4000 a month."""
    much = f"{low}" if low == high else f"{low}–{high}"
    return _("¥{much} {unit}", much=much, unit=UNITS[Unit(unit)])
