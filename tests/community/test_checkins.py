"""平安问候 as rules: the ladder, its ends, races, and what happens to time itself."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest

from community import deaths, privacy, wishes
from community.checkins import answering, helping, mornings
from community.checkins.kinds import SOS, Outcome
from community.checkins.plainly import sounds_well, speaks_well, wants_no_more
from community.going import Why
from community.issues import emergency
from community.leaving import leave
from community.people import GENERAL, lost
from community.places import Kind
from community.refused import Refused
from handlers.checkins import rung
from storage import (
    checkin_alerts,
    checkin_days,
    checkin_plans,
    duty_rooms,
    people,
    places,
    timers,
)
from storage.checkin_days import Day
from storage.cipher import Cipher
from storage.engine import Database
from storage.moments import local, moment
from storage.tx import Tell, Tx
from tests.community.conftest import gathered
from tests.community.mornings import DAY, REGISTRY, Asked, asked, at, heard, until
from tests.community.racing import raced
from tests.conftest import NOW

LADDER = [
    "09:00 王奶奶 question",
    "09:30 王奶奶 again",
    "10:00 女儿 unanswered",
    "11:00 楼长 unanswered",
    "11:00 邻居 unanswered",
    "12:00 网格 unanswered",
    "13:00 小李 unanswered",
]


def today(tx: Tx, cast: Asked, day: int = 1) -> Day:
    """What became of a date."""
    found = checkin_days.at(tx, cast.plan.id, DAY.replace(day=DAY.day + day))
    assert found is not None
    return found


async def test_silence_climbs_to_the_last_rung_which_repeats_until_it_is_taken(
    settled: Database,
) -> None:
    await settled.run(_silence)


def _silence(tx: Tx) -> None:
    cast = asked(tx)
    assert until(tx, at("13:00")) == LADDER
    repeated = until(tx, at("14:10"))
    assert [line for line in repeated if "小李" in line] == [
        "13:30 小李 unanswered",
        "14:00 小李 unanswered",
    ], "nobody takes it: again and again"
    assert "13:30 主任 unanswered" in repeated, "and the level above hears it, too"
    day = today(tx, cast)
    helping.take(tx, cast.staff, day.id, at("14:10"))
    assert heard(tx, at("14:10")) == ["14:10 王奶奶 coming"]
    assert until(tx, at("14:39")) == []
    assert until(tx, at("14:40")) == ["14:40 小李 still"]
    again = until(tx, at("14:55"))
    assert "14:55 小李 unanswered" in again, "who says nothing does not hold it for ever"
    helping.take(tx, cast.staff, day.id, at("14:56"))
    helping.well(tx, cast.staff, day.id, at("15:00"))
    over = until(tx, at("23:00"))
    told = {line.split()[1] for line in over if line.endswith("over")}
    alerted = {
        people.name(tx, people.known(tx, one.person_id)) for one in checkin_alerts.of(tx, day.id)
    }
    assert told == alerted - {"小李"}, "the all-clear reaches exactly those alarmed"
    assert {"女儿", "楼长", "邻居", "网格"} <= told
    assert today(tx, cast).outcome == Outcome.WELL
    assert until(tx, at("9:00", 2)) == ["09:00 王奶奶 question"], "the next morning comes"


async def test_an_answer_at_any_time_ends_it_and_clears_exactly_those_alarmed(
    settled: Database,
) -> None:
    for clock, told in (
        ("9:00", []),
        ("10:00", ["女儿"]),
        ("12:00", ["女儿", "楼长", "网格", "邻居"]),
    ):
        await settled.run(partial(_answered, clock=clock, told=told))


def _answered(tx: Tx, clock: str, told: list[str]) -> None:
    tx.do("SAVEPOINT once")
    cast = asked(tx)
    until(tx, at(clock))
    answering.answer(tx, cast.elder, today(tx, cast).id, at(clock))
    over = until(tx, at("8:00", 2))
    assert sorted(line.split()[1] for line in over) == sorted(told)
    assert all(line.endswith("over") for line in over)
    answering.answer(tx, cast.elder, today(tx, cast).id, at(clock))
    assert until(tx, at("8:00", 2)) == [], "once more changes nothing"
    tx.do("ROLLBACK TO once")


async def test_any_word_in_the_window_counts_and_none_before_it(settled: Database) -> None:
    await settled.run(_window)


def _window(tx: Tx) -> None:
    cast = asked(tx)
    answering.touch(tx, cast.elder, at("6:00"), deed=False)
    assert until(tx, at("23:00")) == []
    assert today(tx, cast).outcome == Outcome.TOUCHED
    answering.touch(tx, cast.elder, at("5:59", 2), deed=True)
    assert until(tx, at("9:00", 2)) == ["09:00 王奶奶 question"]
    answering.touch(tx, cast.elder, at("9:01", 2), deed=False)
    assert today(tx, cast, 2).ended is None, "words must be understood by a human first"
    answering.touch(tx, cast.elder, at("9:02", 2), deed=True)
    assert today(tx, cast, 2).outcome == Outcome.ANSWERED
    # 🆘 is no sign of being well, though it is a tap.
    alert = emergency.raise_alarm(tx, cast.elder, at("8:00", 3))
    answering.touch(tx, cast.elder, alert.made, deed=True)
    assert "08:03 女儿 sos" in until(tx, at("9:00", 3)), "three minutes without a further tap"
    assert today(tx, cast, 3).asked == at("9:00", 3)


async def test_a_cry_in_the_night_is_no_sign_of_being_well(settled: Database) -> None:
    await settled.run(_night)


def _night(tx: Tx) -> None:
    cast = asked(tx)
    alert = emergency.raise_alarm(tx, cast.elder, at("5:55"))
    answering.touch(tx, cast.elder, alert.made, deed=True)
    answering.touch(tx, cast.elder, at("6:01"), deed=False)
    assert "09:00 王奶奶 question" in until(tx, at("9:00"))


@pytest.mark.parametrize(
    ("words", "well"),
    [
        *((one, True) for one in ("好", "我挺好的", "平安", "没事", "我没什么事，谢谢", "在呢")),
        *((one, True) for one in ("都好着呢！", "I'm fine", "Good, thank you", "您放心，一切都好")),
        *((one, False) for one in ("不是", "不是的", "不要", "都不要了", "取消", "sorry", "")),
        *((one, False) for one in ("对不起，我都不要了", "按错了", "不用来了", "不好", "好不了")),
        *(
            (one, False)
            for one in ("没事吧？", "不用管我了", "没事，就是胸口疼", "好痛", "谢谢", "你好")
        ),
    ],
)
def test_only_plainly_well_words_answer_the_question(words: str, *, well: bool) -> None:
    assert sounds_well(words) is well


@pytest.mark.parametrize(
    ("words", "well"),
    [
        *((one, True) for one in ("我没事，刚才出去买菜了", "我在家挺好的，手机静音了")),
        *((one, False) for one in ("我不好", "没事做，心里难受", "我头晕，在家躺着", "明天来吗")),
    ],
)
def test_a_longer_sentence_offers_the_key_where_it_sounds_well(words: str, *, well: bool) -> None:
    assert not sounds_well(words)
    assert speaks_well(words) is well


@pytest.mark.parametrize(
    ("words", "no_more"),
    [
        *((one, True) for one in ("我不想再被问了", "不要再问我了", "别天天问我了", "取消问候吧")),
        *((one, True) for one in ("Please stop asking me", "I don't want to be asked any more")),
        *((one, False) for one in ("出门几天，不用问候", "这个星期别问我", "Don't ask me today")),
        *((one, False) for one in ("别的问题", "不用问题不大", "我没事", "灯坏了，问了没人理")),
    ],
)
def test_who_wants_to_be_asked_no_more_is_understood(words: str, *, no_more: bool) -> None:
    assert wants_no_more(words) is no_more


async def test_who_is_told_on_duty_is_so_whatever_they_heard_as_before(settled: Database) -> None:
    await settled.run(_part)


def _part(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("9:00"))
    day = today(tx, cast)
    for part, known_as in (
        ("near", "near"),
        ("contact", "contact"),
        ("near", "contact"),
        ("duty", "duty"),
        ("contact", "duty"),
        ("call", "duty"),
    ):
        checkin_alerts.put(tx, day.id, cast.grid.id, 1, part, at("9:00"))
        told = checkin_alerts.to(tx, day.id, cast.grid.id)
        assert told is not None
        assert told.who == known_as


async def test_who_listens_because_they_are_on_duty_may_help(settled: Database) -> None:
    await settled.run(_listens)


def _listens(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("9:10"))
    for one in (cast.head, cast.grid):
        lost(tx, one.id, at("9:10"))
    until(tx, at("9:10"))
    day = today(tx, cast)
    answering.hear(tx, cast.elder, 77, at("9:11"))
    told = checkin_alerts.to(tx, day.id, cast.staff.id)
    assert told is not None
    assert told.who == "duty"


async def test_a_voice_stops_the_climb_until_a_human_has_listened(settled: Database) -> None:
    await settled.run(_voice)


def _voice(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("10:10"))
    listeners = answering.hear(tx, cast.elder, 77, at("10:55"))
    assert [one.id for one in listeners or ()] == [cast.daughter.id]
    assert heard(tx, at("10:55")) == ["10:55 女儿 heard", "10:55 女儿 listen"]
    assert until(tx, at("11:09")) == []
    assert until(tx, at("11:10")) == ["11:10 楼长 unanswered", "11:10 邻居 unanswered"]
    answering.hear(tx, cast.elder, 78, at("11:11"))
    rest = until(tx, at("12:00"))
    assert "12:00 网格 unanswered" in rest, "it stops the climb once"
    assert sum(line.endswith("heard") for line in rest) == 3, "all who were told hear it"


async def test_who_is_alarmed_moves_it_on(settled: Database) -> None:
    await settled.run(_helpers)


def _helpers(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("10:00"))
    day = today(tx, cast)
    for stranger in (cast.neighbour, cast.head, gathered(tx).stranger, cast.elder):
        with pytest.raises(Refused, match="not_found"):
            helping.take(tx, stranger, day.id, at("10:01"))
    helping.unanswered(tx, cast.daughter, day.id, at("10:05"))
    assert until(tx, at("10:05")) == ["10:05 楼长 unanswered", "10:05 邻居 unanswered"]
    helping.unanswered(tx, cast.head, day.id, at("10:06"))
    assert until(tx, at("10:06")) == [], "the neighbour may still say something"
    helping.take(tx, cast.neighbour, day.id, at("10:07"))
    with pytest.raises(Refused, match="taken"):
        helping.take(tx, cast.head, day.id, at("10:08"))
    assert heard(tx, at("10:07")) == ["10:07 王奶奶 coming"]
    assert until(tx, at("10:30")) == [], "the climb waits for who goes"
    helping.unanswered(tx, cast.neighbour, day.id, at("10:31"))
    assert until(tx, at("10:31")) == ["10:31 网格 unanswered"]
    helping.needs_help(tx, cast.grid, day.id, at("10:40"))
    assert today(tx, cast).outcome == Outcome.HELP
    assert sorted(line.split()[1] for line in until(tx, at("10:40"))) == [
        *("女儿", "小李", "楼长", "邻居")
    ]
    with pytest.raises(Refused, match="over"):
        helping.ambulance(tx, cast.grid, day.id, at("10:41"))


async def test_the_last_rung_is_told_again_whoever_has_reached_nobody(settled: Database) -> None:
    await settled.run(_last_rung)


def _last_rung(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("13:00"))
    day = today(tx, cast)
    helping.unanswered(tx, cast.staff, day.id, at("13:05"))
    helping.unanswered(tx, cast.daughter, day.id, at("13:25"))
    assert "13:30 小李 unanswered" in until(tx, at("13:30"))


async def test_who_asks_for_help_after_the_question_has_not_answered_it(settled: Database) -> None:
    await settled.run(_needy)


def _needy(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("10:00"))
    wish = wishes.ask(tx, cast.elder, wishes.Matter.OTHER, "腿疼", None, at("10:05"))
    answering.touch(tx, cast.elder, at("10:06"), deed=True)
    assert today(tx, cast).ended is None, "whatever she taps while nobody has helped"
    assert "11:00 楼长 unanswered" in until(tx, at("11:00"))
    wishes.withdraw(tx, cast.elder, wish.id, at("11:01"))
    answering.touch(tx, cast.elder, at("11:01"), deed=True)
    assert today(tx, cast).outcome == Outcome.ANSWERED


async def test_who_may_help_no_more_hands_it_on_at_once(settled: Database) -> None:
    await settled.run(_handed_on)


def _handed_on(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("11:00"))
    day = today(tx, cast)
    helping.take(tx, cast.head, day.id, at("11:05"))
    heard(tx, at("11:05"))
    held = cast.head.roles[0]
    people.end_role(tx, cast.head.id, held.role, held.place_id, at("11:06"))
    leave(tx, cast.head.id, Why.ROLE_ENDED, at("11:06"))
    assert heard(tx, at("11:06")) == ["11:06 网格 unanswered"]
    with pytest.raises(Refused, match="not_found"):
        helping.well(tx, people.known(tx, cast.head.id), day.id, at("11:07"))
    helping.take(tx, cast.neighbour, day.id, at("11:08"))
    heard(tx, at("11:08"))
    privacy.erase(tx, cast.neighbour, at("11:09"))
    assert sorted(heard(tx, at("11:09"))) == [
        *("11:09 女儿 lost", "11:09 小李 lost", "11:09 小李 unanswered"),
        *("11:09 王奶奶 lost", "11:09 网格 lost"),
    ]
    helping.well(tx, cast.grid, day.id, at("11:10"))
    assert {line.split()[1] for line in heard(tx, at("11:10"))} >= {"女儿", "小李"}


async def test_whom_nothing_reaches_pulls_the_next_rung_forward(settled: Database) -> None:
    await settled.run(_unreached)


def _unreached(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("9:10"))
    lost(tx, cast.elder.id, at("9:10"))
    said = until(tx, at("9:10"))
    assert "09:10 女儿 unanswered" in said
    assert "09:10 楼长 unreached" in said
    lost(tx, cast.daughter.id, at("9:20"))
    assert sorted(until(tx, at("9:20"))) == [
        *("09:20 小李 lost", "09:20 楼长 lost", "09:20 楼长 unanswered"),
        *("09:20 王奶奶 lost", "09:20 网格 lost", "09:20 邻居 unanswered"),
    ]
    helping.well(tx, cast.head, today(tx, cast).id, at("9:30"))
    until(tx, at("8:00", 2))
    assert until(tx, at("9:00", 2)) == [
        "09:00 楼长 unanswered",
        "09:00 邻居 unanswered",
    ], "nobody is asked whom nothing reaches: the ladder begins at once"


async def test_the_absent_the_ill_and_the_dead_are_left_in_peace(settled: Database) -> None:
    await settled.run(_peace)


def _peace(tx: Tx) -> None:
    cast = asked(tx)
    people.set_away(tx, cast.elder.id, at("0:00", 2))
    checkin_plans.pause(tx, cast.plan.id, at("0:00", 3), "hospital", cast.staff.id)
    assert until(tx, at("23:00", 2)) == []
    assert [today(tx, cast, day).outcome for day in (1, 2)] == [Outcome.PAUSED] * 2
    until(tx, at("10:00", 3))
    deaths.note(tx, gathered(tx).staff, cast.elder.id, at("10:01", 3))
    assert until(tx, at("23:00", 6)) == [], "silence"
    assert today(tx, cast, 3).outcome == Outcome.DROPPED


async def test_what_was_held_up_asks_again_before_anybody_is_alarmed(settled: Database) -> None:
    for down in (
        _down_at_the_question,
        _down_at_a_deadline,
        _down_until_night,
        _down_until_evening,
        _down_for_days,
        _down_till_dark,
    ):
        await settled.run(down)


def _down_at_the_question(tx: Tx) -> None:
    tx.do("SAVEPOINT once")
    asked(tx)
    back = at("11:00")
    assert until(tx, at("11:04"), late=back) == []
    assert until(tx, at("12:30"), late=back) == [
        "11:05 王奶奶 question",
        "11:06 小李 outage",
        "11:35 王奶奶 again",
        "12:05 女儿 unanswered",
    ], "what was written meanwhile comes first, then the whole ladder"
    tx.do("ROLLBACK TO once")


def _down_at_a_deadline(tx: Tx) -> None:
    tx.do("SAVEPOINT once")
    asked(tx)
    until(tx, at("9:40"))
    assert until(tx, at("13:00"), late=at("12:30")) == [
        "12:30 王奶奶 again",
        "12:36 小李 outage",
        "13:00 女儿 unanswered",
    ]
    until(tx, at("13:10"))
    assert until(tx, at("16:10"), late=at("16:00")) == [
        "16:00 楼长 unanswered",
        "16:00 邻居 unanswered",
        "16:06 小李 outage",
    ], "what climbs already is held up no more than once a day"
    assert until(tx, at("16:15")) == ["16:15 网格 unanswered"], "one by one, never all at once"
    tx.do("ROLLBACK TO once")


def _down_until_night(tx: Tx) -> None:
    tx.do("SAVEPOINT once")
    cast = asked(tx)
    until(tx, at("9:10"))
    assert until(tx, at("23:30"), late=at("23:00")) == ["23:06 小李 outage"], "nobody is woken"
    assert until(tx, at("9:00", 2)) == ["09:00 王奶奶 question"]
    assert until(tx, at("10:30", 2)) == ["09:30 王奶奶 again", "10:00 女儿 unanswered"]
    assert today(tx, cast).outcome == Outcome.DROPPED
    tx.do("ROLLBACK TO once")


def _down_for_days(tx: Tx) -> None:
    tx.do("SAVEPOINT once")
    cast = asked(tx)
    said = until(tx, at("8:30", 4), late=at("8:00", 4))
    assert said == ["08:06 小李 outage"]
    assert [today(tx, cast, day).outcome for day in (1, 2, 3)] == [Outcome.MISSED] * 3
    assert until(tx, at("9:00", 4)) == ["09:00 王奶奶 question"]
    tx.do("ROLLBACK TO once")


def _down_until_evening(tx: Tx) -> None:
    tx.do("SAVEPOINT once")
    asked(tx)
    until(tx, at("9:10"))
    assert until(tx, at("23:30"), late=at("18:05")) == ["18:11 小李 outage"]
    assert until(tx, at("9:00", 2)) == ["09:00 王奶奶 question"], "nobody is alarmed at dawn"
    tx.do("ROLLBACK TO once")


def _down_till_dark(tx: Tx) -> None:
    tx.do("SAVEPOINT once")
    cast = asked(tx)
    assert until(tx, at("23:00"), late=at("20:00")) == ["20:06 小李 outage"]
    assert today(tx, cast).outcome == Outcome.MISSED, "nobody is woken to be asked"
    tx.do("ROLLBACK TO once")


async def test_an_outage_is_one_word_to_whoever_is_on_duty_for_many(settled: Database) -> None:
    await settled.run(_down_everywhere)


def _down_everywhere(tx: Tx) -> None:
    cast = asked(tx)
    places_below = places.below(tx, places.roots(tx)[0].id)
    homes = [cast.elder.home_id, *(place.id for place in places_below)]
    for nth, home in enumerate((*homes, *homes)):
        closes = (8 if nth < len(homes) else 9) * 60
        person = people.add(tx, 911_000 + nth, "zh", NOW)
        people.set_home(tx, person.id, home or 0)
        mornings.begin(
            tx, people.known(tx, person.id), None, at("10:00", 0), opens=300, closes=closes
        )
    until(tx, at("8:10"))
    said = until(tx, at("11:30"), late=at("10:56"))
    assert len(places_below) > 2
    assert sorted(line for line in said if "outage" in line) == [
        "11:02 主任 outage",
        "11:02 小李 outage",
    ]


async def test_the_word_of_a_cry_outlives_an_outage(settled: Database) -> None:
    for back, told in (
        ("8:00", ["08:00 女儿 sos", "08:00 邻居 sos"]),
        ("9:30", ["09:30 小李 unsaid"]),
    ):
        await settled.run(partial(_cried, back=back, told=told))


def _cried(tx: Tx, back: str, told: list[str]) -> None:
    tx.do("SAVEPOINT once")
    cast = asked(tx)
    alert = emergency.raise_alarm(tx, cast.elder, at("7:00"))
    answering.touch(tx, cast.elder, alert.made, deed=True)
    said = until(tx, at("7:03"), late=at(back))
    assert [line for line in said if line.endswith(("sos", "unsaid"))] == told
    assert SOS not in REGISTRY.ladders, "an alarm rather sounds early"
    tx.do("ROLLBACK TO once")


async def test_what_stands_open_over_night_goes_on_where_it_was(settled: Database) -> None:
    await settled.run(_over_night)


def _over_night(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("8:59", 2))
    said = until(tx, at("9:30", 2))
    assert "09:00 王奶奶 question" in said
    assert "09:30 小李 unanswered" in said
    assert not any("女儿" in line for line in said), "nobody is alarmed from the first rung again"
    answering.answer(tx, cast.elder, today(tx, cast, 2).id, at("9:40", 2))
    told = {line.split()[1] for line in until(tx, at("9:40", 2))}
    assert {"女儿", "楼长", "邻居", "网格", "小李"} <= told, (
        "all alarmed the day before hear it, too"
    )


async def test_two_who_go_at_once(settled: Database, database_url: str, cipher: Cipher) -> None:
    day_id, cast = await settled.run(_climbed)
    came = await raced(
        settled,
        database_url,
        cipher,
        lambda tx: helping.take(tx, cast.head, day_id, at("11:01")).taken_by,
        lambda tx: helping.take(tx, cast.neighbour, day_id, at("11:01")).taken_by,
    )
    assert came == [cast.head.id, "checkins.taken"]


def _climbed(tx: Tx) -> tuple[int, Asked]:
    cast = asked(tx)
    until(tx, at("11:00"))
    return today(tx, cast).id, cast


async def test_an_answer_at_the_very_deadline(
    settled: Database, database_url: str, cipher: Cipher
) -> None:
    """Whichever comes first: one end, and who was alarmed hears it."""
    cast = await settled.run(asked)

    def answers(tx: Tx) -> list[str]:
        answering.touch(tx, cast.elder, at("9:00"), deed=True)
        return until(tx, 0)

    def fires(tx: Tx) -> list[str]:
        return until(tx, at("9:00"))

    await raced(settled, database_url, cipher, fires, answers)
    assert await settled.run(lambda tx: today(tx, cast).outcome) == Outcome.ANSWERED
    await settled.run(lambda tx: until(tx, at("9:59", 2)))
    day = await settled.run(lambda tx: today(tx, cast, 2))

    def climbs(tx: Tx) -> list[str]:
        return until(tx, at("10:00", 2))

    def late(tx: Tx) -> list[str]:
        answering.answer(tx, cast.elder, day.id, at("10:00", 2))
        return until(tx, at("10:00", 2))

    alarmed, cleared = await raced(settled, database_url, cipher, climbs, late)
    assert alarmed == ["10:00 女儿 unanswered"]
    assert cleared == ["10:00 女儿 over"], "the alarm went out: the all-clear follows"


def _silent_until(tx: Tx, clock: str) -> Asked:
    cast = asked(tx)
    until(tx, at(clock) - 1)
    return cast


def _gone(tx: Tx, clock: str) -> Asked:
    """The stairwell's head goes there at eleven, and says nothing more."""
    cast = asked(tx)
    until(tx, at("11:00"))
    helping.take(tx, cast.head, today(tx, cast).id, at("11:00"))
    until(tx, at(clock) - 1)
    return cast


def _unheard(tx: Tx, clock: str) -> Asked:
    """She sends something at ten past ten to which nobody listens."""
    cast = asked(tx)
    until(tx, at("10:10"))
    answering.hear(tx, cast.elder, 1, at("10:10"))
    until(tx, at(clock) - 1)
    return cast


@pytest.mark.parametrize("answer_first", [True, False])
@pytest.mark.parametrize(
    ("lived", "clock"),
    [
        *((_silent_until, clock) for clock in ("9:30", "11:00", "12:00", "13:00", "13:30")),
        *((_gone, clock) for clock in ("11:30", "11:45")),
        (_unheard, "10:25"),
    ],
)
async def test_an_answer_at_each_further_deadline(
    settled: Database,
    database_url: str,
    cipher: Cipher,
    lived: Callable[[Tx, str], Asked],
    clock: str,
    *,
    answer_first: bool,
) -> None:
    """One end, told to exactly those who were alarmed."""
    cast = await settled.run(lambda tx: lived(tx, clock))
    day = await settled.run(lambda tx: today(tx, cast))
    assert day.ended is None

    def fires(tx: Tx) -> list[str]:
        return until(tx, at(clock))

    def answers(tx: Tx) -> list[str]:
        answering.answer(tx, cast.elder, day.id, at(clock))
        return heard(tx, at(clock))

    order = (answers, fires) if answer_first else (fires, answers)
    one, other = await raced(settled, database_url, cipher, *order)
    over = [line.split()[1] for line in (*one, *other) if line.endswith("over")]
    assert sorted(over) == sorted(await settled.run(partial(_alarmed, day=day)))
    assert await settled.run(lambda tx: today(tx, cast).outcome) == Outcome.ANSWERED
    assert await settled.run(lambda tx: until(tx, at("8:00", 2))) == [], "and no more of it"


def _alarmed(tx: Tx, day: Day) -> list[str]:
    told = checkin_alerts.of(tx, day.id)
    return [people.name(tx, people.known(tx, one.person_id)) for one in told]


async def test_each_local_date_once_whatever_the_clocks_do(settled: Database) -> None:
    await settled.run(_clocks)


def _clocks(tx: Tx) -> None:
    root = places.roots(tx)[0]
    begun = moment(date(2028, 2, 20), 0, "UTC")
    abroad = {}
    for zone in ("America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Europe/London"):
        place = places.add(tx, root, Kind.COMMUNITY, zone, zone, begun)
        person = people.add(tx, None, "zh", begun)
        people.set_home(tx, person.id, place.id)
        abroad[zone] = mornings.begin(tx, person, None, begun, opens=90, closes=150)
    over = moment(date(2028, 11, 20), 0, "UTC")
    tx.do("UPDATE checkin_plans SET paused_until = :over", over=over)  # only the dates matter here
    until(tx, over)
    for zone, plan in abroad.items():
        first, last = local(begun, zone).date(), local(over, zone).date()
        found = _days(tx, plan.id)
        assert len(found) == len(set(found))
        wanted = {first + timedelta(days=n) for n in range((last - first).days + 1)}
        assert len(wanted - {date.fromisoformat(one) for one in found}) <= 2, "but the edges"
        assert "2028-02-29" in found


def _days(tx: Tx, plan_id: int) -> list[str]:
    return [row[0] for row in tx.all("SELECT day FROM checkin_days WHERE plan_id = :p", p=plan_id)]


async def test_a_death_noted_by_mistake_asks_again(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast = asked(tx)
        until(tx, at("10:10"))
        deaths.note(tx, cast.staff, cast.elder.id, at("10:11"))
        assert until(tx, at("8:00", 3)) == []
        deaths.take_back(tx, cast.staff, cast.elder.id, at("8:00", 3))
        assert heard(tx, at("8:00", 3)) == ["08:00 楼长 goes_on", "08:00 网格 goes_on"]
        assert until(tx, at("9:00", 3)) == ["09:00 王奶奶 question"]

    await settled.run(job)


async def test_who_withdraws_their_consent_is_no_contact_any_more(settled: Database) -> None:
    def job(tx: Tx) -> None:
        cast = asked(tx)
        privacy.withdraw(tx, cast.daughter, GENERAL, at("8:00"))
        said = until(tx, at("11:00"))
        assert not [one for one in said if "女儿" in one]
        assert [one for one in said if one.endswith("邻居 unanswered")]

    await settled.run(job)


async def test_words_do_not_end_what_stands_from_the_day_before(settled: Database) -> None:
    await settled.run(_words_overnight)


def _words_overnight(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("6:59", 2))
    answering.touch(tx, cast.elder, at("7:00", 2), deed=False)
    answering.hear(tx, cast.elder, 77, at("7:00", 2))
    said = until(tx, at("9:00", 2))
    assert not any(line.endswith("over") for line in said), "nobody has understood it yet"
    assert "09:00 王奶奶 question" in said
    assert today(tx, cast, 2).ended is None
    answering.touch(tx, cast.elder, at("9:10", 2), deed=True)
    assert today(tx, cast, 2).outcome == Outcome.ANSWERED


async def test_who_is_on_the_way_stays_so_when_the_next_question_comes(settled: Database) -> None:
    await settled.run(_on_the_way)


def _on_the_way(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("8:49", 2))
    old = today(tx, cast)
    helping.take(tx, cast.neighbour, old.id, at("8:50", 2))
    assert "09:00 邻居 yours" in until(tx, at("9:00", 2)), "their card goes on to the new day"
    new = today(tx, cast, 2)
    assert (new.taken_by, new.taken, new.state) == (cast.neighbour.id, at("8:50", 2), "held")
    assert until(tx, at("9:20", 2)) == ["09:20 邻居 still"], "they have the time that they had"
    helping.ambulance(tx, cast.neighbour, old.id, at("9:25", 2))
    assert today(tx, cast, 2).outcome == Outcome.AMBULANCE, "the older card counts as well"
    assert "09:25 小李 needed" in until(tx, at("9:25", 2))


async def test_help_is_heard_at_once_by_somebody_else(settled: Database) -> None:
    for needed in (_help_wished_for_already, _help_by_who_is_on_duty, _help_heard_by_nobody):
        await settled.run(needed)


def _help_wished_for_already(tx: Tx) -> None:
    tx.do("SAVEPOINT once")
    cast = asked(tx)
    wishes.ask(tx, cast.elder, wishes.Matter.OTHER, None, None, at("20:00", 0))
    until(tx, at("11:00"))
    helping.take(tx, cast.head, today(tx, cast).id, at("11:01"))
    heard(tx, at("11:01"))
    helping.needs_help(tx, cast.head, today(tx, cast).id, at("11:20"))
    assert sum(one.notice == "wishes.wanted" for one in tx.told) == 2, "it is a wish of its own"
    assert heard(tx, at("11:20")) == [
        "11:20 女儿 needed",
        "11:20 小李 needed",
        "11:20 邻居 needed",
    ], "who is on duty and who was named, not who says it"
    assert today(tx, cast).outcome == Outcome.HELP
    tx.do("ROLLBACK TO once")


def _help_by_who_is_on_duty(tx: Tx) -> None:
    tx.do("SAVEPOINT once")
    cast = asked(tx)
    until(tx, at("9:10"))
    helping.take(tx, cast.staff, today(tx, cast).id, at("9:11"))
    heard(tx, at("9:11"))
    helping.needs_help(tx, cast.staff, today(tx, cast).id, at("9:20"))
    assert heard(tx, at("9:20")) == [
        "09:20 主任 needed",
        "09:20 女儿 needed",
        "09:20 邻居 needed",
    ]
    tx.do("ROLLBACK TO once")


def _help_heard_by_nobody(tx: Tx) -> None:
    tx.do("SAVEPOINT once")
    cast = asked(tx)
    until(tx, at("11:00"))
    tx.do("UPDATE people SET unreachable = 1 WHERE id <> :head", head=cast.head.id)
    helping.needs_help(tx, cast.head, today(tx, cast).id, at("11:20"))
    assert today(tx, cast).ended is None, "nobody else was told: it stands"
    tx.do("ROLLBACK TO once")


async def test_who_went_there_in_vain_waits_for_nobody(settled: Database) -> None:
    await settled.run(_closed_door)


def _closed_door(tx: Tx) -> None:
    cast = asked(tx)
    until(tx, at("11:00"))
    helping.take(tx, cast.head, today(tx, cast).id, at("11:05"))
    heard(tx, at("11:05"))
    helping.unanswered(tx, cast.head, today(tx, cast).id, at("11:15"))
    assert heard(tx, at("11:15")) == ["11:15 网格 unanswered"]


async def test_what_is_late_every_time_climbs_all_the_same(settled: Database) -> None:
    await settled.run(_always_late)


def _always_late(tx: Tx) -> None:
    cast = asked(tx)
    said = until(tx, at("9:01"))
    while today(tx, cast).rung < 5:
        timer = timers.standing(tx, ("checkins.rung",), today(tx, cast).id)[0]
        timers.take(tx, timer.id)
        now = timer.due + 6 * 60_000
        REGISTRY.timers[timer.kind](tx, timer.subject, timer.occasion, now)
        said += heard(tx, now)
    assert said == [
        "09:00 王奶奶 question",
        "09:36 王奶奶 again",
        "10:12 女儿 unanswered",
        *("11:06 楼长 unanswered", "11:06 邻居 unanswered"),
        "12:06 网格 unanswered",
        "13:06 小李 unanswered",
    ], "held up once, before others hear of it"


async def test_where_no_staff_can_be_reached_all_others_hear_whom_to_phone(
    settled: Database,
) -> None:
    await settled.run(_no_staff)


def _no_staff(tx: Tx) -> None:
    cast = asked(tx)
    root = places.roots(tx)[0]
    duty_rooms.put(tx, root.id, "0991 1234567", at("8:00"))
    until(tx, at("12:59"))
    tx.do(
        "UPDATE people SET unreachable = 1 WHERE id IN (SELECT person_id FROM roles WHERE role IN"
        " ('community_staff', 'subdistrict_staff', 'admin'))"
    )
    for clock in ("13:00", "13:30"):
        told = until(tx, at(clock))
        assert told == [f"{clock} {name} alone" for name in ("女儿", "楼长", "网格", "邻居")]
    day = today(tx, cast)
    assert checkin_alerts.open_for(tx, cast.staff.id) == [day.id], "it stands under their 📋"
    screen = rung.alone(tx, cast.neighbour, Tell(cast.neighbour.id, "", day.id, {}))
    assert screen is not None
    assert "0991 1234567" in str(screen.text)
    helping.take(tx, cast.neighbour, day.id, at("13:40"))
    assert today(tx, cast).taken_by == cast.neighbour.id
