"""python -m bot: what each command prints, and how it ends when it cannot do it."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot import __main__ as command_line
from bot import town
from bot.settings import Settings
from storage.cipher import Cipher
from storage.lock import FileLock

ROOT = Path(__file__).parent.parent.parent
Run = Callable[..., int]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command with complete settings and a fresh database."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", "123456789:not-a-real-token")
    monkeypatch.setenv("SECRET_KEY", Cipher.new_secret())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/town.db")
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("LISTEN", "")

    def run(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["bot", *arguments])
        return command_line.main()

    return run


def test_a_missing_setting_ends_the_process_with_one_sentence(tmp_path: Path) -> None:
    known = {name.upper() for name in Settings.model_fields}
    environment = {k: v for k, v in os.environ.items() if k not in known}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        env={**environment, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("BOT_TOKEN is missing: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_the_town_is_built_once(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("migrate") == 0
    assert capsys.readouterr().out.startswith("Applied: 1")
    assert run("migrate") == 0
    assert capsys.readouterr().out == "Nothing to do.\n"
    assert run("seed", "demo") == 0
    assert run("seed", "demo") == 0
    capsys.readouterr()
    assert run("check") == 0
    assert capsys.readouterr().out.startswith("The database opens. Subdistrict: 广安街道.\n")


def test_an_invitation_is_printed_as_a_start_parameter(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("invite", "subdistrict_staff") == 0
    link = capsys.readouterr().out.split("?start=inv_")[1].strip()
    assert len(link) >= 22, "128 random bits"
    assert run("seed", "demo") == 0
    assert run("invite", "grid_worker", "广安社区/森林公园小区") == 0
    assert "?start=inv_" in capsys.readouterr().out
    assert run("invite", "grid_worker", "广安社区/没有这个小区") == 2
    assert capsys.readouterr().err == "There is no 没有这个小区 below 广安社区.\n"
    assert run("invite", "property", "广安社区") == 2
    assert "广安社区" in capsys.readouterr().err
    assert run("invite", "community_staff") == 2, "not for the whole subdistrict"


def test_a_secret_is_printed_and_works(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("secret") == 0
    Cipher.from_secret(capsys.readouterr().out.strip())


def test_a_second_process_on_the_same_database_is_told(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = FileLock(tmp_path / "town.db.lock")
    assert run("check") == 2
    held.release()
    said = capsys.readouterr().err
    assert said.startswith("the bot is running: process")
    assert said.count("\n") == 1


def test_no_way_to_the_platform_is_one_sentence(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("run") == 2
    assert capsys.readouterr().err == "The Bot API cannot be reached: NetworkError.\n"


def test_a_database_that_cannot_be_opened_is_one_sentence(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/file/town.db")
    assert run("check") == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("SECRET_KEY", "?" * 44), ("SECRET_KEY", "a" * 44), ("DATABASE_URL", "mysql://here/town")],
)
def test_a_wrong_setting_is_one_sentence(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
) -> None:
    monkeypatch.setenv(name, value)
    assert run("check") == 2
    assert capsys.readouterr().err.startswith(f"{name} is wrong: ")


def test_a_backup_is_taken_beside_a_running_bot_and_put_back_without_it(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("backup") == 2
    assert "there is no database" in capsys.readouterr().err
    assert run("migrate") == 0
    held = FileLock(tmp_path / "town.db.lock")
    assert run("backup") == 0
    copy = capsys.readouterr().out.rpartition("Kept: ")[2].strip()
    assert run("restore", copy) == 2
    held.release()
    assert capsys.readouterr().err.startswith("the bot is running: process")
    assert run("seed", "demo") == 0
    assert run("restore", copy) == 0
    assert "before-restore" in capsys.readouterr().out
    assert run("check") == 0
    assert capsys.readouterr().out.startswith("The database opens. Subdistrict: none yet.\n")


def test_a_key_is_rotated_only_with_a_new_one_at_hand(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = os.environ["SECRET_KEY"]
    assert run("seed", "demo") == 0
    assert run("rotate-key") == 2
    assert capsys.readouterr().err.startswith("SECRET_KEY holds one key only")
    monkeypatch.setenv("SECRET_KEY", f"{Cipher.new_secret()},{old}")
    assert run("rotate-key") == 0
    said = capsys.readouterr().out
    sealed = re.search(r"^(\d+) fields were sealed anew", said)
    assert sealed
    assert int(sealed[1]) >= len(town.CAST), "their names at least"
    assert "The old key may go" in said


def test_an_unknown_command_ends_with_2(run: Run) -> None:
    with pytest.raises(SystemExit) as caught:
        run("dance")
    assert caught.value.code == 2


def test_a_database_of_a_newer_version_is_one_sentence_and_ends(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "newer.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    assert run("migrate") == 0
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("INSERT INTO migrations VALUES (9999, 'later', 1)")
    capsys.readouterr()
    assert run("check") == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert run("migrate") == 2
