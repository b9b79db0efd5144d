"""Who has been erased, by id alone, in a file beside the database: a backup does not know it."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from storage.engine import StorageFailed


class Ledger:
    """Only ever written on; each line is the id of a database and of a person in it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def note(self, database: int, people: Iterable[int]) -> None:
        """Write down who is erased, for good before their erasure is committed."""
        lines = "".join(f"{database} {person}\n" for person in sorted(people))
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            number = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                # What the power cut off in the middle of a line is a line by itself.
                os.write(number, f"\n{lines}".encode("ascii"))
                os.fsync(number)
            finally:
                os.close(number)
            _keep_name(self._file.parent)
        except OSError as error:
            raise StorageFailed(f"the ledger of erasures: {error.strerror}") from error

    def erased(self, database: int) -> list[int]:
        """Everybody of this database who has been erased."""
        found = []
        with suppress(FileNotFoundError, NotADirectoryError):  # BACKUP_DIR may lie below a file
            for line in self._file.read_text("ascii", "replace").splitlines():
                parts = line.split()
                if len(parts) == 2 and parts[0] == str(database) and parts[1].isdecimal():
                    found.append(int(parts[1]))
        return list(dict.fromkeys(found))


def _keep_name(folder: Path) -> None:
    """Make the folder's entry last, too."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
