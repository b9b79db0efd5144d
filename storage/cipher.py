"""Encryption of single fields, each bound to its row, and keyed digests for equality."""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Sequence
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
NONCES = 256  # drawn at once: asking the system takes longer than sealing
HEADER_BYTES = 1 + NONCE_BYTES


class Unreadable(Exception):
    """Sealed bytes were moved, altered, or sealed with a key that is not at hand."""


class Cipher:
    """Seals with the first key and opens with any of them, so that keys can be changed.

    Sealed bytes are one byte of key id, the nonce, then the AES-GCM ciphertext with its tag.
    """

    __slots__ = ("_current", "_digest_keys", "_head", "_keys", "_nonces", "_seals")

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise ValueError(f"SECRET_KEY needs keys of {KEY_BYTES} bytes in base64")
        self._seals = {
            hashlib.sha256(key).digest()[0]: AESGCM(_derive(key, "seal")) for key in keys
        }
        if len(self._seals) != len(keys):
            raise ValueError("two keys of SECRET_KEY cannot be told apart: make the new one again")
        self._keys = tuple(keys)
        head = hashlib.sha256(keys[0]).digest()[:1]
        self._head, self._current = head, self._seals[head[0]]
        self._digest_keys: dict[str, tuple[bytes, ...]] = {}
        self._nonces: list[bytes] = []

    @classmethod
    def from_secret(cls, secret: str) -> Self:
        """Reads SECRET_KEY: base64 keys with commas between, the current one first."""
        try:
            keys = [
                base64.b64decode(part.strip(), altchars=b"-_", validate=True)
                for part in secret.split(",")
            ]
        except (binascii.Error, ValueError):
            # The cause would show a part of the secret.
            raise ValueError("SECRET_KEY is not base64") from None
        return cls(keys)

    @staticmethod
    def new_secret() -> str:
        """A fresh key as text for SECRET_KEY."""
        return base64.urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()

    def seal(self, text: str, *where: str | int) -> bytes:
        """Encrypts a text so that it opens only at its place: table, column, row id."""
        return self.seal_bytes(text.encode(), *where)

    def seal_bytes(self, content: bytes, *where: str | int) -> bytes:
        """Encrypts the content of a file for its place."""
        nonce = self._nonce()
        return self._head + nonce + self._current.encrypt(nonce, content, _place(where))

    def _nonce(self) -> bytes:
        """Random bytes, drawn for many at once; each is taken out, by whichever thread, once."""
        while True:
            try:
                return self._nonces.pop()
            except IndexError:
                drawn = os.urandom(NONCE_BYTES * NONCES)
                self._nonces += [
                    drawn[at : at + NONCE_BYTES] for at in range(0, len(drawn), NONCE_BYTES)
                ]

    def open(self, sealed: bytes, *where: str | int) -> str:
        """Decrypts what was sealed at this place, or raises Unreadable."""
        return self.open_bytes(sealed, *where).decode()

    def open_bytes(self, sealed: bytes, *where: str | int) -> bytes:
        """Decrypts the content of a file sealed for this place, or raises Unreadable."""
        key = self._seals.get(sealed[0]) if len(sealed) > HEADER_BYTES else None
        if key is None:
            raise Unreadable(f"no key opens {where}")
        nonce, rest = sealed[1:HEADER_BYTES], sealed[HEADER_BYTES:]
        try:
            return key.decrypt(nonce, rest, _place(where))
        except InvalidTag:
            raise Unreadable(f"altered or moved: {where}") from None

    def is_current(self, sealed: bytes) -> bool:
        """Whether it was sealed with the current key."""
        return sealed[:1] == self._head

    def seal_or_none(self, text: str | None, *where: str | int) -> bytes | None:
        """Seals an optional text."""
        return None if text is None else self.seal(text, *where)

    def open_or_none(self, sealed: bytes | None, *where: str | int) -> str | None:
        """Opens an optional text."""
        return None if sealed is None else self.open(sealed, *where)

    def digest(self, text: str, purpose: str) -> bytes:
        """A keyed hash under the current key: equal texts are found without being stored."""
        return self.digests(text, purpose)[0]

    def digests(self, text: str, purpose: str) -> list[bytes]:
        """The keyed hashes under every key, the current one first: for what cannot be redone."""
        keys = self._digest_keys.get(purpose)
        if keys is None:
            keys = tuple(_derive(key, f"digest {purpose}") for key in self._keys)
            self._digest_keys[purpose] = keys
        return [hmac.digest(key, text.encode(), "sha256") for key in keys]


def _place(where: tuple[str | int, ...]) -> bytes:
    return "\x1f".join(map(str, where)).encode()


def _derive(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"linli {purpose}".encode()).derive(key)
