"""The photo of somebody single: kept sealed, deleted with what it belongs to."""

from storage import media, singles
from storage.singles import Single
from storage.tx import Tx


def take_photo(tx: Tx, single: Single, now: int) -> None:
    """Take the photo away, if there is one; the file goes as soon as this is committed."""
    if single.photo_id is None:
        return
    singles.show(tx, single.id, None, None)
    media.drop(tx, single.photo_id, now)
