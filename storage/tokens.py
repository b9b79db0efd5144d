"""What a secret token opens: only its digest is kept."""

from storage.tx import Row, Tx


def opened(tx: Tx, select: str, token: str, purpose: str) -> Row | None:
    """The row that a SELECT finds by the `:digest` of a token.

    Tokens are not kept, so a new key cannot redo their digests: older keys find them.
    """
    for digest in tx.cipher.digests(token, purpose):
        if row := tx.one(select, digest=digest):
            return row
    return None
