"""The link for the second side: made to be passed on, opened once."""

import secrets

from community.mediation import joining as rules
from handlers.mediation.kinds import LINK, SIDE
from talk.screens import Screen
from talk.turn import Turn
from talk.words import _

DAYS = rules.LINK_MS // 86_400_000


def make_link(turn: Turn, case_id: int) -> None:
    """Make the link, with words to pass on that say nothing of the matter."""
    token = secrets.token_urlsafe(16)
    rules.invite(turn.tx, turn.who, case_id, token, turn.now)
    link = f"https://t.me/{turn.registry.username}?start={LINK}_{token}"
    turn.say(
        _(
            "🔗 Please pass the next message on to the other side, and to nobody else. It works"
            " once, within {days} days; one that you made before works no more.",
            days=DAYS,
        )
    )
    says = _(
        "Hello! A neighbour would like the community to help the two of you talk something over,"
        " kindly and free of charge. Whether you take part is up to you. Please have a look:"
    )
    turn.say(Screen(turn.to(says) + "\n" + link))


def opened(turn: Turn, token: str) -> None:
    """Somebody comes by the link: they see what they may be told, and are asked."""
    case = rules.join(turn.tx, turn.who, token, turn.now)
    if case is None:
        turn.say(_("This link has been used or has expired. Please ask for a new one."))
    else:
        turn.card(SIDE, case.id, fresh=True)
