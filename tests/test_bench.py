"""The town of the measurements: written by the thousand, and as the rules would have left it."""

from pathlib import Path

from bench.bulk import COMMUNITIES, STEPS, STORY, populate
from bench.contestants import ours
from storage import cases, consents, people
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
            ended += cases.reported_by(tx, person.id, 10)
        assert [cases.story(tx, case) for case in ended] == [STORY] * 3
        assert {len(cases.timeline(tx, case.id)) for case in ended} == {len(STEPS)}

    async with ours.opened(tmp_path) as database:
        assert len(await populate(database, RESIDENTS)) == COMMUNITIES
        await database.run(look)
