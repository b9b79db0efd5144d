"""The words for who seeks work: when, how far, what suits them, how their application stands."""

from community.jobs.kinds import Trade
from community.places import Kind
from community.seekers import Reach, Window
from community.seekers.applying import Why
from community.seekers.finding import Sorting
from community.seekers.fit import ANY, About, Fit, Near, Need, Offered, Reason, Suits
from community.seekers.stages import Stage
from handlers.jobs.words import TRADES, hours_words, pay_words
from storage import places
from storage.moments import local
from storage.tx import Tx
from storage.vacancies import Vacancy
from talk.several import listed
from talk.times import dated
from talk.words import Word, _, pgettext

WINDOWS = {
    Window.ALWAYS: _("🕛 Any time"),
    Window.DAYTIME: _("☀️ Workdays 8–18"),
    Window.SCHOOL: _("🎒 Workdays 8–16, during school"),
    Window.MORNINGS: _("🌅 Mornings 7–12"),
    Window.AFTERNOONS: _("🌇 Afternoons 12–18"),
    Window.EVENINGS: _("🌆 Evenings 17–22"),
    Window.NIGHTS: _("🌙 Nights 20–8"),
    Window.WEEKENDS: _("📅 Weekends"),
}
REACHES = {
    Reach.ESTATE: _("🏘 In my estate"),
    Reach.COMMUNITY: _("🚶 In my community"),
    Reach.ANYWHERE: _("🚌 Anywhere, also by bus"),
}
NEEDS = {
    Need.SCHOOL: _("🎒 Bringing and fetching a child"),
    Need.ELDER: _("👵 Somebody at home needs care"),
    Need.NIGHTS: _("🌙 I cannot work at night"),
}
SORTINGS = {
    Sorting.FIT: _("👍 What suits me"),
    Sorting.NEAR: _("📍 What is near"),
    Sorting.PAY: _("💰 What pays more"),
    Sorting.NEW: _("🆕 What is new"),
}
STAGES = {
    Stage.SENT: pgettext("application", "sent, not answered yet"),
    Stage.INVITED: pgettext("application", "an interview is being arranged"),
    Stage.AGREED: pgettext("application", "an interview is agreed"),
    Stage.PLACED: pgettext("application", "taken on"),
    Stage.DECLINED: pgettext("application", "not this time"),
    Stage.WITHDRAWN: pgettext("application", "withdrawn"),
    Stage.CLOSED: pgettext("application", "the vacancy is over"),
}
WHYS = {
    Why.FILLED: _("Others were chosen this time"),
    Why.HOURS: _("The hours do not go together"),
    Why.SKILLS: _("The work needs something else"),
    Why.OTHER: pgettext("no", "Another reason"),
}
REACHED = {
    Suits.WELL: _("you can get there"),
    Suits.PARTLY: _("you can get there, but it is far"),
    Suits.NOT: _("farther than you want to go"),
}
PAYS = {
    Suits.WELL: _("what you hope for"),
    Suits.PARTLY: _("a little less than you hope for"),
    Suits.NOT: _("less than you hope for"),
}
TIMES = {
    Suits.WELL: _("you have time"),
    Suits.PARTLY: _("you have time for most of it"),
    Suits.NOT: _("you have no time then"),
}
LOOKED_AFTER = {
    (Need.SCHOOL, Suits.WELL): _("🎒 You can bring and fetch the child"),
    (Need.SCHOOL, Suits.PARTLY): _("🎒 Somebody else must bring or fetch the child"),
    (Need.ELDER, Suits.WELL): _("👵 So near that you can look in at home"),
    (Need.ELDER, Suits.PARTLY): _("👵 Too far to look in at home"),
    (Need.NIGHTS, Suits.WELL): _("🌙 No work at night"),
    (Need.NIGHTS, Suits.NOT): _("🌙 With work at night"),
}
MARKS = {Suits.WELL: "✅", Suits.PARTLY: "🔸", Suits.NOT: "❌"}


def trades_words(trades: tuple[str, ...]) -> Word:
    """What somebody can do."""
    return listed(TRADES[Trade(trade)] for trade in trades) if trades else _("any work")


def reasons(tx: Tx, vacancy: Vacancy, offered: Offered, found: Fit, language: str) -> list[str]:
    """Why it suits somebody or not, a line each; only they read it."""
    return [
        f"{MARKS[one.suits]} {_reason(tx, vacancy, offered, one).to(language)}"
        for one in found.reasons
        if one.detail != ANY  # what does not matter to somebody is no reason
    ]


def _reason(tx: Tx, vacancy: Vacancy, offered: Offered, one: Reason) -> Word:
    match one.about:
        case About.TRADE:
            fits = _("you can do it") if one.suits is Suits.WELL else _("you have not named it")
            return _("{what}: {how}", what=TRADES[Trade(offered.trade)], how=fits)
        case About.HOURS:
            hours = _("🕒 {hours}", hours=hours_words(offered.hours))
            return _("{what}: {how}", what=hours, how=TIMES[one.suits])
        case About.PLACE:
            near = _("📍 {place}", place=_near(tx, vacancy, one.detail))
            return _("{what}: {how}", what=near, how=REACHED[one.suits])
        case About.PAY:
            paid = pay_words(vacancy.pay_from, vacancy.pay_to, vacancy.pay_unit)
            return _("{what}: {how}", what=_("💰 {pay}", pay=paid), how=PAYS[one.suits])
    return LOOKED_AFTER[Need(one.detail), one.suits]


def _near(tx: Tx, vacancy: Vacancy, near: str) -> Word:
    """Where it is, seen from home if that is near."""
    stops = vacancy.stops
    if near in (Near.ESTATE, Near.COMMUNITY) and stops:
        return _("{count} stops from home", count=stops)
    if near == Near.ESTATE:
        return _("in your estate")
    if near == Near.COMMUNITY:
        return _("in your community")
    place = places.get(tx, vacancy.place_id)
    above = places.upwards(tx, place) if place else []
    named = next((at.name for at in above if at.kind == Kind.ESTATE), place.name if place else "–")
    return _("{count} stops from {place}", count=stops, place=named) if stops else plain(named)


def plain(text: str) -> Word:
    """What somebody has named, as a word that is the same in every language."""
    return Word("{text}", None, (("text", text),))


def brief(tx: Tx, vacancy: Vacancy, offered: Offered, found: Fit | None) -> Word:
    """Hours, way and pay in one line: 8–15点、离家1站."""
    near = (
        next((one.detail for one in found.reasons if one.about is About.PLACE), "") if found else ""
    )
    paid = pay_words(vacancy.pay_from, vacancy.pay_to, vacancy.pay_unit)
    return listed((_hours(offered), _near(tx, vacancy, near), paid))


def _hours(offered: Offered) -> Word:
    """When the work is, as short as can be."""
    groups = offered.hours.grouped()
    if len(groups) == 1 and not groups[0][1] % 60 and not groups[0][2] % 60:
        _days, start, end = groups[0]
        return _("{start}–{end} o'clock", start=start // 60, end=end // 60 % 24)
    return hours_words(offered.hours)


def at_words(tx: Tx, at: int) -> Word:
    """A day and a time by the office's clock."""
    then = local(at, places.roots(tx)[0].zone)
    return _("{day} {time}", day=dated(then.date()), time=f"{then:%H:%M}")
