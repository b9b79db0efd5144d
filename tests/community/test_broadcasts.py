"""Announcements: who may speak to whom, who is told, what becomes of each (trust F4, F23, F24)."""

from functools import partial

import pytest

from community import broadcasts as rules
from community import people as joining
from community import upkeep
from community.broadcasts import Stage, figures, running, sending
from community.broadcasts import reach as standing
from community.broadcasts.kinds import LASTS_MS
from community.broadcasts.reach import forget, reach
from community.refused import Refused
from community.roles import Role
from storage import (
    audiences,
    broadcasts,
    duty_groups,
    interests,
    marks,
    outbox,
    people,
    personal,
    places,
    postings,
    preferences,
    recipients,
    shown,
    timers,
)
from storage.audiences import Audience
from storage.broadcasts import Content
from storage.cipher import Cipher
from storage.engine import Database
from storage.moments import Span, local
from storage.tx import Tx
from tests.community.announced import (
    FIRST,
    MORNING,
    WORDS,
    begun,
    fires,
    goes,
    lived_in,
    written,
)
from tests.community.conftest import gathered
from tests.community.racing import raced
from tests.conftest import NOW

SECOND_MS = 1000
DAY_MS = 24 * 3_600_000


def counts(tx: Tx, broadcast_id: int) -> dict[str, int]:
    return recipients.counts(tx, broadcast_id)


async def test_everybody_is_told_once_and_counted(settled: Database) -> None:
    await settled.run(_told_once)


def _told_once(tx: Tx) -> None:
    at = lived_in(tx, 250)
    one = begun(tx, at)
    cast = 3  # 王阿姨, 小李 and 张师傅 live there, too
    assert one.stage == Stage.RUNNING
    first = counts(tx, one.id)
    beside = {"absent": 1, "unreachable": 1, "stopped": 1}
    assert first == {"handed": 100, "waiting": 148 + cast, **beside}
    now = MORNING
    while broadcasts.known(tx, one.id).stage == Stage.RUNNING:
        goes(tx, now)
        now += SECOND_MS
        fires(tx, now)
        waiting = tx.one("SELECT count(*) FROM outbox WHERE state = 'waiting' AND rank = 4")
        assert waiting is not None
        assert waiting[0] <= running.WINDOW
    assert counts(tx, one.id) == {"sent": 248 + cast, **beside}
    told = tx.all("SELECT person_id, count(*) FROM outbox WHERE rank = 4 GROUP BY person_id")
    assert {count for _person, count in told} == {1}
    assert len(told) == 248 + cast
    assert not timers.due(tx, now + DAY_MS * 9, 100), "nothing more is to come"


async def test_how_far_it_has_come_is_drawn_now_and_then(settled: Database) -> None:
    await settled.run(_drawn_now_and_then)


def _drawn_now_and_then(tx: Tx) -> None:
    at = lived_in(tx, 600)
    one = begun(tx, at)
    card = shown.add(tx, NOW, 1, at.author.id, "broadcast", one.id)
    drawn, filled, now = [], [], MORNING
    while broadcasts.known(tx, one.id).stage == Stage.RUNNING:
        goes(tx, now, most=30)  # all that the platform lets through in a second
        now += SECOND_MS
        for letter in fires(tx, now):
            if letter.shown_id == card.id:
                drawn.append((now - MORNING) // SECOND_MS)
                filled.append(letter.body["text"].count("▓"))
    seconds = (now - MORNING) // SECOND_MS
    assert seconds > 15, "it takes its time"
    assert drawn == [*range(5, seconds, 5), seconds], "every five seconds, and at the end"
    assert 0 < filled[0] < filled[1] < filled[2] < 10, "the bar grows"
    assert filled[-1] == 0, "and makes room for what became of it"


async def test_what_was_lost_or_refused_is_said_and_never_sent_again(settled: Database) -> None:
    await settled.run(_lost_or_refused)


def _lost_or_refused(tx: Tx) -> None:
    one = begun(tx, lived_in(tx, 20))
    goes(tx, MORNING, "unknown", most=2)
    goes(tx, MORNING, "failed", "unreachable", most=3)
    goes(tx, MORNING, "failed", "refused", most=1)
    goes(tx, MORNING)
    fires(tx, MORNING + SECOND_MS)
    found = counts(tx, one.id)
    assert found["unknown"] == 2
    assert found["unreachable"] == 4
    assert found["failed"] == 1
    assert broadcasts.known(tx, one.id).stage == Stage.DONE
    assert not goes(tx, MORNING)


async def test_a_pause_takes_back_at_once_what_nobody_has_begun_to_send(settled: Database) -> None:
    await settled.run(_paused)


def _paused(tx: Tx) -> None:
    at = lived_in(tx, 30)
    one = begun(tx, at)
    on_the_way = [letter.id for letter in outbox.waiting(tx, 100) if letter.once][:4]
    outbox.claim(tx, on_the_way)
    running.pause(tx, at.author, one.id, MORNING)
    assert not goes(tx, MORNING), "nothing waits any more"
    assert counts(tx, one.id)["handed"] == 4
    fires(tx, MORNING + SECOND_MS)
    assert not goes(tx, MORNING)
    tx.do("UPDATE outbox SET state = 'sent', done = 1 WHERE state = 'sending'")
    fires(tx, MORNING + 9 * SECOND_MS)
    assert counts(tx, one.id)["sent"] == 4, "what was in flight is counted meanwhile"
    running.resume(tx, at.author, one.id, MORNING + DAY_MS)
    fires(tx, MORNING + DAY_MS)
    goes(tx, MORNING + DAY_MS)
    fires(tx, MORNING + DAY_MS + SECOND_MS)
    assert counts(tx, one.id)["sent"] == 31
    told = tx.all(
        "SELECT person_id FROM outbox WHERE rank = 4 AND state = 'sent' GROUP BY person_id"
    )
    assert len(told) == 31, "each once"


async def test_cancelled_it_goes_to_nobody_any_more(settled: Database) -> None:
    await settled.run(_cancelled)


def _cancelled(tx: Tx) -> None:
    at = lived_in(tx, 150)
    one = begun(tx, at)
    goes(tx, MORNING, most=40)
    running.cancel(tx, at.author, one.id, MORNING)
    fires(tx, MORNING + SECOND_MS)
    assert not goes(tx, MORNING)
    found = counts(tx, one.id)
    assert found["sent"] == 40
    assert found["cancelled"] == 111
    for again in (running.resume, running.pause, running.cancel):
        with pytest.raises(Refused, match=r"broadcasts\.moved_on"):
            again(tx, at.author, one.id, MORNING)


async def test_at_night_it_rests_and_in_the_morning_it_comes(settled: Database) -> None:
    await settled.run(_at_night)


def _at_night(tx: Tx) -> None:
    at = lived_in(tx, 12)
    night = MORNING + 12 * 3_600_000
    preferences.set_quiet(tx, at.neighbours[5], 60, 120)  # one who is up late
    one = begun(tx, at, night)
    assert counts(tx, one.id)["resting"] == 12
    assert goes(tx, night) == 1
    fires(tx, night + SECOND_MS)
    assert broadcasts.known(tx, one.id).stage == Stage.RUNNING, "some are still to be told"
    morning = night + 9 * 3_600_000
    fires(tx, morning)
    assert goes(tx, morning) == 12
    fires(tx, morning + SECOND_MS)
    assert broadcasts.known(tx, one.id).stage == Stage.DONE


async def test_cancelled_at_night_nobody_wakes_to_it(settled: Database) -> None:
    await settled.run(_cancelled_at_night)


def _cancelled_at_night(tx: Tx) -> None:
    at = lived_in(tx, 5)
    night = MORNING + 12 * 3_600_000
    one = begun(tx, at, night)
    running.pause(tx, at.author, one.id, night)
    fires(tx, night + 9 * 3_600_000)
    assert not goes(tx, night), "nor to what is paused"
    assert counts(tx, one.id)["waiting"] == 6
    running.cancel(tx, at.author, one.id, night)
    fires(tx, night + 10 * 3_600_000)
    assert not goes(tx, night)
    assert counts(tx, one.id)["cancelled"] == 6


async def test_a_fourth_notice_of_the_day_comes_with_the_digest(settled: Database) -> None:
    await settled.run(_digested)


def _digested(tx: Tx) -> None:
    at = lived_in(tx, 3)
    for _nth in range(3):
        begun(tx, at)
    one = begun(tx, at)
    assert counts(tx, one.id)["resting"] == 4
    goes(tx, MORNING)
    evening = MORNING + 9 * 3_600_000
    fires(tx, evening)
    goes(tx, evening)
    fires(tx, evening + SECOND_MS)
    assert counts(tx, one.id)["sent"] == 4
    assert broadcasts.known(tx, one.id).stage == Stage.DONE


async def test_too_late_it_is_dropped_and_said(settled: Database) -> None:
    await settled.run(_too_late)


def _too_late(tx: Tx) -> None:
    at = lived_in(tx, 4)
    later = written(tx, at)
    sending.submit(tx, at.author, later.id, MORNING + DAY_MS, MORNING + DAY_MS + 1, MORNING)
    letters = fires(tx, MORNING + 2 * DAY_MS)
    assert broadcasts.known(tx, later.id).stage == Stage.STALE
    assert [letter.person_id for letter in letters] == [at.author.id], "its author hears it"
    one = begun(tx, at)
    running.pause(tx, at.author, one.id, MORNING)
    fires(tx, MORNING + LASTS_MS)
    assert broadcasts.known(tx, one.id).stage == Stage.STALE
    assert counts(tx, one.id)["stale"] == 5


async def test_nobody_speaks_beyond_their_own_place(settled: Database) -> None:
    await settled.run(_own_place)


def _own_place(tx: Tx) -> None:
    cast, root = gathered(tx), places.roots(tx)[0]
    at = lived_in(tx, 0)
    elsewhere = places.below(tx, root.id)[1]
    for who in (cast.reporter, cast.stranger):
        with pytest.raises(Refused, match=r"broadcasts\.not_yours"):
            rules.prepare(tx, who, Content(WORDS), NOW)
    for place_id in (root.id, elsewhere.id):
        with pytest.raises(Refused, match=r"broadcasts\.not_yours"):
            rules.prepare(tx, cast.staff, Content(WORDS), NOW, audience=Audience((place_id,)))
    one = written(tx, at)
    with pytest.raises(Refused, match=r"broadcasts\.not_yours"):
        rules.aim(tx, cast.staff, one.id, Audience((at.place_id, elsewhere.id)))
    with pytest.raises(Refused, match=r"broadcasts\.not_yours"):
        rules.widen(tx, cast.staff, one.id, elsewhere.id)
    for who in (cast.reporter, cast.responsible, cast.stranger):
        for rule in (running.pause, running.cancel):
            with pytest.raises(Refused, match=r"broadcasts\.not_found"):
                rule(tx, who, one.id, NOW)
        with pytest.raises(Refused, match=r"broadcasts\.not_found"):
            sending.submit(tx, who, one.id, None, None, NOW)
    sending.submit(tx, cast.staff, one.id, MORNING, None, NOW)
    for held in cast.staff.roles:
        people.end_role(tx, cast.staff.id, held.role, held.place_id, NOW)
    fires(tx, MORNING)
    assert broadcasts.known(tx, one.id).stage == Stage.CANCELLED, "the role has gone meanwhile"
    assert not goes(tx, MORNING)


async def test_the_whole_subdistrict_needs_a_second_person(settled: Database) -> None:
    await settled.run(_second)


def _second(tx: Tx) -> None:
    root, cast = places.roots(tx)[0], gathered(tx)
    people.grant(tx, cast.staff.id, Role.SUBDISTRICT_STAFF, root.id, None, NOW)
    author = people.known(tx, cast.staff.id)
    one = rules.prepare(tx, author, Content(WORDS), NOW, audience=Audience((root.id,)))
    with pytest.raises(Refused, match=r"broadcasts\.nobody_approves"):
        sending.submit(tx, author, one.id, None, None, NOW)
    other = joining.meet(tx, FIRST, "zh", frozenset(), NOW)
    joining.join(tx, other, "周主任", None, NOW)
    people.grant(tx, other.id, Role.SUBDISTRICT_STAFF, root.id, None, NOW)
    other = people.known(tx, other.id)
    sending.submit(tx, author, one.id, None, None, NOW)
    assert not timers.standing(tx, ["broadcasts.begin"], one.id)
    for nobody in (author, cast.responsible):
        with pytest.raises(Refused, match=r"broadcasts\.not_found"):
            sending.approve(tx, nobody, one.id, NOW)
    sending.send_back(tx, other, one.id, "请写明小区")
    assert broadcasts.known(tx, one.id).stage == Stage.DRAFT
    sending.submit(tx, author, one.id, None, None, NOW)
    sending.approve(tx, other, one.id, MORNING)
    fires(tx, MORNING)
    running_one = broadcasts.known(tx, one.id)
    assert (running_one.stage, running_one.second_id) == (Stage.RUNNING, other.id)


async def test_two_approve_at_once_and_it_begins_once(
    settled: Database, database_url: str, cipher: Cipher
) -> None:
    def asked(tx: Tx) -> tuple[int, int]:
        root, cast = places.roots(tx)[0], gathered(tx)
        for who in (cast.staff, cast.responsible, cast.reporter):
            people.grant(tx, who.id, Role.SUBDISTRICT_STAFF, root.id, None, NOW)
        author = people.known(tx, cast.staff.id)
        one = rules.prepare(tx, author, Content(WORDS), NOW, audience=Audience((root.id,)))
        sending.submit(tx, author, one.id, None, None, NOW)
        return one.id, author.id

    one, _author = await settled.run(asked)

    def approves(tx: Tx, *, first: bool) -> str:
        cast = gathered(tx)
        who = cast.responsible if first else cast.reporter
        return sending.approve(tx, who, one, NOW).stage

    came = await raced(
        settled, database_url, cipher, partial(approves, first=True), partial(approves, first=False)
    )
    assert came == ["scheduled", "broadcasts.moved_on"]


async def test_cancelled_while_it_is_fed_nothing_is_handed_over(
    settled: Database, database_url: str, cipher: Cipher
) -> None:
    """Whichever comes second sees what the first one did."""

    def start(tx: Tx) -> tuple[int, int]:
        at = lived_in(tx, 150)
        return begun(tx, at).id, at.author.id

    one, author = await settled.run(start)

    def cancels(tx: Tx) -> str:
        return running.cancel(tx, people.known(tx, author), one, MORNING).stage

    def feeds(tx: Tx) -> str:
        running.feed(tx, one, "", MORNING + SECOND_MS)
        return str(len(tx.told))

    assert await raced(settled, database_url, cipher, cancels, feeds) == ["cancelled", "0"]


async def test_the_audience_is_whom_all_of_it_means(settled: Database) -> None:
    await settled.run(_audience)


def _audience(tx: Tx) -> None:
    at = lived_in(tx, 10)
    root = places.roots(tx)[0]
    head, reader = people.known(tx, at.neighbours[2]), at.neighbours[3]
    home = places.get(tx, head.home_id or 0)
    assert home is not None
    people.grant(tx, head.id, Role.STAIRWELL_HEAD, home.id, None, NOW)
    people.grant(tx, head.id, Role.VOLUNTEER, at.place_id, None, NOW)
    preferences.set_language(tx, reader, "en")
    interests.add(tx, reader, "clinic", NOW)

    def meant(**narrowed: tuple[str, ...] | str) -> int:
        audience = Audience((at.place_id,), **narrowed)  # type: ignore[arg-type]
        return sum(part.people for part in audiences.count(tx, audience))

    assert meant() == 10 + 3 + 1
    assert meant(roles=("stairwell_head",)) == 1
    assert meant(roles=("stairwell_head", "volunteer")) == 1, "each once"
    assert meant(interests=("clinic", "jobs")) == 1
    assert meant(interests=("jobs",)) == 0
    assert meant(language="en") == 1
    assert meant(interests=("clinic",), language="zh") == 0
    twice = Audience((at.place_id, home.id))
    assert sum(part.people for part in audiences.count(tx, twice)) == 14, "each once"
    found = reach(tx, Audience((root.id,)), lambda start, _end: start is not None)
    assert (found.people, found.now, found.resting) == (14, 11, 0)
    assert found.without == {"absent": 1, "unreachable": 1, "stopped": 1}


async def test_after_a_restore_nothing_goes_on_by_itself(settled: Database) -> None:
    await settled.run(_restored)


def _restored(tx: Tx) -> None:
    at = lived_in(tx, 150)
    one, planned = begun(tx, at), written(tx, at)
    sending.submit(tx, at.author, planned.id, MORNING + DAY_MS, None, MORNING)
    own = marks.get(tx)
    upkeep.begin(tx, None, MORNING)
    own = marks.get(tx)
    assert own is not None
    outside = type(own)(own.database, own.at + DAY_MS)
    upkeep.begin(tx, outside, MORNING + DAY_MS)
    assert broadcasts.known(tx, one.id).stage == Stage.PAUSED
    assert broadcasts.known(tx, planned.id).stage == Stage.DRAFT
    fires(tx, MORNING + DAY_MS)
    assert not goes(tx, MORNING + DAY_MS)
    found = counts(tx, one.id)
    assert (found["handed"], found["waiting"]) == (100, 51)
    running.cancel(tx, at.author, one.id, MORNING + DAY_MS)
    outbox_held = tx.one("SELECT count(*) FROM outbox WHERE state = 'held' AND rank = 4")
    assert outbox_held == (0,), "nobody can let them go afterwards"


async def test_who_got_it_is_forgotten_and_how_many_is_kept(settled: Database) -> None:
    await settled.run(_forgotten)


def _forgotten(tx: Tx) -> None:
    at = lived_in(tx, 6)
    one = written(tx, at, receipt=True)
    sending.submit(tx, at.author, one.id, None, None, MORNING)
    fires(tx, MORNING)
    reader = people.known(tx, at.neighbours[3])
    row = tx.one("SELECT id FROM recipients WHERE person_id = :id", id=reader.id)
    assert row is not None
    assert running.confirm(tx, reader, row[0], MORNING)
    assert not running.confirm(tx, reader, row[0], MORNING), "once"
    with pytest.raises(Refused, match=r"broadcasts\.not_found"):
        running.confirm(tx, people.known(tx, at.neighbours[4]), row[0], MORNING)
    goes(tx, MORNING)
    fires(tx, MORNING + SECOND_MS)
    before = counts(tx, one.id)
    interests.add(tx, reader.id, "jobs", NOW)
    kept = personal.export(tx, reader)
    assert '"state": "sent"' in kept
    assert '"interest": "jobs"' in kept
    place = places.get(tx, at.place_id)
    assert place is not None
    day = local(MORNING, "Asia/Shanghai").date()
    span = Span(day, day, NOW, NOW + DAY_MS, MORNING, running=True)
    expected = figures.Counted(1, 10, 7, 7, 1)  # one without Telegram, one gone, one after STOP
    assert figures.of(tx, at.author, place, span) == expected
    with pytest.raises(Refused):
        figures.of(tx, reader, place, span)
    forget(tx, MORNING + 30 * DAY_MS, 10)
    assert figures.of(tx, at.author, place, span) == expected, "also when nobody knows who it was"
    after = broadcasts.known(tx, one.id)
    assert recipients.counts(tx, one.id) == {}
    assert standing.counts(tx, after) == before
    assert standing.receipts(tx, after) == 1
    assert personal.gathered(tx, reader)["recipients"] == []


def _tied(tx: Tx, place_id: int, kind: str = duty_groups.GROUP) -> int:
    """A group or channel of a place."""
    (count,) = tx.one("SELECT count(*) FROM duty_groups") or (0,)
    group = duty_groups.add(tx, -100 - int(count), "zh", None, NOW, kind, "群")
    duty_groups.bind(tx, group.id, place_id, gathered(tx).staff.id)
    return group.id


async def test_it_goes_only_into_groups_of_ones_own_places(settled: Database) -> None:
    await settled.run(_own_groups)


def _own_groups(tx: Tx) -> None:
    at = lived_in(tx, 2)
    root = places.roots(tx)[0]
    mine, above = _tied(tx, at.place_id), _tied(tx, root.id)
    one = written(tx, at)
    assert [group.id for group in rules.offered_groups(tx, at.author)] == [mine]
    addressed = rules.address(tx, at.author, one.id, (above, mine, mine), alone=True)
    assert Audience.read(addressed.audience).groups == (mine,)
    with pytest.raises(Refused):
        rules.aim(tx, at.author, one.id, Audience((at.place_id,), groups=(above,)))
    sending.submit(tx, at.author, one.id, None, None, MORNING)
    duty_groups.bind(tx, mine, root.id, at.author.id)
    fires(tx, MORNING)
    assert [each.state for each in postings.of(tx, one.id)] == ["dropped"], "no longer theirs"
    assert not counts(tx, one.id), "to nobody singly"


async def test_what_is_stopped_is_taken_back_from_groups_too(settled: Database) -> None:
    await settled.run(_taken_back_from_groups)


def _taken_back_from_groups(tx: Tx) -> None:
    at = lived_in(tx, 2)
    one = written(tx, at)
    groups = [_tied(tx, at.place_id) for _nth in range(3)]
    rules.address(tx, at.author, one.id, groups, alone=False)
    sending.submit(tx, at.author, one.id, None, None, MORNING)
    fires(tx, MORNING)
    letters = [each.letter_id or 0 for each in postings.of(tx, one.id)]
    assert all(letters)
    outbox.claim(tx, letters[:1])
    running.pause(tx, at.author, one.id, MORNING)
    assert [each.state for each in postings.of(tx, one.id)] == ["handed", "waiting", "waiting"]
    later = MORNING + 9 * SECOND_MS
    running.resume(tx, at.author, one.id, later)
    fires(tx, later)
    outbox.claim(tx, [postings.of(tx, one.id)[1].letter_id or 0])
    running.cancel(tx, at.author, one.id, later)
    fires(tx, later)
    assert [each.state for each in postings.of(tx, one.id)] == ["handed", "handed", "cancelled"]
    tx.do("UPDATE outbox SET state = 'unknown', done = 1 WHERE state = 'sending'")
    fires(tx, later + 9 * SECOND_MS)
    assert [each.state for each in postings.of(tx, one.id)] == ["unknown", "unknown", "cancelled"]


async def test_the_whole_subdistrict_part_by_part_needs_a_second_reader(settled: Database) -> None:
    await settled.run(_part_by_part)


def _part_by_part(tx: Tx) -> None:
    root = places.roots(tx)[0]
    communities = [place.id for place in places.below(tx, root.id)]
    *most, last = communities
    inside = tuple(place.id for place in places.below(tx, last))
    assert rules.needs_second(tx, Audience(tuple(communities)))
    assert rules.needs_second(tx, Audience((*most, *inside)))
    first = places.get(tx, inside[0])
    assert first is not None
    assert rules.needs_second(tx, Audience((*most, *inside[1:]))), (
        "nobody lives in the one left out"
    )
    resident = joining.meet(tx, FIRST, "zh", frozenset(), NOW)
    joining.join(tx, resident, "孙奶奶", first.id, NOW)
    assert not rules.needs_second(tx, Audience((*most, *inside[1:])))
    assert not rules.needs_second(tx, Audience((*most[:-1], last))), "a community is never nothing"
    assert not rules.needs_second(tx, Audience((last,), groups=(_tied(tx, root.id),)))
    channel = _tied(tx, root.id, duty_groups.CHANNEL)
    assert rules.needs_second(tx, Audience((last,), groups=(channel,), alone=True))
    parts = tuple(_tied(tx, one, duty_groups.CHANNEL) for one in most)
    assert rules.needs_second(tx, Audience((last,), groups=parts))
    assert not rules.needs_second(tx, Audience((last,), groups=parts, alone=True))
