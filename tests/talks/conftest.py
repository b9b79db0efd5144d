"""The town and its people for every talk."""

import pytest

from simulator.client import Phone
from tests.talks.mornings import daughter
from tests.town import NEWCOMER, Town, cast, rough_town, town

__all__ = ["daughter", "rough_town", "town"]


@pytest.fixture
async def people(town: Town) -> tuple[Phone, Phone, Phone]:
    """王阿姨, 小李 and 张师傅 with their chats open."""
    return await cast(town)


@pytest.fixture
def wang(people: tuple[Phone, Phone, Phone]) -> Phone:
    """王阿姨, a resident."""
    return people[0]


@pytest.fixture
def li(people: tuple[Phone, Phone, Phone]) -> Phone:
    """小李 of the community's staff."""
    return people[1]


@pytest.fixture
def zhang(people: tuple[Phone, Phone, Phone]) -> Phone:
    """张师傅 of the property company."""
    return people[2]


@pytest.fixture
async def newcomer(town: Town) -> Phone:
    """小周, whom nobody knows yet."""
    return await town.phone("小周", NEWCOMER)
