"""Who may choose, answer, withdraw and teach; what happens when two do so at once."""

from collections.abc import Callable
from functools import partial

import pytest

from community import router, upkeep
from community.refused import Refused
from community.roles import Role
from community.router import teaching
from community.router.guessing import Guesser
from storage import examples, inquiries, people, personal, places, sentences
from storage.cipher import Cipher
from storage.engine import Database
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.community.racing import raced
from tests.conftest import NOW

DAY_MS = 24 * 3_600_000
KEPT = 30


def asked(tx: Tx) -> int:
    return router.ask(tx, gathered(tx).reporter, "council", "几号开会", NOW).id


def answers(tx: Tx, inquiry_id: int) -> str:
    router.answer(tx, gathered(tx).staff, inquiry_id, "周三", NOW)
    return "answered"


def withdraws(tx: Tx, inquiry_id: int) -> str:
    router.withdraw(tx, gathered(tx).reporter, inquiry_id, NOW)
    return "withdrawn"


def _does(tx: Tx, job: Callable[[Tx, int], str], inquiry_id: int) -> str:
    return job(tx, inquiry_id)


@pytest.mark.parametrize("order", [(answers, withdraws), (withdraws, answers), (answers, answers)])
async def test_of_two_ends_at_once_one_counts(
    settled: Database,
    database_url: str,
    cipher: Cipher,
    order: tuple[Callable[[Tx, int], str], Callable[[Tx, int], str]],
) -> None:
    inquiry_id = await settled.run(asked)
    first, second = (partial(_does, job=job, inquiry_id=inquiry_id) for job in order)
    _one, other = await raced(settled, database_url, cipher, first, second)
    assert other == "cases.moved_on"
    ended = await settled.run(partial(inquiries.get, inquiry_id=inquiry_id))
    assert ended is not None
    assert (ended.sealed_answer is None) is (order[0] is withdraws)


async def test_a_sentence_is_led_once_by_who_said_it(settled: Database) -> None:
    await settled.run(_led_once)


def _led_once(tx: Tx) -> None:
    cast = gathered(tx)
    said = router.hear(tx, cast.reporter, "楼上漏水", ("report", "mediation"), NOW)
    for who, door, reason in (
        (cast.staff, "report", "router.not_found"),
        (cast.reporter, "jobs", "router.not_found"),  # was not offered
    ):
        with pytest.raises(Refused, match=reason):
            router.choose(tx, who, said.id, door)
    assert router.choose(tx, cast.reporter, said.id, "mediation") == "楼上漏水"
    with pytest.raises(Refused, match=r"cases\.moved_on"):
        router.choose(tx, cast.reporter, said.id, "report")
    for _time in range(3):
        router.ask(tx, cast.reporter, "guide", "几点上班", NOW, most=3)
    with pytest.raises(Refused, match=r"router\.enough"):
        router.ask(tx, cast.reporter, "guide", "几点上班", NOW, most=3)
    router.ask(tx, cast.reporter, "guide", "几点上班", NOW + router.SOON_MS + 1, most=3)


async def test_what_was_said_is_forgotten_in_time_and_with_who_said_it(settled: Database) -> None:
    await settled.run(_forgotten)


def _forgotten(tx: Tx) -> None:
    who = gathered(tx).reporter
    said = router.hear(tx, who, "漏水的那户", ("report",), NOW)
    over, standing = asked(tx), asked(tx)
    answers(tx, over)
    assert "几号开会" in personal.export(tx, who)
    upkeep.forget_texts(tx, KEPT, NOW + (KEPT + 1) * DAY_MS)
    assert sentences.get(tx, said.id) is None
    assert inquiries.get(tx, over) is None
    assert inquiries.get(tx, standing) is not None, "nobody has answered it yet"
    later = NOW + router.UNANSWERED_MS + DAY_MS
    upkeep.forget_texts(tx, KEPT, later)
    given_up = inquiries.get(tx, standing)
    assert given_up is not None
    assert inquiries.words(tx, given_up) == ""
    assert [one.person for one in tx.told if one.notice == "router.unanswered"] == [who.id]
    assert inquiries.standing(tx, who.id) == [], "nothing waits on anybody's desk"
    upkeep.forget_texts(tx, KEPT, later + (KEPT + 1) * DAY_MS)
    assert inquiries.get(tx, standing) is None
    router.hear(tx, who, "漏水的那户", ("report",), NOW)
    personal.forget(tx, who)
    assert tx.all("SELECT id FROM sentences") == []
    assert tx.all("SELECT id FROM inquiries") == []


async def test_an_office_teaches_and_strikes_and_every_process_learns_it(settled: Database) -> None:
    await settled.run(_taught)


def _taught(tx: Tx) -> None:
    cast = gathered(tx)
    shipped = {"guide": ("几点上班", "怎么办证", "在哪盖章"), "council": ("提个建议", "投票表决")}
    here, elsewhere = Guesser(shipped), Guesser(shipped)  # two processes on one database
    strange = "蓝精灵开不开"
    assert here.guess(tx, strange).doors == elsewhere.guess(tx, strange).doors
    with pytest.raises(Refused, match=r"router\.not_found"):
        teaching.teach(tx, cast.staff, "council", strange, NOW)
    people.grant(tx, cast.staff.id, Role.SUBDISTRICT_STAFF, places.roots(tx)[0].id, None, NOW)
    office = people.known(tx, cast.staff.id)
    taught = teaching.teach(tx, office, "council", strange, NOW)
    for process in (here, elsewhere):
        assert process.guess(tx, strange).doors[0] == "council"
    with pytest.raises(Refused, match=r"router\.known"):
        teaching.teach(tx, office, "council", f" {strange}！", NOW)
    teaching.undo(tx, office, "council", taught.id, NOW)
    assert here.guess(tx, strange).doors[:1] != ("council",)
    teaching.strike(tx, office, "guide", shipped["guide"], "几点上班", NOW)
    assert examples.of(tx, "guide")[0].struck
    with pytest.raises(Refused, match=r"router\.last"):
        teaching.strike(tx, office, "guide", shipped["guide"], "怎么办证", NOW)
    with pytest.raises(Refused, match=r"router\.not_found"):
        teaching.strike(tx, office, "guide", shipped["guide"], "不在里面", NOW)
