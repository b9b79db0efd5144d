"""Whom to call in each danger, and what to do meanwhile."""

from community.issues.danger import Danger
from talk.words import Word, _

UNKNOWN = _(
    "🆘 Please call now:\nFire 119\nInjured or ill 120\nCrime 110\nTraffic accident 122\n\n"
    "First get out of danger. Gas: touch no switch, open a window, go out, then call."
)
ADVICE = {
    Danger.FIRE: _(
        "🆘 Please call now: 119\n\n"
        "Go down by the stairs, never by the lift; bend low, a wet cloth over mouth and nose. If"
        " you cannot get out, shut the door and shout from a window."
    ),
    Danger.GAS: _(
        "🆘 Please call now: 119, from outside\n\n"
        "Touch no switch and do not phone inside. Open the windows, turn off the valve, go out."
    ),
    Danger.ILLNESS: _(
        "🆘 Please call now: 120 (traffic accident also 122)\n\n"
        "Pain in the chest, no breath: sit or lie down, do not walk about, leave the door open."
        " Not breathing: press hard and fast in the middle of the chest until help comes. Bleeding:"
        " press a clean cloth on it. Do not move who has fallen."
    ),
    Danger.BREAK_IN: _(
        "🆘 Please call now: 110 (if you must not be heard, send a text message to 12110)\n\n"
        "Lock yourself in, keep quiet, do not face them; note what they look like."
    ),
    Danger.VIOLENCE: _(
        "🆘 Please call now: 110 (if you must not be heard, send a text message to 12110)\n\n"
        "Get away to where people are, or lock yourself in. Injured: 120. Violence at home:"
        " the women's federation is there for you, too, 12338."
    ),
    Danger.SUICIDE: _(
        "🆘 Please call now: 110 or 120\n\n"
        "If it is you: please do not stay alone now; 12356 listens day and night."
        " If it is somebody else: stay with them, listen, do not argue."
    ),
    Danger.LIFT: _(
        "🆘 Please call now: 119\n\n"
        "Press the bell in the lift. Stand with your back to the wall; do not force the door and"
        " do not climb out. There is air enough."
    ),
    Danger.LOST: _(
        "🆘 Please call now: 110, at once; there is no need to wait a day\n\n"
        "Look first where they were last seen; ask neighbours and the gate. Have a photo ready, and"
        " what they wear. Somebody stays at home by the telephone."
    ),
}
NAMES = {
    Danger.FIRE: _("🔥 Fire"),
    Danger.GAS: _("💨 Gas"),
    Danger.ILLNESS: _("🚑 Injured or ill"),
    Danger.BREAK_IN: _("🚪 Break-in or robbery"),
    Danger.VIOLENCE: _("✋ Violence"),
    Danger.SUICIDE: _("💔 Tired of life"),
    Danger.LIFT: _("🛗 Caught in a lift"),
    Danger.LOST: _("🔎 Somebody is missing"),
}


def advice(danger: str | None) -> Word:
    """The number to call first, and one line on what to do until they come."""
    return ADVICE.get(Danger(danger), UNKNOWN) if danger else UNKNOWN


def named(danger: str | None) -> Word | None:
    """Which danger it is, as far as it is known."""
    return NAMES.get(Danger(danger)) if danger else None
