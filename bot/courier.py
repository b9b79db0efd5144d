"""Carries one letter at a time to the platform, and deals with what that says."""

import asyncio
import logging
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from telegram.error import ChatMigrated, RetryAfter, TelegramError

from bot import parcels
from bot.claims import Claims
from bot.clock import Clock
from bot.lanes import CHANGES, Lane, put_into
from bot.loops import LOOP, LoopGuard
from bot.metrics import Metrics
from bot.moves import move, readdress
from bot.pacing import Pacing
from bot.parcels import NotKept
from bot.refusals import Meaning, meaning, seconds_of, unsure
from bot.results import Results
from bot.splitting import split
from bot.transport import Api
from storage import outbox, shown
from storage.engine import Database, StorageFailed
from storage.kept import Kept
from storage.outbox import Letter

log = logging.getLogger(__name__)

DECORATION = ("entities", "caption_entities", "reply_markup")
METHODS = {
    "send": "sendMessage",
    "photo": "sendPhoto",
    "document": "sendDocument",
    "voice": "sendVoice",
    "video": "sendVideo",
    "video_note": "sendVideoNote",
    "audio": "sendAudio",
    "copy": "copyMessage",
    "edit": "editMessageText",
    "strip": "editMessageReplyMarkup",  # takes off the buttons, or puts on those of its body
    "leave": "leaveChat",
    "menu": "setMyCommands",
    "no_menu": "deleteMyCommands",
}
LONGEST_WAIT = 30.0  # seconds between two tries
# An address somebody typed is not opened for the readers, by the platform either.
NO_PREVIEW = {"link_preview_options": {"is_disabled": True}}


class Courier:
    """Knows requests and refusals; who goes next is decided elsewhere."""

    def __init__(
        self,
        database: Database,
        api: Api,
        pacing: Pacing,
        metrics: Metrics,
        results: Results,
        known: set[int],
        offer: Callable[[Iterable[Letter]], None],
        kept: Kept | None,
        clock: Clock,
    ) -> None:
        self._kept = kept
        self._clock = clock
        self._database = database
        self._api = api
        self._pacing = pacing
        self._metrics = metrics
        self._results = results
        self._known = known
        self._offer = offer
        self._claims = Claims(database)
        self._loops = LoopGuard()
        self._loop = asyncio.get_running_loop()
        self._doubts = 0  # answers lost in a row, of letters that may not come twice
        self._clear_at = 0.0

    async def carry(self, lane: Lane, letter: Letter) -> float:
        """Send a letter; return the seconds to wait before the chat's next."""
        if letter.once and (wait := self._clear_at - self._loop.time()) > 0:
            lane.add(letter)
            return wait
        try:
            if letter.stale is not None and self._clock.now() >= letter.stale:
                await self._too_late(letter)
                return 0.0
            if not await self._claims.may_go(letter, self._loop.time()):
                self._known.difference_update(letter.ids)  # dropped, or another process has it
                return 0.0
            if self._loops.full(letter, self._loop.time()):
                log.error("many equal letters to one chat: the rest is held")
                self._results.add(letter, "held", error=LOOP)
                return 0.0
            await self._deliver(lane, letter)
            lane.tries = self._doubts = 0
        except TelegramError as error:
            self._failed(error)
            if letter.claimed and unsure(error):
                return self._doubtful(letter)
            return await self._refused(lane, letter, error)
        except NotKept:
            self._results.add(letter, "failed", error="lost")
        except StorageFailed:
            self._metrics.add("linli_errors_total", part="delivery", kind="StorageFailed")
            return self._again(lane, letter, "storage failed")
        except Exception as error:
            log.error("%s failed: %s", letter.act, type(error).__name__)
            self._failed(error)
            self._results.add(letter, "failed", error="bug")
        return 0.0

    async def _too_late(self, letter: Letter) -> None:
        """Drop what is of no use any more; nothing shows its row, so no change of it goes out."""
        if shown_id := letter.shown_id:
            await self._database.run(lambda tx: shown.close(tx, shown_id))
        self._results.add(letter, "dropped", error="stale")

    async def _deliver(self, lane: Lane, letter: Letter) -> None:
        """Make the request a letter stands for, and note what came of it."""
        if letter.act in CHANGES and letter.message_id is None:
            found = None if lane.merge(letter) else await self._addressed(lane, letter)
            if found is None:
                return
            letter = found
        body, rest = split(letter.body)
        whole = letter if rest is None else replace(letter, body=body)
        sendable = await parcels.params(self._kept, whole)
        params = sendable if "scope" in body else {"chat_id": letter.chat_id, **sendable}
        if "text" in sendable:
            params |= NO_PREVIEW
        if letter.message_id is not None:
            params["message_id"] = letter.message_id
        result = await self._api.call(METHODS[letter.act], params)
        if rest is not None:
            lane.add(replace(letter, act="send", message_id=None, body=rest))
            return
        self._loops.count(letter, self._loop.time())
        self._results.add(letter, "sent", _number(result) or letter.message_id)

    async def _addressed(self, lane: Lane, letter: Letter) -> Letter | None:
        """The change with its message's number; None if it goes out with what is unsent yet."""
        shown_id, person_id = letter.shown_id or 0, letter.person_id
        if number := self._results.numbers.get(shown_id):
            return replace(letter, message_id=number)
        known = await self._database.run(lambda tx: shown.get(tx, shown_id))
        if known and known.message_id:
            return replace(letter, message_id=known.message_id)
        unsent = await self._database.run(lambda tx: outbox.unsent(tx, person_id, shown_id))
        if unsent is not None and unsent.id not in self._known:
            self._known.add(unsent.id)
            put_into(unsent, letter)
            lane.add(unsent)
            return None
        if known and known.kind == shown.CLOSED:
            self._results.add(letter, "dropped", error="stale")
            return None
        if letter.act == "edit":
            return replace(letter, act="send")
        self._results.add(letter, "sent")  # no message, no buttons
        return None

    async def _refused(self, lane: Lane, letter: Letter, error: TelegramError) -> float:
        """Deal with a refusal; return the seconds to wait before the chat's next letter."""
        try:
            await self._claims.give_back(letter)
        except StorageFailed:
            return self._again(lane, letter, "storage failed")
        match error:
            case RetryAfter():
                wait = seconds_of(error)
                self._pacing.refused(letter.chat_id, wait, self._loop.time())
                lane.add(letter)
                return wait
            case ChatMigrated():
                return await self._moved(lane, letter, error.new_chat_id)
        if meaning(error) is Meaning.UNREACHABLE:
            await self._unreached(lane, letter)
            return 0.0
        return self._judged(lane, letter, error)

    def _judged(self, lane: Lane, letter: Letter, error: TelegramError) -> float:
        means = meaning(error)
        if means is Meaning.DONE or (means is Meaning.GONE and letter.act == "strip"):
            self._results.add(letter, "sent", letter.message_id)
        elif mended := _mended(letter, means):
            lane.add(mended)
        elif means in (Meaning.AGAIN, Meaning.DENIED):
            return self._again(lane, letter, type(error).__name__)
        else:
            log.error("%s was refused: %s", letter.act, type(error).__name__)
            self._results.add(letter, "failed", error="refused")
        return 0.0

    async def _unreached(self, lane: Lane, letter: Letter) -> None:
        """Nobody is there; what else waits for a person is asked about, who may be back by now."""
        lost = [letter] if letter.person_id else [letter, *lane.clear()]
        for one in lost:
            self._results.add(one, "failed", error="unreachable")
        await self._results.written_back(letter)
        lane.ask_again()

    async def _moved(self, lane: Lane, letter: Letter, new: int) -> float:
        """Send on to the number that the chat has now; return the seconds until the next try."""
        try:
            await self._database.run(partial(move, old=letter.chat_id, new=new))
        except StorageFailed:
            return self._again(lane, letter, "storage failed")
        moved = readdress((letter, *lane.clear()), new)
        for found in moved:
            self._known.discard(found.id)
            self._results.numbers.pop(found.shown_id or 0, None)
        self._offer(moved)
        return 0.0

    def _doubtful(self, letter: Letter) -> float:
        """Never again, since it may have arrived; and no more of its kind for a while."""
        self._results.add(letter, "unknown")
        self._doubts += 1
        self._clear_at = self._loop.time() + _growing(self._doubts)
        return 0.0

    def _failed(self, error: Exception) -> None:
        self._metrics.add("linli_errors_total", part="delivery", kind=type(error).__name__)

    def _again(self, lane: Lane, letter: Letter, why: str) -> float:
        """Put a letter back; return the seconds until its next try."""
        lane.tries += 1
        log.warning("%s: %s, try %d", letter.act, why, lane.tries)
        lane.add(letter)
        return _growing(lane.tries)


def _growing(tries: int) -> float:
    return min(LONGEST_WAIT, 0.25 * 2.0 ** min(tries, 8)) * random.uniform(0.5, 1.0)  # noqa: S311


def _number(result: object) -> int | None:
    return result.get("message_id") if isinstance(result, dict) else None


def _mended(letter: Letter, means: Meaning) -> Letter | None:
    """The letter in a form that will pass: a new message, or bare text."""
    if means is Meaning.GONE and letter.act == "edit":
        return replace(letter, act="send", message_id=None)
    if means is Meaning.STRANGE:
        return parcels.as_kept(letter)
    if means is Meaning.PLAIN and (kept := _unlinked(letter.body)):
        return replace(letter, body=kept)
    bare = {key: value for key, value in letter.body.items() if key not in DECORATION}
    return replace(letter, body=bare) if means is Meaning.PLAIN and bare != letter.body else None


def _unlinked(body: dict[str, Any]) -> dict[str, Any] | None:
    """The body without its links to people, which the platform may refuse; None if nothing stays.

    What else can be tapped stays: the button with which somebody takes an alarm.
    """
    rows = body.get("reply_markup", {}).get("inline_keyboard", [])
    kept = [row for row in ([b for b in row if "url" not in b] for row in rows) if row]
    return {**body, "reply_markup": {"inline_keyboard": kept}} if kept and kept != rows else None
