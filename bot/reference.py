"""What there is to set, to type and to run: docs/reference.md, from the code alone."""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.settings import Settings
from talk.registry import Capability, Command, everyone
from talk.words import LANGUAGES

PAGE = Path(__file__).parent.parent / "docs" / "reference.md"
HEAD = """# Commands and settings

Written from the code by `python -m bot diagrams`; a test fails when it is old.
"""


def page(capabilities: Iterable[Capability], parser: argparse.ArgumentParser) -> str:
    """Return the page for these capabilities and this command line."""
    commands = sorted((k for c in capabilities for k in c.commands), key=lambda k: k.name)
    tables = (
        ("In the chat, for everybody", _typed(k for k in commands if k.allowed is everyone)),
        ("In the chat, by role", _typed(k for k in commands if k.allowed is not everyone)),
        ("On the command line", _run(parser)),
        ("Settings", _settings()),
    )
    return HEAD + "".join(f"\n## {title}\n\n" + "\n".join(rows) + "\n" for title, rows in tables)


def _typed(commands: Iterable[Command]) -> Iterator[str]:
    yield "| command | " + " | ".join(LANGUAGES) + " |"
    yield "|---" * (1 + len(LANGUAGES)) + "|"
    for command in commands:
        about = " | ".join(command.about.to(language) for language in LANGUAGES)
        yield f"| /{command.name} | {about} |"


def _run(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield "| `python -m bot …` | what |"
    yield "|---|---|"
    # argparse shows what it was given to nobody but its own help.
    (todo,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    for help_ in todo._choices_actions:
        wants = todo.choices[help_.dest].format_usage().partition("[-h]")[2].strip()
        said = f"{help_.dest} {' '.join(wants.split())}".strip().replace("|", "\\|")
        yield f"| `{said}` | {help_.help} |"


def _settings() -> Iterator[str]:
    yield "In the environment, or in a file `.env` in the working directory."
    yield ""
    yield "| setting | default | what |"
    yield "|---|---|---|"
    for name, info in Settings.model_fields.items():
        default = "" if info.is_required() else info.default
        known = f"`{default}`" if isinstance(default, str | int) and default != "" else ""
        usual = "needed" if info.is_required() else known
        yield f"| `{name.upper()}` | {usual} | {info.description} |"
