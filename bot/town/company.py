"""唠嗑 each week: 王奶奶 of the page has asked for company, and 小周 rings her up from now on."""

from bot.town.given import Town
from community.daytime import by_day
from community.deadlines import DAY_MS, MINUTE_MS
from community.tasks import doing, offering, weekly
from community.tasks.kinds import Agreed, Source
from community.wishes import Matter, volunteers
from storage import people, tasks
from storage.moments import local
from storage.tx import Tx

ELDER, VOLUNTEER = 900_007, 900_006  # on the page
BEFORE = 3  # days ago they talked for the first time
OCLOCK = 15
TALKED = 30  # minutes


def fill(tx: Tx, town: Town, now: int) -> None:
    """They have talked once, and agreed on an hour."""
    elder, volunteer = (people.by_telegram(tx, number) for number in (ELDER, VOLUNTEER))
    if elder is None or volunteer is None:
        return
    at = by_day(now - BEFORE * DAY_MS, town.root.zone)
    wish = volunteers.ask(tx, elder, Matter.TALK, None, None, at)
    task = tasks.from_source(tx, Source.WISH, wish.id)
    assert task is not None, "there is a team for it"
    offering.offer(tx, volunteer, task.id, at + MINUTE_MS)
    ended = at + TALKED * MINUTE_MS
    doing.finish(tx, volunteer, task.id, TALKED, None, ended)
    weekday = local(at, town.root.zone).isoweekday()
    one = weekly.propose(tx, volunteer, task.id, weekday, OCLOCK, None, ended)
    if one.stage == Agreed.ASKED:
        weekly.agree(tx, elder, one.id, ended)
