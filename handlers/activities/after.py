"""The day after: thanks, and two taps on how it was."""

from community.activities import attending
from community.activities.kinds import Coming, Liked
from community.refused import Refused
from handlers.activities.words import LIKED
from storage import activities, sign_ups
from storage.people import Person
from storage.tx import Tx
from talk.cards import button
from talk.registry import Card
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

THANKS = "howitwas"
AGAIN = {"yes": _("Yes, I would come again"), "no": _("Rather not")}


def draw(tx: Tx, who: Person, sign_up_id: int) -> Screen | None:
    """Thank who was there; nobody else sees it, and nobody reads who said what."""
    one = sign_ups.get(tx, sign_up_id)
    if one is None or one.person_id != who.id or one.stage != Coming.ATTENDED:
        return None

    def choice(word: Word, name: str) -> Button:
        return button(word.to(who.language), THANKS, one.id, name, 0)

    title = activities.words(tx, activities.known(tx, one.activity_id)).title
    rows: Rows = ()
    if one.liked is None:
        says = _("🌸 Thank you for coming to “{title}”! How was it?", title=title)
        rows = (tuple(choice(word, f"rate.{liked}") for liked, word in LIKED.items()),)
    elif one.would_come is None:
        says = _("🌸 Would you come to something like it again?")
        rows = (tuple(choice(word, f"again.{said}") for said, word in AGAIN.items()),)
    else:
        says = _("🌸 Thank you for telling us. See you next time!")
    return Screen(says.to(who.language), rows)


def rate(turn: Turn, sign_up_id: int, extra: str) -> None:
    if extra not in tuple(Liked):
        raise Refused("activities.not_found")
    attending.rate(turn.tx, turn.who, sign_up_id, Liked(extra))
    turn.card(THANKS, sign_up_id)


def again(turn: Turn, sign_up_id: int, extra: str) -> None:
    attending.would_again(turn.tx, turn.who, sign_up_id, again=extra == "yes")
    turn.card(THANKS, sign_up_id)


def revision(tx: Tx, sign_up_id: int) -> int | None:
    return None if sign_ups.get(tx, sign_up_id) is None else 0


CARD = Card(THANKS, THANKS, revision, draw, {"rate": rate, "again": again})
