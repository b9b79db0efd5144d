"""What is about a person is listed completely: for the export and for the erasure."""

import re

from handlers.people.kept_columns import COLUMNS
from handlers.people.kept_words import TABLES
from storage.migrate import schema_text
from storage.personal.every import OF_CASES, ONE_EACH, PARTS

CREATED = re.compile(r"CREATE TABLE (\w+) \((.*?)\n\)", re.DOTALL)
DECLARED = re.compile(r"^    (\w+) (.*)$", re.MULTILINE)
UNIQUE = re.compile(r"^    UNIQUE \((.*)\)", re.MULTILINE)
SOLE = re.compile(
    r"^    (\w+) \{int\} (?:NOT NULL UNIQUE|PRIMARY KEY NOT NULL) REFERENCES people", re.MULTILINE
)
DIGESTS = {"phone_digest"}  # of what is exported itself


def columns() -> list[tuple[str, str, str]]:
    """Every column of the schema: its table, its name, its declaration."""
    return [
        (table, name, declared)
        for table, body in CREATED.findall(schema_text())
        for name, declared in DECLARED.findall(body)
    ]


def test_every_column_that_names_a_person_is_in_the_list() -> None:
    named = {(t, name) for t, name, declared in columns() if "REFERENCES people" in declared}
    listed = {(part.table, part.owner) for part in PARTS}
    assert named - listed == set(), "add these to storage/personal"
    assert listed - named == {("people", "id")}


def test_every_column_that_names_a_case_is_in_the_list() -> None:
    named = {(t, name) for t, name, declared in columns() if "REFERENCES cases" in declared}
    assert named == set(OF_CASES), "bring storage/personal up to date"


def test_every_sealed_column_of_a_person_is_exported_open() -> None:
    own = {part.table: part for part in reversed(PARTS)}
    sealed = {
        (table, name)
        for table, name, declared in columns()
        if table in own and declared.startswith("{blob}") and "hash" not in declared
    }
    assert sealed, "the schema was read"
    exported = {(part.table, name) for part in PARTS for name in part.sealed}
    assert sealed == exported


def test_everything_that_is_handed_out_has_its_heading() -> None:
    assert {part.key for part in PARTS} == TABLES.keys()
    assert {name for part in PARTS for name in part.columns} == COLUMNS.keys()


def test_of_what_there_is_one_a_person_two_rows_become_one() -> None:
    """Whoever was entered by others and joins may have such a row already."""
    own = {part.table for part in PARTS if part.owner == "person_id"}
    found = set()
    for table, body in CREATED.findall(schema_text()):
        for names in UNIQUE.findall(body):
            columns = [name.strip() for name in names.split(",")]
            if table in own and "person_id" in columns:
                found.add((table, *sorted(set(columns) - {"person_id"})))
        found |= {(table,) for name in SOLE.findall(body) if name == "person_id"}
    assert len(found) > 20, "the schema was read"
    listed = {(table, *sorted(columns)) for table, *columns in ONE_EACH}
    assert found - listed == {("drafts",), ("checkin_plans",)}, "these a rule sees to"
