"""What stands beside a form's field, and the question made of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from annotated_types import MaxLen, MinLen
from pydantic import Field, TypeAdapter
from pydantic.fields import FieldInfo
from pydantic_core import SchemaValidator

from talk.answers import VALUE_MOST
from talk.photos import Photos
from talk.picker import Place
from talk.questions import Choice, Option, Question, Typed, indexed
from talk.words import Word, _

# What a person types is shown whole on the summary, beside other answers.
TEXT_MOST = 1000


@dataclass(frozen=True)
class Ask:
    """Ask for typed words, for one value of an enumeration, or for yes or no.

    `offered` names the fact that holds the values this person may choose, if not all.
    """

    question: Word
    hint: Word | None = None
    words: Mapping[Any, Word] = field(default_factory=dict)
    leaves: frozenset[Any] = frozenset()
    columns: int = 2
    offered: str | None = None


@dataclass(frozen=True)
class PickPlace:
    """Ask for a place; default names the fact that offers the likeliest one."""

    question: Word
    default: str | None = None


@dataclass(frozen=True)
class Attach:
    """Ask for photos."""

    question: Word
    most: int = 6


def question_of(name: str, info: FieldInfo) -> Question | None:
    """Return the question of a model's field, or None if it is not asked."""
    for asked in info.metadata:
        match asked:
            case Ask():
                return _asked(name, info, asked)
            case PickPlace():
                valid, optional = validator_of(info), not info.is_required()
                return Place(name, asked.question, None, optional, valid, asked.default)
            case Attach():
                valid, optional = validator_of(info), not info.is_required()
                return Photos(name, asked.question, None, optional, valid, asked.most)
    return None


def validator_of(info: FieldInfo, *more: Any) -> SchemaValidator:
    """Return the validator of one field alone."""
    adapter: TypeAdapter[Any] = TypeAdapter(
        Annotated[info.annotation, Field(), *info.metadata, *more]
    )
    validator = adapter.validator
    assert isinstance(validator, SchemaValidator)
    return validator


def _asked(name: str, info: FieldInfo, ask: Ask) -> Question:
    kind = _plain(info.annotation)
    optional = not info.is_required()
    if kind is str:
        valid = validator_of(info, *_limits(info))
        return Typed(name, ask.question, ask.hint, optional, valid)
    if kind is bool:
        options = [Option("yes", True, True, _("Yes")), Option("no", False, False, _("No"))]
    elif isinstance(kind, type) and issubclass(kind, Enum):
        options = [_option(member, ask.words) for member in kind]
    else:
        raise TypeError(f"{name}: cannot ask for {kind!r}")
    return Choice(
        name,
        ask.question,
        ask.hint,
        optional,
        validator_of(info),
        options={option.key: option for option in options},
        by_value={option.value: option for option in options},
        typed=indexed(options),
        leaves=ask.leaves,
        columns=ask.columns,
        offered=ask.offered,
    )


def _option(member: Enum, words: Mapping[Any, Word]) -> Option:
    key = str(member.value)
    if len(key.encode()) > VALUE_MOST:
        raise TypeError(f"{member!r} is too long for a button's data")
    return Option(key, member.value, member, words.get(member) or Word(key))


def _limits(info: FieldInfo) -> list[Any]:
    """Return the limits of typed words that their field leaves open."""
    limits: list[Any] = []
    if all(getattr(known, "max_length", None) is None for known in info.metadata):
        limits.append(MaxLen(TEXT_MOST))
    if all(getattr(known, "min_length", None) is None for known in info.metadata):
        limits.append(MinLen(1))
    return limits


def _plain(annotation: Any) -> Any:
    """Return X for X | None."""
    if get_origin(annotation) in (Union, UnionType):
        kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
        return kinds[0] if len(kinds) == 1 else annotation
    return annotation
