"""The shape of a method of the Bot API inside the simulator."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from simulator.files import Upload

if TYPE_CHECKING:
    from simulator.telegram import Telegram

Uploads = Mapping[str, Upload]
Action = Callable[["Telegram", dict[str, Any], Uploads], Any]
