"""The question of a form's field, made of its type and of what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from annotated_types import MaxLen, MinLen
from pydantic import Field, TypeAdapter
from pydantic.fields import FieldInfo
from pydantic_core import SchemaValidator

from talk.annotations import (
    COLLECTIONS,
    Ask,
    Asked,
    AskPhone,
    AskPosition,
    Attach,
    PickDay,
    PickPlace,
    PickRow,
    PickTime,
)
from talk.answers import VALUE_MOST, Attachment, PhoneNumber, Photo, Position
from talk.attachments import KINDS, Attachments
from talk.listing import Row
from talk.numbers import Number
from talk.phones import OfficePhone, OthersPhone, Phone, ProvenPhone
from talk.picker import Place
from talk.positions import Whereabouts
from talk.questions import Choice, Option, Question, When, indexed
from talk.several import Several
from talk.times import Day, Moment
from talk.typed import Typed
from talk.words import Word, _

# What a person types is shown whole on the summary, beside other answers.
TEXT_MOST = 1000
PLAIN = (Option("yes", True, True, _("Yes")), Option("no", False, False, _("No")))
Common = tuple[str, Word, Word, Word | None, bool, SchemaValidator, When | None, Word | None]
TYPES: Mapping[type[Asked], type] = {
    PickTime: datetime,
    PickDay: date,
    PickPlace: int,
    PickRow: int,
    AskPosition: Position,
}


def question_of(name: str, info: FieldInfo) -> Question | None:
    """Return the question of a model's field, or None if it is not asked."""
    for asked in info.metadata:
        if isinstance(asked, Asked):
            if asked.when is not None and info.is_required():
                raise TypeError(f"{name}: needs a default for where it is not asked")
            return _question(name, info, asked)
    return None


def validator_of(info: FieldInfo, *more: Any) -> SchemaValidator:
    """Return the validator of one field alone."""
    adapter: TypeAdapter[Any] = TypeAdapter(
        Annotated[info.annotation, Field(), *info.metadata, *more]
    )
    validator = adapter.validator
    assert isinstance(validator, SchemaValidator)
    return validator


def _question(name: str, info: FieldInfo, asked: Asked) -> Question:
    kind = _plain(info.annotation)
    if kind is not TYPES.get(type(asked), kind):
        raise TypeError(f"{name}: cannot ask for {kind!r} with {type(asked).__name__}")
    if asked.aside is not None and info.is_required():
        raise TypeError(f"{name}: needs a default, as it is not put by itself")
    must = asked.when or asked.aside
    optional = asked.optional if must else asked.optional or not info.is_required()
    limits = _limits(info) if kind is str and isinstance(asked, Ask) else ()
    valid = validator_of(info, *limits)
    label = asked.label or asked.question
    rest = (asked.hint, optional, valid, asked.when, asked.aside)
    common: Common = (name, asked.question, label, *rest)
    match asked:
        case PickTime():
            return Moment(
                *common, asked.past, asked.days, asked.future, asked.since, tuple(asked.hours)
            )
        case PickDay():
            return Day(*common, asked.past, asked.days, asked.future, asked.since)
        case PickPlace():
            return Place(*common, asked.default, asked.tree)
        case PickRow():
            return Row(*common, asked.rows, asked.columns, asked.page, asked.leaves, asked.leads)
        case AskPhone():
            return _phone(name, kind, asked, common)
        case AskPosition():
            return Whereabouts(*common)
        case Attach():
            _check_kinds(name, info, asked)
            return Attachments(*common, asked.most, asked.kinds)
        case Ask():
            return _asked(kind, info, asked, common)
    raise TypeError(f"{name}: cannot be asked")


def _phone(name: str, kind: Any, asked: AskPhone, common: Common) -> Question:
    if kind is PhoneNumber and asked.own:
        return ProvenPhone(*common)
    if kind is not str:
        raise TypeError(f"{name}: cannot ask for {kind!r} with AskPhone")
    if asked.office:
        return OfficePhone(*common)
    return Phone(*common) if asked.own else OthersPhone(*common)


def _asked(kind: Any, info: FieldInfo, ask: Ask, common: Common) -> Question:
    if kind is str:
        return Typed(*common, ask.default, ask.aloud)
    if kind is int:
        return Number(*common, *_bounds(info), tuple(ask.likely))
    several = get_origin(kind) in COLLECTIONS
    values = get_args(kind)[0] if several else kind
    if values is bool:
        options = [replace(one, label=ask.words.get(one.member, one.label)) for one in PLAIN]
    elif isinstance(values, type) and issubclass(values, Enum):
        options = [_option(member, ask.words) for member in values]
    else:
        raise TypeError(f"{common[0]}: cannot ask for {kind!r}")
    by_key = {option.key: option for option in options}
    by_value = {option.value: option for option in options}
    typed = {**(indexed(PLAIN) if values is bool else {}), **indexed(options)}
    rest = (by_key, by_value, typed, ask.leaves, ask.columns, ask.offered, ask.in_days)
    if not several:
        return Choice(*common, *rest)
    least, most = _limit(info, "min_length"), _limit(info, "max_length")
    return Several(*common, *rest, least or 1, len(options) if most is None else most)


def _option(member: Enum, words: Mapping[Any, Word]) -> Option:
    key = str(member.value)
    if len(key.encode()) > VALUE_MOST:
        raise TypeError(f"{member!r} is too long for a button's data")
    return Option(key, member.value, member, words.get(member) or Word(key))


def _check_kinds(name: str, info: FieldInfo, attach: Attach) -> None:
    held = get_args(_plain(info.annotation))
    if not held or held[0] not in (Photo, Attachment) or not set(attach.kinds) <= KINDS.keys():
        raise TypeError(f"{name}: cannot attach {attach.kinds} to {info.annotation!r}")
    if held[0] is Photo and attach.kinds != ("photo",):
        raise TypeError(f"{name}: would not know which kind was sent")


def _limits(info: FieldInfo) -> list[Any]:
    """Return the limits of typed words that their field leaves open."""
    limits: list[Any] = []
    if _limit(info, "max_length") is None:
        limits.append(MaxLen(TEXT_MOST))
    if _limit(info, "min_length") is None:
        limits.append(MinLen(1))
    return limits


def _bounds(info: FieldInfo) -> tuple[int | None, int | None]:
    above, below = _limit(info, "gt"), _limit(info, "lt")
    least = _limit(info, "ge") if above is None else above + 1
    return least, _limit(info, "le") if below is None else below - 1


def _limit(info: FieldInfo, name: str) -> int | None:
    found = (getattr(known, name, None) for known in info.metadata)
    return next((limit for limit in found if limit is not None), None)


def _plain(annotation: Any) -> Any:
    """Return X for X | None."""
    if get_origin(annotation) in (Union, UnionType):
        kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
        return kinds[0] if len(kinds) == 1 else annotation
    return annotation
