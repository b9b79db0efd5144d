"""What hardly ever changes is looked up once a transaction, and never stale."""

from storage import categories, places
from storage.engine import Database
from storage.tx import Tx
from tests.conftest import NOW


class Oops(Exception):
    pass


def made(tx: Tx) -> None:
    root = places.add(tx, None, "subdistrict", "广安街道", "Asia/Shanghai", NOW)
    places.add(tx, root, "community", "广安社区", "Asia/Shanghai", NOW)


def seen(tx: Tx) -> tuple[str, list[str]]:
    """The subdistrict's name by each way to it, and what stands below it."""
    (root,) = places.roots(tx)
    below = places.below(tx, root.id)
    above = [places.upwards(tx, at)[0].name for at in below]
    by_id = places.get(tx, root.id)
    assert by_id is not None
    assert {root.name, by_id.name, *above} == {root.name}
    return root.name, [at.name for at in below]


def changed(tx: Tx) -> None:
    (root,) = places.roots(tx)
    places.rename(tx, root, "长安街道")
    places.add(tx, root, "community", "向阳社区", "Asia/Shanghai", NOW)


def changed_in_vain(tx: Tx) -> None:
    changed(tx)
    assert seen(tx)[0] == "长安街道"
    raise Oops


async def test_units_that_share_a_commit_see_what_the_one_before_changed(
    database: Database,
) -> None:
    await database.run(made)
    before, _undone, still, _done, after = await database.batch(
        [seen, changed_in_vain, seen, changed, seen]
    )
    assert before == still == ("广安街道", ["广安社区"])
    assert after == ("长安街道", ["广安社区", "向阳社区"])


async def test_a_category_of_this_transaction_is_among_all(database: Database) -> None:
    def job(tx: Tx) -> None:
        several = len(categories.every(tx))
        made = categories.add(tx, "电梯间", "ordinary", NOW)
        assert categories.every(tx)[several:] == [made]
        categories.change(tx, made, name="楼梯间")
        found = categories.by_code(tx, made.code)
        assert found is not None
        assert found == categories.get(tx, made.id)
        assert found.name == "楼梯间"

    await database.run(job)
