"""The files of cases: fetched while the platform has them, kept sealed, erased with their case."""

from storage import media
from storage.chores import Asked
from storage.kept import Kept, name_of
from storage.outbox import Letter
from storage.tx import Tx
from talk.attachments import SIZE_MOST
from talk.chores import Chore, Hopeless, Tools
from talk.registry import Capability

TRIES = 12  # the platform may be away for hours
# What a file of each kind begins with, from a byte on. A file is never opened here.
SIGNS: dict[str, tuple[tuple[int, bytes], ...]] = {
    "photo": ((0, b"\xff\xd8\xff"), (0, b"\x89PNG\r\n\x1a\n"), (8, b"WEBP")),
    "voice": ((0, b"OggS"), (0, b"ID3"), (0, b"\xff\xfb"), (4, b"ftyp")),
    "audio": ((0, b"OggS"), (0, b"ID3"), (0, b"\xff"), (4, b"ftyp"), (8, b"WAVE"), (0, b"fLaC")),
    "video": ((4, b"ftyp"), (0, b"\x1aE\xdf\xa3")),
    "video_note": ((4, b"ftyp"),),
}
DOCUMENTS = (
    *((0, sign) for sign in (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")),
    *(sign for signs in SIGNS.values() for sign in signs),
)


def is_what_it_says(kind: str, content: bytes) -> bool:
    """Whether the content begins as files of this kind do; of files, plain text counts too."""
    if any(content[at:].startswith(sign) for at, sign in SIGNS.get(kind, DOCUMENTS)):
        return True
    return kind == "document" and b"\0" not in content[:4096] and not content.startswith(b"MZ")


async def fetch(tools: Tools, asked: Asked) -> Kept | None:
    """Download the file and keep it; nothing if it has been taken away meanwhile."""
    medium = await tools.read(lambda tx: media.get(tx, asked.subject))
    if medium is None:
        return None
    content = await tools.fetch(medium.file_id, SIZE_MOST)
    if not is_what_it_says(medium.kind, content):
        raise Hopeless("it is not what it says it is")
    await tools.compute(tools.kept.put, medium.name, content)
    return tools.kept


def fetched(tx: Tx, asked: Asked, kept: Kept | None, now: int) -> list[Letter]:
    """Note it; what was taken away while it was on its way goes again."""
    if kept is not None and not media.note_kept(tx, asked.subject, now):
        _drop_unused(tx, kept, [asked.facts["unique_id"]])
    return []


async def find(tools: Tools, _asked: Asked) -> Kept:
    return tools.kept


def erase(tx: Tx, asked: Asked, kept: Kept, _now: int) -> list[Letter]:
    """Delete the files; within the unit, so that nobody can attach one of them meanwhile."""
    _drop_unused(tx, kept, asked.facts["unique_ids"])
    return []


def _drop_unused(tx: Tx, kept: Kept, unique_ids: list[str]) -> None:
    for unique_id in media.unused(tx, unique_ids):
        kept.drop(name_of(unique_id))


async def sweep(tools: Tools, _asked: Asked) -> None:
    """Delete what no case refers to: after an older copy of the database was put back."""
    there = await tools.compute(lambda: list(tools.kept.names()))
    used = await tools.read(media.names)
    for name in there:
        if name not in used:
            await tools.compute(tools.kept.drop, name)


def nothing(_tx: Tx, _asked: Asked, *_rest: object) -> list[Letter]:
    """There is nobody to tell."""
    return []


CAPABILITY = Capability(
    stem="media",
    chores={
        media.FETCH: Chore(fetch, fetched, nothing, TRIES),
        media.ERASE: Chore(find, erase, nothing, TRIES),
        media.SWEEP: Chore(sweep, nothing, nothing),
    },
)
