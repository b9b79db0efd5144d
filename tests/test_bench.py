"""The town of the measurements: written by the thousand, and as the rules would have left it."""

from pathlib import Path

import pytest

from bench.__main__ import SIZES
from bench.bulk import COMMUNITIES, HOMES, STEPS, STORY, populate
from bench.contestants import ours
from bench.growth import IN_FLIGHT, Town
from bench.processes import Running
from simulator.telegram import Telegram
from storage import casebooks, cases, consents, people
from storage.tx import Tx

RESIDENTS = range(500_000_001, 500_000_031)


async def test_everybody_in_bulk_has_name_home_and_consent_and_one_in_ten_a_past(
    tmp_path: Path,
) -> None:
    def look(tx: Tx) -> None:
        ended = []
        for telegram_id in RESIDENTS:
            person = people.by_telegram(tx, telegram_id)
            assert person
            assert people.name(tx, person) == f"居民{telegram_id}"
            assert person.home_id
            assert consents.of(tx, person.id)
            ended += casebooks.reported_by(tx, person.id, 10)
        assert [cases.story(tx, case) for case in ended] == [STORY] * 3
        assert {len(cases.timeline(tx, case.id)) for case in ended} == {len(STEPS)}

    async with ours.opened(tmp_path) as database:
        assert len(await populate(database, RESIDENTS)) == COMMUNITIES
        await database.run(look)


@pytest.mark.parametrize("size", SIZES)
def test_those_who_report_live_at_the_same_homes_in_every_size(size: int) -> None:
    residents = range(RESIDENTS.start, RESIDENTS.start + size)
    town = Town(residents, Telegram(), Running(0), 0)
    rounds = [town.some(number) for number in range(7)]
    everybody = [person for people in rounds for person in people]
    assert len(set(everybody)) == 7 * IN_FLIGHT
    assert all(person in residents for person in everybody)
    homes = [[(person - residents.start) % HOMES for person in people] for people in rounds]
    assert homes == [list(range(number, SIZES[0], 20)) for number in range(7)]
