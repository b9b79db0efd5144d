"""💞: a registration with everybody who has a part in it, and what each must not see."""

import pytest

from simulator.client import Phone
from tests.talks.singles import registers, singles, verifies
from tests.town import Town

Trio = tuple[Phone, Phone, Phone]


@pytest.fixture
async def trio(town: Town) -> Trio:
    return await singles(town)


async def test_somebody_registers_and_the_matchmaker_sees_the_papers(
    town: Town, trio: Trio
) -> None:
    he, mei, _qiang = trio
    await mei.taps("💞 社区红娘")
    door = await mei.sees("不收一分钱")
    assert "何红娘" in door["text"]
    await registers(mei, "女", "1995-05-08", "何红娘 · 广安社区")
    card = await he.sees("📝 已登记，等红娘看证件")
    assert "💞 小梅" in card["text"]
    assert "13900000302" in card["text"]
    await verifies(he)
    await mei.sees("证件看过了，什么都没留底")
    assert await town.count("consents", "purpose = 'matchmaking' AND withdrawn IS NULL") == 1
