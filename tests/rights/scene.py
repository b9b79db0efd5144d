"""What a scene of the rights matrix is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from storage.people import Person
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Scene:
    """The row that is acted upon, what stands behind the choice's dot, the answers of a form."""

    subject: int = 0
    extra: str = ""
    filled: Mapping[str, object] = field(default_factory=dict)
    relations: Mapping[str, Person] = field(default_factory=dict)


Made = Callable[[Tx, str], Scene]
