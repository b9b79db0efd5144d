"""When the platform may be asked again: its limits, and what it told us to wait for."""

from collections import deque

from storage.shares import SHARES, share_of

OVERALL = 30  # messages a second
SECOND = 1.0
CHAT_BURST = 3  # messages of a private chat that may follow at once; then one a second
GROUP = 20  # messages a minute in a group
ALL_CHATS = 5.0  # seconds within which the refusals of several chats mean that all are meant
SEVERAL = 3
AT_ONCE = 2  # notices that may follow at once when they are late; else they go evenly


class Pacing:
    """Says how long to wait before a send; seconds on the event loop's clock."""

    def __init__(self, *, limits: bool) -> None:
        self._limits = limits
        self._most = OVERALL
        self._under_way = 0
        self._answered: deque[float] = deque()  # in the last second
        self._taken: dict[int, float] = {}  # parts of the chats that came over from others
        self._chats: dict[int, deque[float]] = {}
        self._held: dict[int, float] = {}
        self._all_held = 0.0
        self._notice_at = 0.0
        self._refused: dict[int, tuple[float, float]] = {}  # lately: when, and until when

    def part(self, shares: frozenset[int], taken: frozenset[int], now: float) -> None:
        """Keep to one process's part of the limits; what it has taken over counts as just used."""
        if not self._limits:
            return
        self._most = max(1, OVERALL * len(shares) // SHARES)
        self._answered.extend([now] * -(-OVERALL * len(taken) // SHARES))
        kept = {share: at for share, at in self._taken.items() if share in shares and at > now}
        self._taken = kept | dict.fromkeys(taken, now + CHAT_BURST)

    def wait_overall(self, now: float) -> float:
        """Seconds until anything may be sent."""
        wait = self._all_held - now
        while self._answered and self._answered[0] + SECOND <= now:
            self._answered.popleft()
        # When the platform counts a message is not known: at the latest when it answers.
        if self._limits and self._under_way + len(self._answered) >= self._most:
            first = self._answered[0] if self._answered else now
            wait = max(wait, first + SECOND - now)
        return max(0.0, wait)

    def wait_for_notice(self, now: float) -> float:
        """Seconds until one more notice may be sent: evenly, not thirty at once and then none.

        What is in flight at a kill may have arrived or not, and a notice is never sent twice.
        """
        return max(0.0, self._notice_at - now)

    def sending_notice(self, now: float) -> None:
        """Count a notice that begins now."""
        if self._limits:
            apart = SECOND / self._most
            self._notice_at = max(self._notice_at, now - AT_ONCE * apart) + apart

    def wait(self, chat_id: int, now: float) -> float:
        """Seconds until something may be sent to this chat."""
        wait = max(self._held.get(chat_id, 0.0), self._taken.get(share_of(chat_id), 0.0)) - now
        sent = self._chats.get(chat_id)
        if self._limits and sent:
            wait = max(wait, self._own_limit(chat_id, sent, now))
        return max(0.0, wait)

    def _own_limit(self, chat_id: int, sent: deque[float], now: float) -> float:
        if chat_id < 0:
            return sent[0] + 60.0 - now if len(sent) == GROUP else 0.0
        return sent[0] + CHAT_BURST - now if len(sent) == CHAT_BURST else 0.0

    def sending(self, chat_id: int, now: float) -> None:
        """Count a send that begins now."""
        if not self._limits:
            return
        self._under_way += 1
        most = GROUP if chat_id < 0 else CHAT_BURST
        self._chats.setdefault(chat_id, deque(maxlen=most)).append(now)
        if len(self._chats) > 10_000:
            self._forget(now)

    def answered(self, now: float) -> None:
        """Count the answer to a send, whatever it says."""
        if self._limits:
            self._under_way -= 1
            self._answered.append(now)

    def refused(self, chat_id: int, retry_after: float, now: float) -> None:
        """Obey a 429: for the chat; for all, as long as the shortest, when several get one."""
        self._held[chat_id] = now + retry_after
        fresh = {c: (at, until) for c, (at, until) in self._refused.items() if now - at < ALL_CHATS}
        self._refused = fresh | {chat_id: (now, now + retry_after)}
        if len(self._refused) >= SEVERAL:
            self._all_held = min(until for _at, until in self._refused.values())

    def _forget(self, now: float) -> None:
        self._chats = {c: sent for c, sent in self._chats.items() if now - sent[-1] < 60.0}
        self._held = {c: until for c, until in self._held.items() if until > now}
