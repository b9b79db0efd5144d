"""The link by which an employer's own people take it over: made to be passed on, opened once."""

import secrets

from community.jobs import handing as rules
from community.jobs.employers import EMPLOYER
from storage import employers
from talk.screens import Screen
from talk.turn import Turn
from talk.words import _

LINK = "firm"
DAYS = rules.LINK_MS // 86_400_000


def link(turn: Turn, employer_id: int, _extra: str) -> None:
    """Make the link, with words to pass on."""
    token = secrets.token_urlsafe(16)
    employer = rules.invite(turn.tx, turn.who, employer_id, token, turn.now)
    turn.say(
        _(
            "🔗 Please pass the next message on to the one who hires there, and to nobody else. It"
            " works once, within {days} days; a link made before works no more.",
            days=DAYS,
        )
    )
    says = _(
        "Hello! “{name}” is on file with the community's station for employment. Here you can look"
        " after it yourself: offer work, and see who applies.",
        name=employers.name(turn.tx, employer),
    )
    url = f"https://t.me/{turn.registry.username}?start={LINK}_{token}"
    turn.say(Screen(turn.to(says) + "\n" + url))


def opened(turn: Turn, token: str) -> None:
    """Somebody comes by the link: from now on they speak for it."""
    employer = rules.take_over(turn.tx, turn.who, token, turn.now)
    if employer is None:
        turn.say(_("This link has been used or has expired. Please ask for a new one."))
    else:
        welcome = _("🤝 Welcome! From now on you look after it here.")
        turn.card(EMPLOYER, employer.id, fresh=True, head=welcome)
