"""How well a vacancy suits somebody, and what is said of it."""

from dataclasses import replace

import pytest

from community.jobs.hours import EVERY_DAY, Hours
from community.jobs.kinds import Trade, Unit
from community.seekers import WINDOWS, WORKDAYS, Window
from community.seekers.fit import About, Fit, Near, Need, Offered, Suits, Wanted, fit

TOWN, COMMUNITY, ESTATE, NEXT = "0000", "00000001", "000000010002", "000000010003"
HOME = f"{ESTATE}00010001"
WANTED = Wanted(
    frozenset({Trade.HOUSEKEEPING, Trade.CATERING}),
    WINDOWS[Window.SCHOOL],
    (COMMUNITY,),
    HOME,
    3000,
    frozenset({Need.SCHOOL}),
)
OFFERED = Offered(
    Trade.HOUSEKEEPING, Hours.of(WORKDAYS, 480, 900), ESTATE, 0, 3000, 3500, Unit.MONTH
)


def said(found: Fit, about: About) -> tuple[Suits, str]:
    [reason] = [one for one in found.reasons if one.about is about]
    return reason.suits, reason.detail


def test_what_suits_in_everything_is_a_real_fit_with_its_reasons() -> None:
    found = fit(WANTED, OFFERED)
    assert found.real
    assert found.score == 1
    assert said(found, About.PLACE) == (Suits.WELL, Near.ESTATE)
    assert said(found, About.NEED) == (Suits.WELL, Need.SCHOOL)


def at(**changes: object) -> Offered:
    return replace(OFFERED, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("offered", "about", "suits", "real"),
    [
        (at(trade=Trade.DELIVERY), About.TRADE, Suits.NOT, False),
        (at(hours=Hours.of(WORKDAYS, 480, 990)), About.HOURS, Suits.PARTLY, True),
        (at(hours=Hours.of(WORKDAYS, 540, 1260)), About.HOURS, Suits.NOT, False),
        (at(hours=Hours.of(EVERY_DAY, 1320, 360)), About.HOURS, Suits.NOT, False),
        (at(path=NEXT), About.PLACE, Suits.WELL, True),
        (at(path=COMMUNITY, stops=2), About.PLACE, Suits.WELL, True),
        (at(stops=6), About.PLACE, Suits.NOT, False),
        (at(path="00000002"), About.PLACE, Suits.NOT, False),
        (at(path=TOWN), About.PLACE, Suits.WELL, True),  # somewhere in it: it may be near
        (at(pay_to=2600, pay_from=2000), About.PAY, Suits.PARTLY, True),
        (at(pay_to=2000, pay_from=2000), About.PAY, Suits.NOT, False),
        (at(pay_to=25, pay_from=22, unit=Unit.HOUR), About.PAY, Suits.WELL, True),
        (at(pay_to=120, pay_from=120, unit=Unit.DAY), About.PAY, Suits.PARTLY, True),
    ],
)
def test_each_thing_that_does_not_suit_is_said(
    offered: Offered, about: About, suits: Suits, real: bool
) -> None:
    found = fit(WANTED, offered)
    assert said(found, about)[0] is suits
    assert found.real is real
    assert found.score <= fit(WANTED, OFFERED).score


def test_who_takes_any_work_anywhere_is_stopped_by_no_bus_and_by_nights_alone() -> None:
    anybody = Wanted(frozenset(), WINDOWS[Window.ALWAYS], (TOWN,))
    assert fit(anybody, at(stops=9, path="00000003")).real
    night = at(hours=Hours.of(EVERY_DAY, 1320, 360))
    assert fit(anybody, night).real
    awake = replace(anybody, needs=frozenset({Need.NIGHTS}))
    assert said(fit(awake, night), About.NEED) == (Suits.NOT, Need.NIGHTS)
    assert not fit(awake, night).real


def test_windows_said_together_count_once() -> None:
    both = Wanted(frozenset(), WINDOWS[Window.DAYTIME], (TOWN,))
    twice = replace(both, hours=Hours((*both.hours.spans, *WINDOWS[Window.SCHOOL].spans)))
    assert fit(both, OFFERED) == fit(twice, OFFERED)
