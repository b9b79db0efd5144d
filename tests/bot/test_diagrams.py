"""The pages made from the code are what it asks and takes today."""

import sys
from pathlib import Path

import pytest

from bot import __main__ as command_line
from bot import diagrams, reference
from bot.app import CAPABILITIES
from talk.forms import Form
from talk.registry import Capability, FormEntry
from tests.talk.example import Report
from tests.talk.test_conditions import Complaint
from tests.talk.test_dates import Visit
from tests.talk.test_several import Wishes
from tests.talk.test_shared import Visitor


def test_the_pages_are_up_to_date() -> None:
    drawn = diagrams.PAGE.read_text(encoding="utf-8")
    assert drawn == diagrams.page(CAPABILITIES), "run python -m bot diagrams"
    listed = reference.PAGE.read_text(encoding="utf-8")
    assert listed == reference.page(CAPABILITIES, command_line.parser())


def test_the_command_writes_the_pages(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(diagrams, "PAGE", tmp_path / "conversations.md")
    monkeypatch.setattr(reference, "PAGE", tmp_path / "reference.md")
    monkeypatch.setattr(sys, "argv", ["bot", "diagrams"])
    assert command_line.main() == 0
    assert diagrams.PAGE.read_text(encoding="utf-8") == diagrams.page(CAPABILITIES)
    assert "| `DATABASE_URL` |" in reference.PAGE.read_text(encoding="utf-8")
    assert capsys.readouterr().out == "Drawn into conversations.md and reference.md.\n"


def drawn(*forms: type[Form]) -> str:
    entries = [FormEntry(form, lambda _turn, _form: None) for form in forms]
    return diagrams.page([Capability("example", forms=entries)])


def test_branches_lead_past_what_does_not_apply() -> None:
    page = drawn(Complaint)
    for edge in (
        'matter_ -- "if matter is noise" --> night_',
        'matter_ -- "if the answers before ask for it" --> hours_',
        "matter_ --> story_",
        "remark_ --> story_",
        "story_ --> sent",
    ):
        assert f"    {edge}\n" in page


def test_every_kind_of_question_has_words() -> None:
    page = drawn(Report, Visit, Wishes, Visitor)
    for kind in (
        "one of: 💡 A lamp",
        "several of: Lamp",
        "a date and a time",
        "a telephone number (may be skipped)",
        "a point on the map, or words",
        "one of many rows",
        "up to 2: photo, voice",
        "matter_ -- fire --> left_fire([left])",
    ):
        assert kind in page
