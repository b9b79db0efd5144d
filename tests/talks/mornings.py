"""A morning on which 王阿姨 is not heard of: who is there for her, and time that passes."""

from functools import partial

import pytest

from community.checkins import mornings
from community.checkins.kinds import Part
from simulator.client import Phone
from simulator.view import text_of
from storage import checkin_helpers, checkin_plans, people
from storage.tx import Tx
from tests.talks.test_settings import until
from tests.town import WANG, ZHANG, Town, greeted

MINUTE_MS = 60_000
DAUGHTER, KEY, ILLNESS, PHONE = 900_301, "钥匙在对门刘姐家", "糖尿病", "13712345678"
SAYS = "王阿姨今天还没有报平安"


def enrol(tx: Tx, now: int) -> None:
    """王阿姨 with her daughter as her contact; 张师傅 is the grid worker of her estate."""
    wang, zhang, daughter = (people.by_telegram(tx, one) for one in (WANG, ZHANG, DAUGHTER))
    assert wang
    assert zhang
    assert daughter
    people.set_phone(tx, wang.id, PHONE)
    people.grant(tx, zhang.id, "grid_worker", zhang.roles[0].place_id, None, now)
    plan = mornings.begin(tx, wang, None, now)
    checkin_plans.set_note(tx, plan.id, "keys", KEY)
    checkin_plans.set_note(tx, plan.id, "illness", ILLNESS)
    contact = checkin_helpers.add(tx, plan.id, daughter.id, Part.CONTACT, now)
    checkin_helpers.agree(tx, contact.id, now)


@pytest.fixture
async def daughter(town: Town, wang: Phone) -> Phone:
    """Her daughter; it is nine in the morning, and 王阿姨 has not been heard of."""
    phone = await greeted(await town.phone("小王", DAUGHTER))
    await phone.taps("同意")
    await town.run(named)
    await town.quiet()
    town.clock.advance(until(town.clock.now(), hour=10))
    await town.run(partial(enrol, now=town.clock.now()))
    await passes(town, until(town.clock.now(), hour=9))
    await wang.sees("🌞 王阿姨，您今天好吗？")
    return phone


def named(tx: Tx) -> None:
    """Her daughter has a name and has agreed."""
    found = people.by_telegram(tx, DAUGHTER)
    assert found
    people.set_name(tx, found.id, "小王")
    people.set_consented(tx, found.id, 1)


async def passes(town: Town, milliseconds: int) -> None:
    """Time goes on, and what is due is done."""
    town.clock.advance(milliseconds)
    await town.app.timing.scan()
    await town.quiet()


def knows(phone: Phone, *secrets: str) -> bool:
    """Whether any of it has ever stood on somebody's phone."""
    texts = [text_of(one) for one in phone.messages.values()]
    return any(secret in text for secret in secrets for text in texts)
