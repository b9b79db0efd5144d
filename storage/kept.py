"""Files that are kept: photos and the like of cases, sealed, each under a name of its own."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from storage.cipher import Cipher, Unreadable

SUFFIX = ".sealed"


def name_of(unique_id: str) -> str:
    """The name of a file by the platform's number, which comes from outside: never a path."""
    return hashlib.sha256(unique_id.encode()).hexdigest()


class Kept:
    """A folder of sealed files; whole or not there at all, whenever the process dies."""

    def __init__(self, folder: Path, cipher: Cipher) -> None:
        self._folder = folder
        self._cipher = cipher

    def put(self, name: str, content: bytes) -> None:
        """Keep the content; on the disk when this returns."""
        sealed = self._cipher.seal_bytes(content, "kept", name)
        path = self._path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_suffix(".partial")
        with open(unfinished, "wb", opener=_private) as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        _sync(path.parent)

    def get(self, name: str) -> bytes | None:
        """The content; nothing if it is not there or no key opens it."""
        try:
            return self._cipher.open_bytes(self._path(name).read_bytes(), "kept", name)
        except (FileNotFoundError, Unreadable):
            return None

    def drop(self, name: str) -> None:
        """Delete what is kept under the name, if anything is."""
        path = self._path(name)
        path.with_suffix(".partial").unlink(missing_ok=True)
        if path.exists():
            path.unlink(missing_ok=True)
            _sync(path.parent)

    def names(self) -> Iterator[str]:
        """The names of all that is kept."""
        return (path.stem for path in self._folder.glob(f"??/*{SUFFIX}"))

    def seal_anew(self, name: str) -> bool:
        """Seal a file under the current key; False when it is so, or cannot be read."""
        try:
            sealed = self._path(name).read_bytes()
        except FileNotFoundError:
            return False
        content = None if self._cipher.is_current(sealed) else self.get(name)
        if content is not None:
            self.put(name, content)
        return content is not None

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / f"{name}{SUFFIX}"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync(folder: Path) -> None:
    """Bring a folder's own entries to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
