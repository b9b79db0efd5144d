"""python -m bot import: looked over, entered, killed on the way and entered to its end."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from community.imports.entering import STRETCH
from storage.lock import FileLock
from tests.bot.test_command_line import ROOT, Run, run
from tests.talks.tables import PEOPLE, PLACES, csv

__all__ = ["run"]

STRETCHES = 40
HEAD = ("赵奶奶", "13900001111", "甲社区/一小区", "物业", "甲社区/一小区", "口头", "小孙")


def many(stretches: int) -> bytes:
    rows = [("广安街道", "甲社区", f"{at}小区") for at in range(stretches * STRETCH)]
    return csv(PLACES[:3], *rows)


def count(database: Path, table: str) -> int:
    with closing(sqlite3.connect(database)) as raw:
        return int(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_table_is_looked_over_and_then_entered(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places, people = tmp_path / "地点.csv", tmp_path / "人员.csv"
    places.write_bytes(csv(PLACES[:3], ("广安街道", "甲社区", ""), ("", "", "一小区")))
    people.write_bytes(csv(PEOPLE, HEAD, HEAD))
    assert run("import", str(places)) == 2
    assert capsys.readouterr().err == "第 3 行：这一格不能空着：社区\n"
    places.write_bytes(csv(PLACES[:3], ("广安街道", "甲社区", "一小区")))
    assert run("import", str(people), "--apply") == 2
    assert capsys.readouterr().err.count("没有这个地点") == 4
    assert run("import", str(places)) == 0
    assert "Nothing is entered without --apply" in capsys.readouterr().out
    assert count(tmp_path / "town.db", "places") == 1
    assert run("import", str(places), "--apply") == 0
    assert run("import", str(people), "--apply") == 0
    assert run("import", str(people), "--apply") == 0
    assert "原来就有、不再重复录入的行：2" in capsys.readouterr().out
    assert [count(tmp_path / "town.db", table) for table in ("places", "people", "roles")] == [
        3,
        1,
        1,
    ]
    assert run("import", str(tmp_path / "nowhere.csv")) == 2
    held = FileLock(tmp_path / "town.db.lock")
    assert run("import", str(people)) == 2
    held.release()
    assert "the bot is running" in capsys.readouterr().err


def test_killed_on_the_way_it_is_entered_to_its_end(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, database = tmp_path / "地点.csv", tmp_path / "town.db"
    table.write_bytes(many(STRETCHES))
    assert run("migrate") == 0
    entering: Any = [sys.executable, "-m", "bot", "import", str(table), "--apply"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(entering, env=environment, cwd=tmp_path) as process:
        while count(database, "places") < STRETCH:
            assert process.poll() is None, "it has ended before it was killed"
        process.kill()
    there = count(database, "places")
    assert STRETCH < there < 2 + STRETCHES * STRETCH, "it was killed half way"
    assert (there - 2) % STRETCH == 0, "whole stretches"
    assert run("import", str(table), "--apply") == 0
    assert count(database, "places") == 2 + STRETCHES * STRETCH
    assert f"原来就有、不再重复录入的行：{there - 2}" in capsys.readouterr().out
