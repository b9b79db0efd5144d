"""What the office has announced: one that is through, and one that is not sent yet."""

from bot.town.given import Town
from community import broadcasts as rules
from community.broadcasts import running, sending
from community.broadcasts.kinds import BEGIN, FEED, State
from community.deadlines import DAY_MS, MINUTE_MS
from storage import recipients, timers
from storage.audiences import Audience
from storage.broadcasts import Content
from storage.tx import Tx

MANY = 1000
THROUGH = "周六上午9点到11点，党群服务中心门口有义诊：量血压、测血糖。不用预约，带上身份证。"
DRAFT = "就业站新登记了一批家门口的岗位，想找工作的邻居点下面的按钮看看。"


def fill(tx: Tx, town: Town, now: int) -> None:
    """The first was sent two days ago; whoever has a phone in the demonstration has had it."""
    then = now - 2 * DAY_MS
    audience = Audience((town.communities[0].id,))
    one = rules.prepare(tx, town.office, Content(THROUGH, receipt=True), then, audience=audience)
    sending.submit(tx, town.office, one.id, None, None, then)
    timers.cancel(tx, BEGIN, one.id)
    sending.begin(tx, one.id, "", then)
    timers.cancel(tx, FEED, one.id)
    for nth, reader in enumerate(recipients.waiting(tx, one.id, MANY)):
        recipients.note(tx, reader.id, State.SENT)
        if nth % 2:
            recipients.read(tx, reader.id, then + MINUTE_MS)
    running.feed(tx, one.id, "", then + MINUTE_MS)
    rules.prepare(tx, town.office, Content(DRAFT, target="jobs"), now, audience=audience)
