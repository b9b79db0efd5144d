"""The question for a telephone number: typed in any usual way, or shared with a key."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import ValidationError

from talk.answers import Answer, Contact, PhoneNumber, Said, Sent, Tap
from talk.drafts import Draft
from talk.numerals import plain
from talk.questions import Facts, Given, Question, Reading, Still
from talk.screens import Key
from talk.typed import complaint
from talk.words import Word, _

TEXT_MOST = 40
_APART = re.compile(r"[\s()\-–—.·]")
_HOME = re.compile(r"^(?:\+|00)?86(?=1[3-9]\d{9}$|0?[1-9]\d{8,10}$)")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(010|02\d|0[3-9]\d\d)(\d{7,8})")
_LOCAL = re.compile(r"[2-8]\d{6,7}")  # without its area code, as neighbours write it
_SERVICE = re.compile(r"(?:400|800)\d{7}|12\d{3}|9[56]\d{3,4}")
_ABROAD = re.compile(r"(?:\+|00)([1-9]\d{6,14})")


def read_phone(text: str) -> str | None:
    """Return a person's number in its one form, or None: 13800138000, 0431-85123456, +15551234."""
    digits = _APART.sub("", plain(text[:TEXT_MOST]))
    if not digits.isascii():
        return None
    home = _HOME.sub("", digits)
    if home != digits and not _MOBILE.fullmatch(home) and not home.startswith("0"):
        home = f"0{home}"
    if _MOBILE.fullmatch(home) or _LOCAL.fullmatch(digits):
        return home
    if found := _LANDLINE.fullmatch(home):
        return f"{found[1]}-{found[2]}"
    if found := _ABROAD.fullmatch(digits):
        return f"+{found[1]}"
    return None


def read_service(text: str) -> str | None:
    """Return the number of an office or a service, or None: 12345, 96333, 4008123123."""
    digits = _APART.sub("", plain(text[:TEXT_MOST]))
    return digits if _SERVICE.fullmatch(digits) else read_phone(text)


@dataclass(frozen=True, slots=True)
class Phone(Question):
    """One's own telephone number: shared with a key, or typed."""

    keyed: ClassVar[bool] = True
    reads: ClassVar[Callable[[str], str | None]] = read_phone
    asks: ClassVar[Word] = _("Please share your number with the key below, or type it.")

    def read(self, draft: Draft, answer: Answer, facts: Facts) -> Reading:  # noqa: ARG002
        """Take a typed number, or one from the address book."""
        match answer:
            case Tap():
                return None
            case Said():
                return self._taken(draft, PhoneNumber(number=answer.text))
            case Sent(contact=Contact(phone=shared, own=own)):
                if self.keyed and not own:
                    return Still(
                        draft,
                        _("That is somebody else's card. Please share your own, or type it."),
                    )
                number = shared if read_phone(shared) else f"+{shared}"
                return self._taken(draft, PhoneNumber(number=number, own=own))
        return Still(draft, self.asks)

    def keys(self, language: str) -> tuple[Key, ...]:
        """Offer to share one's own number."""
        return (Key(_("📱 Share my number").to(language), "contact"),)

    def words(self, value: Any, facts: Facts) -> Word | str:  # noqa: ARG002
        """Return the number."""
        return str(value)

    def value(self, number: PhoneNumber) -> Any:
        """Return what is kept as the answer."""
        return number.number

    def _taken(self, draft: Draft, said: PhoneNumber) -> Reading:
        found = type(self).reads(said.number)
        if found is None:
            return Still(
                draft,
                _(
                    "This number will not do. A mobile number has 11 digits;"
                    " a landline best has its area code, e.g. 0431-85123456."
                ),
            )
        value = self.value(PhoneNumber(number=found, own=said.own))
        try:
            self.valid.validate_python(value)
        except ValidationError as error:
            return Still(draft, complaint(error))
        return Given(value)


@dataclass(frozen=True, slots=True)
class ProvenPhone(Phone):
    """One's own number, and whether the platform says that it is."""

    def words(self, value: Any, facts: Facts) -> Word | str:  # noqa: ARG002
        """Return the number."""
        return str(value["number"])

    def value(self, number: PhoneNumber) -> Any:
        """Return what is kept as the answer."""
        return number.model_dump()


@dataclass(frozen=True, slots=True)
class OthersPhone(Phone):
    """The number of somebody else: typed, or their card; a key would share the wrong one."""

    keyed: ClassVar[bool] = False
    asks: ClassVar[Word] = _("Please type the number, or send their card.")

    def keys(self, language: str) -> tuple[Key, ...]:  # noqa: ARG002
        """Offer none."""
        return ()


@dataclass(frozen=True, slots=True)
class OfficePhone(OthersPhone):
    """The number of an office, which may be a short one."""

    reads: ClassVar[Callable[[str], str | None]] = read_service
