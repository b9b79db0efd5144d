"""Tables of places and people: who may bring in what, and each row once whatever happens."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest

from community import imports as rules
from community import people as people_rules
from community.imports import State
from community.imports.entering import STRETCH, enter
from community.imports.looking import check
from community.imports.rows import Book, Checked, Lines, PersonRow, PlaceRow, Row
from community.places import UNNAMED, Kind, ensure_root
from community.refused import Refused
from community.roles import Role
from storage import consents, imports, people, places
from storage.cipher import Cipher
from storage.engine import Database
from storage.people import Person
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW

HOME = ("广安社区", "森林公园小区", "3号楼", "2单元")
THERE = ("向阳社区", "向阳小区", "1号楼", "1单元")
FRESH = ("新社区", "新小区", "1号楼", "1单元")
NUMBER = "13900001111"


def place(*path: str, root: str = "") -> PlaceRow:
    return PlaceRow("地点", 2, root, path)


def person(
    name: str = "赵奶奶",
    phone: str | None = NUMBER,
    home: tuple[str, ...] = HOME,
    role: str | None = None,
    at: tuple[str, ...] = (),
) -> PersonRow:
    return PersonRow("人员", 2, name, phone, home, role, at, "paper", "小孙")


def book(*rows: Row) -> Book:
    return Book(
        [row for row in rows if isinstance(row, PlaceRow)],
        [row for row in rows if isinstance(row, PersonRow)],
    )


def staff(tx: Tx, role: str = Role.SUBDISTRICT_STAFF, at: str = "") -> Person:
    """王阿姨, given a role at the subdistrict or at one of its communities."""
    who, root = gathered(tx).reporter, places.roots(tx)[0]
    place = places.child(tx, root, at) if at else root
    assert place is not None
    people.grant(tx, who.id, role, place.id, None, NOW)
    return people.known(tx, who.id)


WRONG: list[tuple[str, tuple[Row, ...], list[str]]] = [
    ("", (place(*FRESH), person(home=FRESH)), []),
    ("", (place(*FRESH[:2]), person(home=FRESH)), ["no_place"]),
    ("", (person(home=()),), ["no_place"]),
    ("", (person(role="property", at=FRESH[:1]),), ["no_place"]),
    ("", (place("甲社区", root="别的街道"),), ["root"]),
    ("", (person(), person(home=HOME[:3])), ["two_homes"]),
    ("", (person(), person("钱爷爷")), []),
    ("", (person(role="community_staff", at=HOME[:1]),), []),
    ("", (person(role="subdistrict_staff", at=HOME[:1]),), ["role"]),
    ("", (person(role="stairwell_head", at=HOME[:1]),), ["role"]),
    ("", (place(*FRESH), person(role="property", at=FRESH[:1])), ["role"]),
    ("", (person(phone=None, role="property", at=HOME[:2]),), ["role_phone"]),
    ("", (person(role="admin", at=HOME[:1]),), ["role"]),
    ("广安社区", (place(*HOME[:2], "9号楼"), person()), []),
    ("广安社区", (place(*FRESH),), ["not_yours"]),
    ("广安社区", (person(home=THERE),), ["not_yours"]),
    ("广安社区", (person(role="property", at=THERE[:2]),), ["role"]),
    ("向阳社区", (place("甲社区", root="别的街道"), person()), ["root", "not_yours", "not_yours"]),
]


@pytest.mark.parametrize(("at", "rows", "reasons"), WRONG)
async def test_each_row_is_looked_at_with_the_rights_of_who_brings_it(
    settled: Database, at: str, rows: tuple[Row, ...], reasons: list[str]
) -> None:
    def looked(tx: Tx) -> Checked:
        return check(tx, staff(tx, at=at), book(*rows), NOW)

    found = await settled.run(looked)
    assert [problem.reason for problem in found.problems] == reasons


async def test_only_the_office_and_job_officers_bring_tables(
    settled: Database,
) -> None:
    def bring(tx: Tx) -> set[str]:
        top = places.roots(tx)[0].id
        able = set()
        for role in Role:
            who = gathered(tx).stranger
            people.grant(tx, who.id, role, top, None, NOW)
            with suppress(Refused):
                rules.begin(tx, people.known(tx, who.id), "file", NOW)
                able.add(str(role))
            people.end_role(tx, who.id, role, top, NOW)
        return able

    assert await settled.run(bring) == {Role.SUBDISTRICT_STAFF, Role.ADMIN, Role.JOB_OFFICER}


def counts(tx: Tx) -> list[int]:
    tables = ("places", "people", "consents", "roles")
    rows = [tx.one(f"SELECT count(*) FROM {table}") for table in tables]
    return [row[0] for row in rows if row]


def ready(tx: Tx, who: Person, brought: Book) -> int:
    one = rules.begin(tx, who, "file", NOW)
    found = check(tx, who, brought, NOW)
    assert not found.problems
    rules.looked_over(tx, one.id, brought, found)
    return one.id


def enters(tx: Tx, brought: Book) -> list[int]:
    """Bring a table in to its end; returns what it was said to bring."""
    who = staff(tx)
    import_id = ready(tx, who, brought)
    rules.confirm(tx, who, import_id, NOW)
    rows = Lines(brought.lines())
    assert [*rows] == [*brought.rows]
    for _stretch in range(0, len(rows), STRETCH):
        assert rules.stretch(tx, import_id, rows, NOW) == []
    one = imports.get(tx, import_id)
    assert one is not None
    assert (one.state, one.upto, one.sealed_body) == (State.DONE, len(rows), None)
    return [one.places, one.people, one.roles, one.same]


async def test_a_table_brings_each_thing_once_however_often_it_comes(settled: Database) -> None:
    granny = person(role="stairwell_head", at=HOME)
    table = book(
        *(place(*FRESH), place(*FRESH[:2]), place(*HOME)),
        *(granny, granny, person(role="grid_worker", at=FRESH[:1])),
        *(person("钱爷爷", None, FRESH), person("钱爷爷", None, HOME)),
    )
    before = await settled.run(counts)
    assert await settled.run(partial(enters, brought=table)) == [4, 3, 2, 3]
    after = await settled.run(counts)
    # One role more: the one that lets 王阿姨 bring tables.
    assert [now - then for now, then in zip(after, before, strict=True)] == [4, 3, 3, 3]

    def entered(tx: Tx) -> tuple[Any, ...]:
        [granny] = people.by_phone(tx, NUMBER)
        [given] = consents.of(tx, granny.id)
        by = people.entered_by(tx, granny.id), given.recorded_by
        held = sorted(role.role for role in granny.roles)
        return by, given.how, consents.witness(tx, given), held, people.name(tx, granny)

    who = await settled.run(gathered)
    assert await settled.run(entered) == (
        (who.reporter.id, who.reporter.id),
        *("paper", "小孙", ["grid_worker", "stairwell_head"], "赵奶奶"),
    )

    def once_more(tx: Tx) -> tuple[Any, ...]:
        one = imports.get(tx, ready(tx, staff(tx), table))
        assert one is not None
        return one.state, one.places, one.people, one.roles, one.same

    assert await settled.run(once_more) == (State.SAME, 0, 0, 0, 8)
    assert await settled.run(counts) == after


async def test_a_long_table_is_entered_in_stretches_and_repeated_ones_change_nothing(
    settled: Database,
) -> None:
    table = book(*(place("新社区", f"{at}小区") for at in range(STRETCH + 50)))

    def through(tx: Tx) -> None:
        before = counts(tx)[0]
        who = staff(tx)
        import_id = ready(tx, who, table)
        assert rules.waiting(tx, import_id) is None, "it is not confirmed"
        assert rules.stretch(tx, import_id, table.rows, NOW) == []
        assert counts(tx)[0] == before
        rules.confirm(tx, who, import_id, NOW)
        assert rules.waiting(tx, import_id) is not None
        rules.stretch(tx, import_id, table.rows, NOW)
        assert counts(tx)[0] == before + 1 + STRETCH
        with pytest.raises(Refused):
            rules.confirm(tx, who, import_id, NOW)
        rules.expire(tx, import_id, "", NOW)
        rules.stretch(tx, import_id, table.rows, NOW)
        rules.stretch(tx, import_id, table.rows, NOW)
        assert counts(tx)[0] == before + 1 + STRETCH + 50

    await settled.run(through)


@pytest.mark.parametrize("number", [None, NUMBER], ids=["home", "number"])
async def test_a_row_costs_no_more_where_many_are_already(
    settled: Database, number: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[Row] = [person(f"赵{at}", number) for at in range(60)]

    def costs(tx: Tx, stretch: list[Row]) -> Counter[str]:
        spent: Counter[str] = Counter()
        with monkeypatch.context() as patch:
            for owner, name in ((type(tx), "one"), (type(tx), "all"), (Cipher, "open")):
                patch.setattr(owner, name, tallied(spent, name, getattr(owner, name)))
            assert enter(tx, None, stretch, NOW) == []
        return spent

    def entered(tx: Tx) -> list[Counter[str]]:
        return [costs(tx, rows[:10]), costs(tx, rows[10:50]), costs(tx, rows[50:])]

    first, _many, last = await settled.run(entered)
    assert (last["one"], last["all"]) == (first["one"], first["all"])
    assert last["open"] - first["open"] == 50, "each name is opened once, not for every row"


def tallied(spent: Counter[str], name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    def counts_and_works(*args: Any, **values: Any) -> Any:
        spent[name] += 1
        return work(*args, **values)

    return counts_and_works


async def test_who_claims_to_be_somebody_gets_no_role_by_it(settled: Database) -> None:
    def claimed(tx: Tx, verified: int | None) -> bool:
        stranger = gathered(tx).stranger
        people_rules.join(tx, stranger, "赵奶奶", gathered(tx).reporter.home_id, NOW)
        people.set_phone(tx, stranger.id, NUMBER, verified)
        enters(tx, book(person(role="property", at=HOME[:2])))
        return bool(people.known(tx, stranger.id).roles)

    assert not await settled.run(partial(claimed, verified=None))
    assert await settled.run(partial(claimed, verified=NOW)), "the platform vouches for it"


@pytest.mark.parametrize("how", ["withdrew", "died"])
async def test_who_takes_no_part_is_left_in_peace(settled: Database, how: str) -> None:
    def left(tx: Tx) -> list[str]:
        enters(tx, book(person()))
        [granny] = people.by_phone(tx, NUMBER)
        if how == "died":
            people.set_died(tx, granny.id, NOW)
        else:
            consents.withdraw(tx, granny.id, people_rules.GENERAL, NOW)
            people.set_consented(tx, granny.id, None)
        ready(tx, staff(tx), book(person()))
        if how == "withdrew":
            assert people.known(tx, granny.id).consented is None, "a table agrees for nobody"
        table = book(person(role="property", at=HOME[:2]))
        return [problem.reason for problem in check(tx, staff(tx), table, NOW).problems]

    assert await settled.run(left) == ["apart"]


async def test_what_does_not_fit_any_more_is_left_out_and_said(settled: Database) -> None:
    def late(tx: Tx) -> None:
        who = staff(tx)
        table = book(place(*FRESH), place(*HOME), person())
        import_id = ready(tx, who, table)
        rules.confirm(tx, who, import_id, NOW)
        people.end_role(tx, who.id, Role.SUBDISTRICT_STAFF, places.roots(tx)[0].id, NOW)
        unfit = rules.stretch(tx, import_id, table.rows, NOW)
        assert [(problem.reason, problem.value) for problem in unfit] == [
            ("unfit", "/".join(FRESH)),
            ("unfit", "赵奶奶"),
        ]
        assert people.by_phone(tx, NUMBER) == []

    await settled.run(late)


async def test_a_table_waits_a_day_and_is_nobody_elses(settled: Database) -> None:
    def waits(tx: Tx) -> None:
        import_id = ready(tx, staff(tx), book(person()))
        other = gathered(tx).staff
        people.grant(tx, other.id, Role.ADMIN, places.roots(tx)[0].id, None, NOW)
        for decide in (partial(rules.confirm, now=NOW), rules.drop):
            with pytest.raises(Refused, match="not_found"):
                decide(tx, people.known(tx, other.id), import_id)
        rules.expire(tx, import_id, "", NOW)
        one = imports.get(tx, import_id)
        assert one is not None
        assert (one.state, one.sealed_body) == (State.DROPPED, None)

    await settled.run(waits)


async def test_the_first_table_names_the_subdistrict(database: Database) -> None:
    def named(tx: Tx) -> list[tuple[str, str]]:
        ensure_root(tx, UNNAMED, "Asia/Shanghai", NOW)
        two = book(place("甲社区", root="广安街道"), place("乙社区", root="别的街道"))
        assert [problem.reason for problem in check(tx, None, two, NOW).problems] == ["root"]
        table = book(place("甲社区", root="广安街道"), place("甲社区", "一小区"))
        assert check(tx, None, table, NOW).places == 2
        assert enter(tx, None, table.rows, NOW) == []
        return [(at.name, at.kind) for at in places.of_kinds(tx, "0000", Kind)]

    assert await database.run(named) == [
        ("广安街道", Kind.SUBDISTRICT),
        ("甲社区", Kind.COMMUNITY),
        ("一小区", Kind.ESTATE),
    ]


async def test_no_more_places_than_a_path_can_count(
    settled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("community.imports.looking.BELOW_MOST", 6)
    table = book(*(place(f"{at}社区") for at in range(3)))
    found = await settled.run(lambda tx: check(tx, staff(tx), table, NOW))
    assert [problem.reason for problem in found.problems] == ["crowded"]
