"""What a name must have, beside its length."""

from __future__ import annotations

from pydantic import AfterValidator

from talk.words import _


def _lettered(text: str) -> str:
    """Return the name if anybody could say it aloud."""
    if not any(sign.isalpha() for sign in text):
        raise ValueError(_("Please write the name in letters; a picture alone cannot be read out."))
    return text


NAMED = AfterValidator(_lettered)
