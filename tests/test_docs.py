"""The documentation is true where a machine can tell: links, names, commands, tables."""

import re
from pathlib import Path

import pytest

from bot.app import CAPABILITIES

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")
ROOMS = "bench|bot|community|deploy|docs|handlers|locales|simulator|storage|talk|tests"
NAMED = re.compile(rf"`((?:{ROOMS})/[\w./-]*)`")
NOT_YET = re.compile(r"mediation|NNNN")  # the example of the page on adding a capability
PROMISE = re.compile(r"^\| ([FA]\d+) \| [^|]{20,} \| (.+) \|$", re.MULTILINE)
SHOWN = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
FAULTS = {*range(1, 25), 26}
ATTACKS = {*range(1, 6), *range(7, 19), 20}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_links_to_or_names_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    linked = {page.parent / target for target in LINK.findall(text)}
    named = {ROOT / name for name in NAMED.findall(text) if not NOT_YET.search(name)}
    assert [path for path in linked | named if not path.exists()] == []


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_every_command_of_the_chat_stands_in_the_readme(page: str) -> None:
    said = set(re.findall(r"(?<![\w/])/([a-z]+)\b", (ROOT / page).read_text("utf-8")))
    commands = {command.name for one in CAPABILITIES for command in one.commands}
    assert commands - said == set()


def test_every_table_stands_in_the_page_on_privacy() -> None:
    said = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "privacy.md").read_text("utf-8")))
    tables = set(
        re.findall(r"CREATE TABLE (\w+)", (ROOT / "storage/schema.sql").read_text("utf-8"))
    )
    assert tables - said == set()


def test_both_readmes_show_the_same_documents() -> None:
    here, there = (
        set(LINK.findall((ROOT / name).read_text("utf-8"))) - {"README.md", "README.zh.md"}
        for name in ("README.md", "README.zh.md")
    )
    assert here == there


def test_every_promise_names_its_tests() -> None:
    promises = PROMISE.findall((ROOT / "docs" / "trust.md").read_text("utf-8"))
    lines = {*(f"F{number}" for number in FAULTS), *(f"A{number}" for number in ATTACKS)}
    assert {line for line, _shown in promises} == lines
    for line, shown in promises:
        named = SHOWN.findall(shown)
        assert "<br>".join(f"`{path}::{name}`" for path, name in named) == shown, line
        for path, name in named:
            assert f"def {name}(" in (ROOT / "tests" / path).read_text("utf-8"), f"{line}: {name}"
