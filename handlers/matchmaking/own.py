"""One's own registration: what was said, how it stands, and everything that can be changed."""

from community.matchmaking import Shown, Stage, counter, leaving, registering
from community.matchmaking.profiles import (
    Avoid,
    Hopes,
    Profile,
    avoid_of,
    hopes_of,
    profile_of,
)
from community.matchmaking.registering import Declared
from handlers.matchmaking.forms import About, Another, Hoping, Picture, Registration, Shunning
from handlers.matchmaking.words import (
    FROZEN,
    LABEL,
    SHOWN,
    STAGES,
    about,
    hoped,
    lines,
    matchmaker,
    shunned,
)
from storage import media, people, singles
from storage.people import Person
from storage.singles import Single
from storage.tx import Tx
from talk import filling
from talk.cards import button, opener
from talk.forms import Form
from talk.registry import Card
from talk.screens import Button, Rows, Screen, bold, clip
from talk.several import listed
from talk.turn import Turn
from talk.words import Word, _

OWN = "match"
LINE_MOST = 30
DOOR = "matchdoor"


def revision(tx: Tx, single_id: int) -> int | None:
    single = singles.get(tx, single_id)
    return single.revision if single else None


def draw(tx: Tx, who: Person, single_id: int) -> Screen | None:
    """Everything one has said, and how it stands; nobody else's."""
    single = singles.get(tx, single_id)
    if single is None or single.person_id != who.id:
        return None
    if single.stage == Stage.WITHDRAWN:
        says = _("You have withdrawn; what you had said is erased. All the best to you!")
        return Screen(says.to(who.language), ((opener(LABEL.to(who.language), DOOR, who.id),),))
    text = bold(LABEL.to(who.language)) + "\n" + lines(_state(tx, single), who.language)
    return Screen(text + "\n\n" + lines(_said(tx, single), who.language), _rows(who, single))


def mine(tx: Tx, who: Person) -> list[Button]:
    """One's registration, and how it stands."""
    single = singles.of(tx, who.id)
    if single is None or single.stage == Stage.WITHDRAWN:
        return []
    state = STAGES[Stage(single.stage)].to(who.language)
    return [opener(f"💞 {clip(state, LINE_MOST).plain}", OWN, single.id)]


def _state(tx: Tx, single: Single) -> list[Word]:
    own = matchmaker(tx, single)
    if own is None:
        who = _("💁 A matchmaker of the community will take it up.")
    elif phone := people.phone(tx, own):
        who = _("💁 Your matchmaker: {name}, {phone}", name=people.name(tx, own), phone=phone)
    else:
        who = _("💁 Your matchmaker: {name}", name=people.name(tx, own))
    return [STAGES[Stage(single.stage)], *([FROZEN] if single.frozen else []), who]


def _said(tx: Tx, single: Single) -> list[Word]:
    """What was said, under who reads it."""
    wishes, avoided = hoped(hopes_of(tx, single)), shunned(avoid_of(tx, single))
    photo = SHOWN[Shown(single.photo_shown)] if single.photo_shown else None
    return [
        _("🙂 What the other one reads:"),
        *about(single, profile_of(tx, single)),
        *([_("🖼 Photo: {when}", when=photo)] if photo else []),
        _("🌷 What you hope for:"),
        *(wishes or [_("nothing said yet")]),
        *([_("🚫 Never: {whom}", whom=listed(avoided))] if avoided else []),
    ]


def _rows(who: Person, single: Single) -> Rows:
    def choice(word: Word, name: str) -> Button:
        return button(word.to(who.language), OWN, single.id, name, single.revision)

    going = {
        Stage.OPEN: [choice(_("⏸ Pause"), "pause")],
        Stage.PAUSED: [choice(_("▶️ Go on"), "resume")],
    }.get(Stage(single.stage), [])
    shown = [choice(_("🖼 Take my photo away"), "faceless")] if single.photo_id else []
    return (
        (choice(_("🙂 About me"), "about"), choice(_("🌷 What I hope for"), "hopes")),
        (choice(_("🚫 Do not introduce me to"), "avoid"),),
        (choice(_("🖼 My photo"), "photo"), *shown),
        (choice(_("💁 Another matchmaker"), "another"), *going),
        (choice(_("🚪 Withdraw"), "withdraw"),),
    )


def registered(turn: Turn, form: Registration) -> None:
    if form.phone is not None:
        verified = turn.now if form.phone.own else None
        people.set_phone(turn.tx, turn.who.id, form.phone.number, verified)
        turn.again()
    said = Declared(form.sex, form.born, form.marital, form.children, form.matchmaker)
    single = registering.register(turn.tx, turn.who, said, turn.now)
    head = _(
        "💞 You are registered. Your matchmaker will get in touch with you to see the papers."
        " Meanwhile you may say more about yourself below; all of it is up to you."
    )
    turn.card(OWN, single.id, head=head)


def _asks(turn: Turn, form: type[Form], kept: Profile | Hopes | Avoid) -> None:
    """Open one part with what was said before, each answer to be changed or left."""
    said = kept.model_dump(mode="json", exclude_none=True)
    given = {name: said[name] for name in form.model_fields if said.get(name)}
    filling.start(turn, form, given=given)


def ask_about(turn: Turn, single_id: int, _extra: str) -> None:
    _asks(turn, About, profile_of(turn.tx, singles.known(turn.tx, single_id)))


def described(turn: Turn, form: About) -> None:
    single = registering.own(turn.tx, turn.who)
    declared = profile_of(turn.tx, single)
    said = declared.model_copy(update=form.model_dump() | {"habits": frozenset(form.habits)})
    registering.describe(turn.tx, turn.who, said)
    turn.card(OWN, single.id)


def ask_hopes(turn: Turn, single_id: int, _extra: str) -> None:
    _asks(turn, Hoping, hopes_of(turn.tx, singles.known(turn.tx, single_id)))


def hoping(turn: Turn, form: Hoping) -> None:
    said = Hopes.model_validate(form.model_dump(exclude={"single"}))
    if form.single:
        counter.hope(turn.tx, turn.who, form.single, said)
        turn.card("single", form.single)
        return
    registering.hope(turn.tx, turn.who, said)
    _again(turn)


def ask_avoid(turn: Turn, single_id: int, _extra: str) -> None:
    _asks(turn, Shunning, avoid_of(turn.tx, singles.known(turn.tx, single_id)))


def shunning(turn: Turn, form: Shunning) -> None:
    registering.shun(turn.tx, turn.who, Avoid.model_validate(form.model_dump()))
    _again(turn)


def ask_photo(turn: Turn, _single_id: int, _extra: str) -> None:
    filling.start(turn, Picture)


def pictured(turn: Turn, form: Picture) -> None:
    photo = form.photos[0]
    file = (photo.file_id, photo.unique_id)
    registering.show_photo(turn.tx, turn.who, file, form.shown, turn.now)
    _again(turn)


def faceless(turn: Turn, single_id: int, _extra: str) -> None:
    registering.hide_photo(turn.tx, turn.who, turn.now)
    turn.card(OWN, single_id)


def ask_another(turn: Turn, _single_id: int, _extra: str) -> None:
    filling.start(turn, Another)


def chosen(turn: Turn, form: Another) -> None:
    registering.choose(turn.tx, turn.who, form.matchmaker)
    _again(turn)


def pause(turn: Turn, single_id: int, _extra: str) -> None:
    leaving.pause(turn.tx, turn.who)
    turn.card(OWN, single_id)


def resume(turn: Turn, single_id: int, _extra: str) -> None:
    leaving.resume(turn.tx, turn.who)
    turn.card(OWN, single_id)


def withdraw(turn: Turn, single_id: int, extra: str) -> None:
    """Say what goes and what stays; withdraw at the second tap."""
    single = singles.known(turn.tx, single_id)
    if extra == "yes":
        leaving.withdraw(turn.tx, turn.who, turn.now)
        turn.card(OWN, single_id)
        return
    says = _(
        "At once everything you have said here goes, and the photo, too; an introduction that"
        " stands ends kindly. What stays, without your words: that there was a registration or"
        " an introduction, and what was decided about a complaint."
    )
    yes = button(turn.to(_("🚪 Yes, withdraw")), OWN, single_id, "withdraw.yes", single.revision)
    back = button(turn.to(_("⬅️ Back")), OWN, single_id, "look", single.revision)
    turn.amend(Screen(turn.to(says), ((yes,), (back,))))


def look(turn: Turn, single_id: int, _extra: str) -> None:
    turn.card(OWN, single_id)


def _again(turn: Turn) -> None:
    turn.card(OWN, registering.own(turn.tx, turn.who).id)


def photo_of(tx: Tx, single: Single) -> media.Medium | None:
    return media.get(tx, single.photo_id) if single.photo_id else None


CARD = Card(
    OWN,
    "single",
    revision,
    draw,
    {
        "about": ask_about,
        "hopes": ask_hopes,
        "avoid": ask_avoid,
        "photo": ask_photo,
        "faceless": faceless,
        "another": ask_another,
        "pause": pause,
        "resume": resume,
        "withdraw": withdraw,
        "look": look,
    },
)
