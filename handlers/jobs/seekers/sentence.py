"""A free sentence about work: what it names is chosen already, and is not asked again."""

from community.seekers import finding
from community.seekers.saying import hires, trade_of, window_of
from handlers.jobs import employers
from handlers.jobs.seekers.forms import Seeking
from handlers.jobs.seekers.kinds import FINDING
from handlers.jobs.seekers.profile import ORDER
from storage import seekers
from talk import filling
from talk.turn import Turn
from talk.words import _


def said(turn: Turn, sentence: str) -> None:
    """Open what the sentence asks for, with the work and the time that it names."""
    if hires(sentence):
        employers.hire(turn)
        return
    trade, window = trade_of(sentence), window_of(sentence)
    if seekers.of(turn.tx, turn.who.id) is None and (trade or window):
        given: dict[str, object] = {"trade": ORDER.index(trade) + 1} if trade else {}
        given |= {"window": window} if window else {}
        filling.start(turn, Seeking, given=given, heard=_("You look for work. Noted already:"))
        return
    if trade:
        finding.narrow(turn.tx, turn.who, turn.now, trade=trade)
    turn.card(FINDING, turn.who.id, fresh=True)
