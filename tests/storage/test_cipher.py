"""Sealed fields open at their own place, with a key at hand, and nowhere else."""

import base64

import pytest

from storage.cipher import Cipher, Unreadable

HERE = ("people", "phone", 7)


def test_a_sealed_text_opens_at_its_place(cipher: Cipher) -> None:
    sealed = cipher.seal("光明路 3 号 🏠", *HERE)
    assert "光明路".encode() not in sealed
    assert cipher.open(sealed, *HERE) == "光明路 3 号 🏠"


def test_equal_texts_are_sealed_unlike(cipher: Cipher) -> None:
    assert cipher.seal("是", *HERE) != cipher.seal("是", *HERE)


@pytest.mark.parametrize(
    "elsewhere",
    [("people", "phone", 8), ("people", "name", 7), ("cases", "phone", 7), ("people", "phone"), ()],
)
def test_a_swapped_ciphertext_is_unreadable(
    cipher: Cipher, elsewhere: tuple[str | int, ...]
) -> None:
    with pytest.raises(Unreadable):
        cipher.open(cipher.seal("13800000000", *HERE), *elsewhere)


def test_every_altered_byte_is_noticed(cipher: Cipher) -> None:
    sealed = cipher.seal("是", *HERE)
    for at in range(len(sealed)):
        altered = bytearray(sealed)
        altered[at] ^= 1
        with pytest.raises(Unreadable):
            cipher.open(bytes(altered), *HERE)


@pytest.mark.parametrize("sealed", [b"", b"\0", b"\0" * 13, b"13800000000"])
def test_rubbish_is_unreadable(cipher: Cipher, sealed: bytes) -> None:
    with pytest.raises(Unreadable):
        cipher.open(sealed, *HERE)


def two_secrets() -> tuple[str, str]:
    """Two keys that can be told apart by their id."""
    while True:
        old, new = Cipher.new_secret(), Cipher.new_secret()
        try:
            Cipher.from_secret(f"{new},{old}")
        except ValueError:
            continue
        return old, new


def test_after_a_rotation_old_texts_open_and_new_ones_use_the_new_key() -> None:
    old, new = two_secrets()
    kept = Cipher.from_secret(old).seal("旧", *HERE)
    rotated = Cipher.from_secret(f"{new}, {old}")
    assert rotated.open(kept, *HERE) == "旧"
    assert Cipher.from_secret(new).open(rotated.seal("新", *HERE), *HERE) == "新"
    with pytest.raises(Unreadable):
        Cipher.from_secret(new).open(kept, *HERE)


def test_optional_texts_stay_absent(cipher: Cipher) -> None:
    assert cipher.seal_or_none(None, *HERE) is None
    assert cipher.open_or_none(None, *HERE) is None
    assert cipher.open_or_none(cipher.seal_or_none("", *HERE), *HERE) == ""


def test_digests_are_equal_for_equal_texts_of_one_purpose_and_key(cipher: Cipher) -> None:
    digest = cipher.digest("13800000000", "phone")
    assert digest == cipher.digest("13800000000", "phone")
    others = {
        cipher.digest("13800000001", "phone"),
        cipher.digest("13800000000", "invitation"),
        Cipher.from_secret(Cipher.new_secret()).digest("13800000000", "phone"),
    }
    assert len(others) == 3
    assert digest not in others


def test_sealed_bytes_and_digests_of_a_known_key_stay_what_they_are() -> None:
    """A change of the format would lose every kept field."""
    cipher = Cipher([bytes(range(32))])
    sealed = bytes.fromhex("6384e80aceba706949c9fb73f2ff1bf3ec389e340e55972055dcb8407dc2333ab6d436")
    assert cipher.open(sealed, *HERE) == "路灯"
    assert (
        cipher.digest("13800000000", "phone").hex()
        == "1cce697fbdb6c6d024b1d690ec47ad81fb83befa180164257291489037be1df3"
    )


@pytest.mark.parametrize(
    "secret", ["", "short", "不是密钥", base64.b64encode(b"x" * 31).decode(), "a,b", "=" * 44]
)
def test_a_bad_secret_is_told_without_showing_it(secret: str) -> None:
    with pytest.raises(ValueError, match="SECRET_KEY") as caught:
        Cipher.from_secret(secret)
    assert not secret or secret not in str(caught.value)


def test_the_same_key_twice_is_refused() -> None:
    secret = Cipher.new_secret()
    with pytest.raises(ValueError, match="told apart"):
        Cipher.from_secret(f"{secret},{secret}")
