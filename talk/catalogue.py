"""The files in locales/: read at start, brought up to date by `python -m talk.words`."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages import extract, pofile
from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "talk")
TRANSLATED = ("zh",)

Key = tuple[str | None, str]
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "pgettext": ((1, "c"), 2),
}


def translations(language: str) -> dict[Key, str]:
    """Return what this language says for each sentence; nothing for English, which is the key."""
    if not _path(language).exists():
        return {}
    return {
        (message.context, str(message.id)): str(message.string)
        for message in read(language)
        if message.id and message.string and not message.fuzzy
    }


def read(language: str) -> Catalog:
    """Return the catalogue of a language as it stands in its file."""
    return pofile.read_po(BytesIO(_path(language).read_bytes()), locale=language)


def collect() -> Catalog:
    """Return every sentence that the code can say."""
    found = Catalog()
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            for _line, msgid, _comments, context in extract.extract_from_file(
                "python", path, keywords=KEYWORDS
            ):
                found.add(msgid, locations=[(name, 0)], context=context)
    return found


def update(catalogue: Catalog, found: Catalog) -> Catalog:
    """Return the catalogue with exactly the sentences found, keeping what is translated."""
    fresh = Catalog(locale=catalogue.locale, project="linli", fuzzy=False)
    fresh.mime_headers = []
    known: dict[object, Message] = {_key(m): m for m in catalogue.obsolete.values()}
    known |= {_key(message): message for message in catalogue if message.id}
    for message in sorted((m for m in found if m.id), key=_place):
        old = known.pop(_key(message), None)
        fresh.add(
            message.id,
            old.string if old else "",
            locations=sorted(set(message.locations)),
            flags=old.flags - {"python-brace-format"} if old else (),
            context=message.context,
        )
    for message in known.values():
        if message.string:
            msgid, context = str(message.id), message.context
            fresh.obsolete[(msgid, context) if context else msgid] = message
    return fresh


def write(language: str, catalogue: Catalog) -> None:
    """Write a catalogue to its file, in an order that keeps differences small."""
    text = BytesIO()
    pofile.write_po(text, catalogue, width=100, include_lineno=False, omit_header=True)
    _path(language).write_bytes(text.getvalue())


def main() -> None:
    """Bring every catalogue up to date and say what is left to translate."""
    found = collect()
    for language in TRANSLATED:
        old = read(language) if _path(language).exists() else Catalog(locale=language)
        new = update(old, found)
        write(language, new)
        missing = sum(1 for message in new if message.id and not message.string)
        sys.stdout.write(
            f"{language}: {len(new)} sentences, {missing} to translate, "
            f"{len(new.obsolete)} no longer said\n"
        )


def _path(language: str) -> Path:
    return ROOT / "locales" / f"{language}.po"


def _key(message: Message) -> Key:
    return (message.context, str(message.id))


def _place(message: Message) -> tuple[str, str, str]:
    return (min(message.locations)[0], str(message.id), message.context or "")
