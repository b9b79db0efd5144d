"""The case: the stages of domain §3 and the steps between them, for every kind of matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from community import rounds
from community.refused import Refused
from storage import cases, places
from storage.cases import Case, Entry
from storage.people import Person
from storage.places import Place
from storage.tx import Tx, Value


class Stage(StrEnum):
    RECEIVED = "received"
    DISPATCHED = "dispatched"
    WORKING = "working"
    ANSWERED = "answered"
    CLOSED = "closed"
    PAUSED = "paused"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


PENDING = frozenset({Stage.RECEIVED, Stage.DISPATCHED, Stage.WORKING, Stage.PAUSED})
OPEN = PENDING | {Stage.ANSWERED}


@dataclass(frozen=True, slots=True)
class Step:
    """What leads from some stages to another one, or leaves the case where it is."""

    name: str
    sources: frozenset[Stage]
    target: Stage | None


STEPS = {
    step.name: step
    for step in (
        Step("dispatch", frozenset({Stage.RECEIVED}), Stage.DISPATCHED),
        Step("transfer", frozenset({Stage.DISPATCHED, Stage.WORKING}), Stage.DISPATCHED),
        Step("sign", frozenset({Stage.DISPATCHED}), Stage.WORKING),
        Step("term", frozenset({Stage.RECEIVED, Stage.DISPATCHED, Stage.WORKING}), None),
        Step("arrive", frozenset({Stage.WORKING}), None),
        Step("remark", OPEN - {Stage.RECEIVED, Stage.DISPATCHED}, None),
        Step("answer", frozenset({Stage.WORKING}), Stage.ANSWERED),
        Step("confirm", frozenset({Stage.ANSWERED}), Stage.CLOSED),
        Step("reopen", frozenset({Stage.ANSWERED, Stage.CLOSED}), Stage.WORKING),
        Step("lapse", frozenset({Stage.ANSWERED}), Stage.CLOSED),
        Step("unreached", frozenset({Stage.ANSWERED}), None),
        Step("return", frozenset({Stage.DISPATCHED, Stage.WORKING}), Stage.RECEIVED),
        Step("leave", frozenset({Stage.DISPATCHED, Stage.WORKING}), Stage.RECEIVED),
        Step("pause", frozenset({Stage.WORKING}), Stage.PAUSED),
        Step("resume", frozenset({Stage.PAUSED}), Stage.WORKING),
        Step("extend", frozenset({Stage.DISPATCHED, Stage.WORKING}), None),
        Step("ask_extension", frozenset({Stage.DISPATCHED, Stage.WORKING}), None),
        Step("deny_extension", frozenset({Stage.DISPATCHED, Stage.WORKING}), None),
        Step("decline", frozenset({Stage.RECEIVED}), Stage.DECLINED),
        Step("merge", OPEN, Stage.MERGED),
        Step("withdraw", PENDING, Stage.WITHDRAWN),
        Step("supplement", OPEN, None),
        Step("urge", PENDING, None),
        Step("external", frozenset(Stage), None),
    )
}


def open_case(
    tx: Tx,
    who: Person,
    place: Place,
    kind: str,
    category: str,
    story: str,
    now: int,
    whose: Person | None = None,
    spoken_as: str | None = None,
) -> tuple[Case, Entry]:
    """Begin a case under a number of its own, with the first line of its timeline.

    It may be `whose` for whom one speaks, as what they are to each other.
    """
    spoken = whose is not None and whose.id != who.id
    month = datetime.fromtimestamp(now / 1000, ZoneInfo(place.zone)).strftime("%y%m")
    case = cases.add(
        tx,
        now,
        number=cases.next_number(tx, month),
        kind=kind,
        category=category,
        place_id=place.id,
        reporter_id=whose.id if whose else who.id,
        speaker_id=who.id if spoken else None,
        spoken_as=spoken_as if spoken else None,
        stage=Stage.RECEIVED,
        story=story,
    )
    return case, cases.note(tx, now, case, who.id, "report")


def voices(case: Case) -> tuple[int, ...]:
    """Who speaks for a case: its reporter, and whoever has reported it for them."""
    return tuple(one for one in (case.reporter_id, case.speaker_id) if one is not None)


def take_step(
    tx: Tx,
    who: Person | None,
    case: Case,
    name: str,
    now: int,
    note: str | None = None,
    *,
    steps: Mapping[str, Step] = STEPS,
    **values: Value,
) -> tuple[Case, Entry]:
    """Lead a case one step on, or refuse when it does not stand where the step begins.

    Matters of another kind than reports have `steps` of their own.
    """
    step = steps[name]
    if case.stage not in step.sources:
        raise Refused("cases.moved_on")
    moved = cases.change(tx, case, stage=step.target or case.stage, **values)
    rounds.follow(tx, case, moved, now)
    tx.touched.add(("case", case.id))
    return moved, cases.note(tx, now, moved, who.id if who else None, name, note)


def resumed(tx: Tx, who: Person | None, case: Case, now: int) -> Case:
    """The case goes on, and the time it waited does not count."""
    waited = now - (case.paused or now)
    moved, _entry = take_step(
        tx,
        who,
        case,
        "resume",
        now,
        paused=None,
        site_due=case.site_due and case.site_due + waited,
        finish_due=case.finish_due and case.finish_due + waited,
    )
    return moved


def held(tx: Tx, case_id: int, kind: str) -> tuple[Case, Place]:
    """The case of that kind and its place, kept for this transaction; any other is refused."""
    case = cases.hold(tx, case_id)
    place = places.get(tx, case.place_id) if case else None
    if case is None or place is None or case.kind != kind:
        raise Refused("cases.not_found")
    return case, place
