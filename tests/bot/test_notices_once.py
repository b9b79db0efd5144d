"""A notice never comes twice: who may have got one does not get it again, and is counted."""

from functools import partial

from simulator.client import JSON
from storage import outbox
from storage.cipher import Cipher
from storage.opening import open_database
from storage.outbox import Rank
from storage.tx import Tx
from tests.bot.test_delivery import happened, posts, sent
from tests.town import WANG, Town, greeted


def texts(town: Town) -> list[str]:
    found: list[JSON] = sent(town)
    return [params["text"] for params in found]


async def test_a_notice_whose_answer_was_lost_is_not_repeated(rough_town: Town) -> None:
    town = rough_town
    wang = await greeted(await town.phone("王阿姨", WANG))
    lost = await town.phones.fault("reset_after", method="sendMessage", times=1)
    await posts(town, WANG, "一", "二", rank=Rank.NOTICE)
    await wang.sees("二")
    await town.quiet()
    assert (await town.phones.fault_counts())[lost] == 1
    assert texts(town)[-2:] == ["一", "二"]
    assert await town.count("outbox", "state = 'unknown'") == 1
    figures = "\n".join(town.app.metrics.lines())
    assert 'linli_letters_total{rank="notice",state="unknown"} 1' in figures


async def test_a_notice_that_was_refused_for_the_moment_is_repeated(rough_town: Town) -> None:
    town = rough_town
    wang = await greeted(await town.phone("王阿姨", WANG))
    faults = [
        await town.phones.fault(kind, method="sendMessage", times=1) for kind in ("502", "429")
    ]
    await posts(town, WANG, "一", "二", rank=Rank.NOTICE)
    await wang.sees("二")
    await town.quiet()
    counts = await town.phones.fault_counts()
    assert [counts[fault] for fault in faults] == [1, 1]
    assert texts(town)[-2:] == ["一", "二"]
    assert await town.count("outbox", "state IN ('unknown', 'sending')") == 0


async def test_what_was_being_sent_at_a_death_is_counted_and_not_sent(rough_town: Town) -> None:
    town = rough_town
    wang = await greeted(await town.phone("王阿姨", WANG))
    who = (await town.person(WANG)).id
    await town.closes()
    secret = Cipher.from_secret(town.settings.secret_key)
    database = await open_database(town.settings.database_url, secret)
    await database.run(partial(_die_while_sending, who=who, now=town.clock.now()))
    await database.close()
    await town.opens()
    await wang.sees("三")
    assert not {"一", "二"} & set(texts(town))
    assert await town.count("outbox", "state = 'unknown' AND body IS NULL") == 2


async def test_what_is_cancelled_is_not_sent_though_it_is_in_hand(rough_town: Town) -> None:
    town = rough_town
    wang = await greeted(await town.phone("王阿姨", WANG))
    flood = await town.phones.fault("429", chat_id=WANG, times=1, retry_after=1)
    await posts(town, WANG, "一", "二", rank=Rank.NOTICE)
    await happened(town.phones, flood)
    await town.run(lambda tx: tx.do("UPDATE outbox SET state = 'dropped' WHERE state = 'waiting'"))
    await posts(town, WANG, "三", rank=Rank.NOTICE)
    await wang.sees("三")
    assert "一" not in texts(town)
    assert "二" not in texts(town)


def _die_while_sending(tx: Tx, who: int, now: int) -> None:
    """Leave three notices as a kill leaves them after the commit and before two answers."""
    letters = [
        outbox.add(tx, now, WANG, {"text": text}, rank=Rank.NOTICE, person_id=who)
        for text in ("一", "二", "三")
    ]
    assert len(outbox.claim(tx, [letter.id for letter in letters[:2]])) == 2
