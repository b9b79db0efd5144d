"""The units of work: what one update, one refusal, one timer does in its transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.gate import Gate, Verdict
from bot.moves import move
from community import people as rules
from community import privacy, upkeep
from community.refused import Refused
from storage import chores, duty_groups, marks, people, timers, updates
from storage.chores import Asked
from storage.ledger import Ledger
from storage.marks import Mark
from storage.outbox import Letter
from storage.timers import Timer
from storage.tx import Tx
from talk import cards, filling, notices, routing
from talk.events import Event
from talk.registry import Registry
from talk.turn import Turn
from talk.words import DEFAULT, Word, _, language_of

PUT_OFF_MS = 30 * 60_000  # between two tries of a timer that must not be lost


@dataclass(frozen=True, slots=True)
class Done:
    """What a unit leaves behind once it is committed."""

    letters: list[Letter] = field(default_factory=list)
    toast: str | None = None
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Units:
    """Makes the job of each unit; a job is a plain function of its transaction."""

    registry: Registry
    admins: frozenset[int]
    language: str = DEFAULT
    gate: Gate | None = None
    ledger: Ledger | None = None

    def handle(self, event: Event, now: int) -> Callable[[Tx], Done]:
        """Let the right capability answer the update, unless its sender sends too much."""
        verdict = self.gate.judge(event, now) if self.gate else Verdict.PASS
        if verdict is Verdict.SLOW_DOWN and event.private:
            return self.refuse(event, Refused("upkeep.slow_down"), now)
        if verdict in (Verdict.DROP, Verdict.SLOW_DOWN):
            return lambda _tx: Done()

        def job(tx: Tx) -> Done:
            if verdict is Verdict.KNOWN_ONLY and not _known(tx, event):
                return Done()
            if not updates.first_time(tx, event.update_id, now):
                return Done()
            if event.reachable is not None:
                _reach(tx, event, now)
            if event.moved is not None:
                _move(tx, *event.moved)
            elif event.chat_id < 0:
                return Done(self.registry.in_group(tx, event, now) + self._finish(tx, now))
            if not event.private or event.sender is None or event.reachable is not None:
                return Done()
            turn = self._turn(tx, event, now)
            routing.route(turn)
            return self._done(tx, turn)

        return job

    def refuse(self, event: Event, refusal: Refused, now: int) -> Callable[[Tx], Done]:
        """Say why a rule did not allow it, and show how things stand."""

        def job(tx: Tx) -> Done:
            if not updates.first_time(tx, event.update_id, now):
                return Done()
            turn = self._turn(tx, event, now)
            words = self.registry.refusals.get(refusal.reason, _("That is not possible now."))
            if refusal.values:
                words = replace(words, values=tuple(refusal.values.items()))
            _say(turn, words)
            if event.data is not None and not filling.refused(turn, words):
                cards.redraw(turn, event.data)
            return self._done(tx, turn)

        return job

    def set_aside(
        self, event: Event | None, update_id: int, error: str, body: str, now: int
    ) -> Callable[[Tx], Done]:
        """Keep an update that cannot be handled, tell the person kindly and the admins soberly."""

        def job(tx: Tx) -> Done:
            if not updates.first_time(tx, update_id, now):
                return Done()
            updates.set_aside(tx, "update", update_id, error, body, now)
            letters = self._warn(tx, now)
            if event is None or not event.private or event.sender is None:
                return Done(letters)
            turn = self._turn(tx, event, now)
            if not self.registry.rescue(turn):
                sorry = _("Sorry, something went wrong on our side. Staff can see it. Try /menu.")
                _say(turn, sorry)
            letters += turn.letters + notices.deliver(tx, self.registry, now)
            return Done(letters, turn.toast, turn.alert)

        return job

    def sign(self, event: Event, now: int) -> Callable[[Tx], Done]:
        """Note that somebody has done something, though it could not be handled."""

        def job(tx: Tx) -> Done:
            if not event.private or event.sender is None or event.reachable is not None:
                return Done()
            turn = self._turn(tx, event, now)
            turn.raised = True
            return self._done(tx, turn)

        return job

    def begin(self, outside: Mark | None, now: int) -> Callable[[Tx], Done]:
        """See whether this database is an older copy of itself, and erase again who was erased."""

        def job(tx: Tx) -> Done:
            upkeep.begin(tx, outside, now)
            mark = marks.get(tx)
            for person_id in self.ledger.erased(mark.database) if self.ledger and mark else ():
                privacy.erase_again(tx, person_id, now)
            return Done(notices.deliver(tx, self.registry, now))

        return job

    def clock(self, off: int, now: int) -> Callable[[Tx], Done]:
        """Tell staff that the clock is off by so many milliseconds, once; 0 when it is right."""

        def job(tx: Tx) -> Done:
            upkeep.clock(tx, off)
            return Done(notices.deliver(tx, self.registry, now))

        return job

    def tidy(self, forget: Callable[[Tx], None], now: int) -> Callable[[Tx], Done]:
        """Forget what has been kept long enough, people among it."""

        def job(tx: Tx) -> Done:
            forget(tx)
            return Done(self._finish(tx, now))

        return job

    def keep(self, update_id: int, error: str, body: str, now: int) -> Callable[[Tx], None]:
        """Keep an update of which nobody can even be told."""

        def job(tx: Tx) -> None:
            if updates.first_time(tx, update_id, now):
                updates.set_aside(tx, "update", update_id, error, body, now)

        return job

    def fire(self, due: Sequence[Timer], now: int) -> Callable[[Tx], Done]:
        """Judge each timer once, by its own rule; those of a crowd are all of a kind."""

        def job(tx: Tx) -> Done:
            taken = timers.take_all(tx, [timer.id for timer in due])
            firing = [timer for timer in due if timer.id in taken]
            if len(firing) > 1:
                foresee = self.registry.crowds[firing[0].kind]
                foresee(tx, [timer.subject for timer in firing], now)
            for timer in firing:
                self.registry.timers[timer.kind](tx, timer.subject, timer.occasion, now)
            return Done(self._finish(tx, now))

        return job

    def drop(self, timer: Timer, error: str, now: int) -> Callable[[Tx], Done]:
        """Set a timer aside that always raises; what people count on falls back on a safer rule."""

        def job(tx: Tx) -> Done:
            if not timers.take(tx, timer.id):
                return Done()
            updates.set_aside(tx, "timer", timer.subject, f"{timer.kind}: {error}", None, now)
            if timer.kind in self.registry.fallbacks:
                self.registry.fallbacks[timer.kind](tx, timer.subject, timer.occasion, now)
            return Done(self._warn(tx, now))

        return job

    def put_off(self, timer: Timer, error: str, now: int) -> Callable[[Tx], Done]:
        """Let a timer whose safer rule raises, too, try again later."""

        def job(tx: Tx) -> Done:
            if not timers.take(tx, timer.id):
                return Done()
            updates.set_aside(tx, "timer", timer.subject, f"{timer.kind}: {error}", None, now)
            timers.add(tx, timer.kind, timer.subject, timer.occasion, now + PUT_OFF_MS, now)
            return Done(self._warn(tx, now))

        return job

    def apply(self, asked: Asked, result: Any, now: int) -> Callable[[Tx], Done]:
        """Let what came of a chore have its effect, unless somebody else has the chore now."""

        def job(tx: Tx) -> Done:
            if not chores.finish(tx, asked, "done", now):
                return Done()
            letters = self.registry.chores[asked.kind].apply(tx, asked, result, now)
            return Done(letters + self._finish(tx, now))

        return job

    def give_up(self, asked: Asked, now: int) -> Callable[[Tx], Done]:
        """End a chore that does not succeed."""

        def job(tx: Tx) -> Done:
            if not chores.finish(tx, asked, "failed", now):
                return Done()
            chore = self.registry.chores.get(asked.kind)
            letters = chore.failed(tx, asked, now) if chore else []
            return Done(letters + self._finish(tx, now))

        return job

    def _turn(self, tx: Tx, event: Event, now: int) -> Turn:
        assert event.sender is not None
        language = language_of(event.sender.language_code, self.language)
        who = rules.meet(tx, event.sender.telegram_id, language, self.admins, now)
        return Turn(tx, self.registry, who, event, now)

    def _done(self, tx: Tx, turn: Turn) -> Done:
        self.registry.after(turn)
        letters = turn.letters + self._finish(tx, turn.now)
        return Done(letters, turn.toast, turn.alert)

    def _finish(self, tx: Tx, now: int) -> list[Letter]:
        """Word what was told; last of all, note outside whom this unit erases."""
        letters = notices.deliver(tx, self.registry, now)
        mark = marks.get(tx) if tx.erased and self.ledger else None
        if self.ledger and mark:
            self.ledger.note(mark.database, tx.erased)
        return letters

    def _warn(self, tx: Tx, now: int) -> list[Letter]:
        upkeep.warn_of_set_aside(tx, now)
        return self._finish(tx, now)


def _move(tx: Tx, old: int, new: int) -> None:
    """Follow a group of ours to its new number; others are none of our business."""
    if duty_groups.by_chat(tx, old) is not None:
        move(tx, old, new)


def _known(tx: Tx, event: Event) -> bool:
    return event.sender is not None and people.by_telegram(tx, event.sender.telegram_id) is not None


def _reach(tx: Tx, event: Event, now: int) -> None:
    if not event.private or event.sender is None:
        return
    if event.reachable:
        rules.came_back(tx, event.sender.telegram_id, now)
    else:
        rules.went(tx, event.sender.telegram_id, now)


def _say(turn: Turn, words: Word) -> None:
    if turn.event.data is None:
        turn.say(words)
    else:
        turn.answer(words, alert=True)
