"""Registering with a matchmaker: of one's own will, for oneself, of age, single (domain §5)."""

from dataclasses import dataclass
from datetime import date

from community.deadlines import DAY_MS
from community.matchmaking import OF_AGE, PURPOSE, Children, Marital, Sex, Shown, Stage
from community.matchmaking.matchmakers import all_for, announce, hand_on
from community.matchmaking.photos import take_photo
from community.matchmaking.profiles import (
    Avoid,
    Hopes,
    Profile,
    age,
    avoid_of,
    check_masked,
    profile_of,
)
from community.nearby import home_of
from community.people import How
from community.refused import Refused
from community.tells import tell
from storage import complaints, consents, media, singles, timers
from storage.moments import local
from storage.people import Person
from storage.singles import Single
from storage.tx import Tx

UNSEEN = "matchmaking.unseen"  # the timer of a registration whose papers nobody has seen
UNSEEN_DAYS = (3, 7, 14)
OLDEST = 100


@dataclass(frozen=True, slots=True)
class Declared:
    """What somebody declares of themselves when they register."""

    sex: Sex
    born: date
    marital: Marital
    children: Children
    matchmaker_id: int | None = None


def today(tx: Tx, who: Person, now: int) -> date:
    """The day where somebody lives."""
    return local(now, home_of(tx, who).zone).date()


@dataclass(frozen=True, slots=True)
class Counter:
    """Somebody without Telegram who has come to a matchmaker: how they agreed, and to whom."""

    how: How
    matchmaker_id: int


def register(
    tx: Tx, who: Person, said: Declared, now: int, counter: Counter | None = None
) -> Single:
    """Register for oneself, with a consent of its own; a matchmaker then sees the papers."""
    known = singles.of(tx, who.id)
    came_back = who.telegram_id is not None and complaints.remembers(tx, who.telegram_id)
    if came_back or (known is not None and known.frozen is not None):
        raise Refused("matchmaking.frozen")
    if known is not None and known.stage != Stage.WITHDRAWN:
        raise Refused("matchmaking.registered")
    if said.marital == Marital.MARRIED:
        raise Refused("matchmaking.married")
    years = age(said.born, today(tx, who, now))
    if not OF_AGE[said.sex] <= years <= OLDEST:
        raise Refused("matchmaking.not_of_age")
    chosen = {one.id for one in all_for(tx, who)}
    if said.matchmaker_id is not None and said.matchmaker_id not in chosen:
        raise Refused("matchmaking.no_matchmaker")
    if counter is None:
        consents.give(tx, who.id, PURPOSE, now)
    else:
        consents.give(tx, who.id, PURPOSE, now, counter.how, counter.matchmaker_id)
    profile = Profile(born=said.born, marital=said.marital, children=said.children)
    single = singles.add(
        tx,
        who.id,
        home_of(tx, who).id,
        said.sex,
        said.born.year,
        Stage.DECLARED,
        said.matchmaker_id,
        profile.model_dump(mode="json"),
        now,
    )
    announce(tx, single, "matchmaking.registered")
    timers.add(tx, UNSEEN, single.id, "0", now + UNSEEN_DAYS[0] * DAY_MS, now)
    return single


def unseen(tx: Tx, single_id: int, occasion: str, now: int) -> None:
    """Nobody has seen the papers: who could hears of it again, and in the end no more."""
    single = singles.get(tx, single_id)
    if single is None or single.stage != Stage.DECLARED:
        return
    announce(tx, single, "matchmaking.registered")
    step = int(occasion) + 1
    if step < len(UNSEEN_DAYS):
        timers.add(tx, UNSEEN, single_id, str(step), now + UNSEEN_DAYS[step] * DAY_MS, now)


def own(tx: Tx, who: Person) -> Single:
    """One's own registration, held until the unit ends."""
    found = singles.hold_of(tx, who.id)
    if not found or found[0].stage == Stage.WITHDRAWN:
        raise Refused("matchmaking.not_found")
    return found[0]


def describe(tx: Tx, who: Person, said: Profile) -> None:
    """Say more of oneself; what was declared stays as it was."""
    single = own(tx, who)
    check_masked(tx, who, avoid_of(tx, single), said.words, said.occupation, said.home_town)
    declared = profile_of(tx, single)
    fixed = {"born": declared.born, "marital": declared.marital, "children": declared.children}
    _keep(tx, single, "profile", said.model_copy(update=fixed).model_dump(mode="json"))


def hope(tx: Tx, who: Person, said: Hopes) -> None:
    """Say what the other one must be, and what would be nice."""
    if said.youngest and said.oldest and said.youngest > said.oldest:
        raise Refused("matchmaking.ages_crossed")
    _keep(tx, own(tx, who), "hopes", said.model_dump(mode="json"))


def shun(tx: Tx, who: Person, said: Avoid) -> None:
    """不介绍给: say to whom one is never to be introduced."""
    single = own(tx, who)
    profile = profile_of(tx, single)
    check_masked(tx, who, said, profile.words, profile.occupation, profile.home_town)
    _keep(tx, single, "avoid", said.model_dump(mode="json"))


def show_photo(tx: Tx, who: Person, file: tuple[str, str], shown: Shown, now: int) -> None:
    """Leave a photo, to be shown at the chosen step and not before."""
    single = own(tx, who)
    take_photo(tx, single, now)
    photo_id = media.keep(tx, now, *file)
    singles.show(tx, single.id, photo_id, shown)
    tx.touched.add(("single", single.id))


def hide_photo(tx: Tx, who: Person, now: int) -> None:
    """Take the photo away; the file is deleted."""
    single = own(tx, who)
    take_photo(tx, single, now)
    tx.touched.add(("single", single.id))


def choose(tx: Tx, who: Person, matchmaker_id: int) -> None:
    """Choose another matchmaker; the one of before is thanked and reads no reason."""
    single = own(tx, who)
    if matchmaker_id not in {one.id for one in all_for(tx, who)}:
        raise Refused("matchmaking.no_matchmaker")
    if single.matchmaker_id == matchmaker_id:
        return
    hand_on(tx, single, matchmaker_id)
    if single.matchmaker_id is not None:
        tell(tx, single.matchmaker_id, "matchmaking.chose_another", single.id)
    tell(tx, matchmaker_id, "matchmaking.chosen", single.id)


def _keep(tx: Tx, single: Single, column: str, content: dict[str, object]) -> None:
    singles.say(tx, single.id, column, content)
    tx.touched.add(("single", single.id))
