"""社区红娘: 18 volunteer matchmakers, 123 registered, 52 introductions to date (domain §1)."""

from datetime import date

from bot.town.given import FEMALE, Town, given
from community.deadlines import DAY_MS
from community.matchmaking import (
    Children,
    Education,
    Habit,
    Marital,
    Sex,
    handing,
    introducing,
    registering,
)
from community.matchmaking.profiles import Profile
from community.roles import Role
from storage import people
from storage.people import Person
from storage.singles import Single
from storage.tx import Tx

MATCHMAKERS, REGISTERED, INTRODUCED = 18, 123, 52
FIRST, BEYOND = 200, 400  # of the invented residents
SINCE = 400  # days ago the first one registered
OCCUPATIONS = ("老师", "护士", "司机", "会计", "电工", "厨师", "销售", "程序员", "店主")
SCHOOLING = tuple(Education)
HABITS = (Habit.BOOKS, Habit.SPORT, Habit.COOKING, Habit.TRAVEL, Habit.MUSIC)


def fill(tx: Tx, town: Town, now: int) -> None:
    """Everybody registers and has their papers seen; introductions came to this or that."""
    keepers = people.holders_below(tx, town.root, [Role.MATCHMAKER])  # on the page already
    keepers += [_matchmaker(tx, town, nth, now) for nth in range(len(keepers), MATCHMAKERS)]
    women: list[Single] = []
    men: list[Single] = []
    named = range(FIRST + MATCHMAKERS, BEYOND)
    called = {
        Sex.WOMAN: (one for one in named if given(one) in FEMALE),
        Sex.MAN: (one for one in named if given(one) not in FEMALE),
    }
    for nth in range(REGISTERED):
        sex = Sex.WOMAN if nth % 2 else Sex.MAN
        then = now - (SINCE - nth * 3) * DAY_MS
        who = town.resident(tx, next(called[sex]), then)
        single = _registered(tx, who, nth, sex, keepers[nth // 2 % MATCHMAKERS], then)
        (women if sex is Sex.WOMAN else men).append(single)
    for nth in range(INTRODUCED):
        _introduced(tx, women[nth], men[nth], now - (INTRODUCED - nth) * DAY_MS // 2, nth)


def _matchmaker(tx: Tx, town: Town, nth: int, now: int) -> Person:
    who = town.resident(tx, FIRST + nth, now)
    place = town.communities[nth % len(town.communities)]
    people.grant(tx, who.id, Role.MATCHMAKER, place.id, town.office.id, now)
    return people.known(tx, who.id)


def _registered(tx: Tx, who: Person, nth: int, sex: Sex, keeper: Person, then: int) -> Single:
    born = date(1975 + nth // 2 % 26, 1 + nth % 12, 1 + nth % 28)
    marital = Marital.DIVORCED if nth % 5 == 0 else Marital.NEVER
    said = registering.Declared(sex, born, marital, Children.NONE, keeper.id)
    single = registering.register(tx, who, said, then)
    profile = Profile(
        born=born,
        marital=marital,
        children=Children.NONE,
        height=(158 if sex is Sex.WOMAN else 170) + nth % 12,
        education=SCHOOLING[nth % len(SCHOOLING)],
        occupation=OCCUPATIONS[(nth // 2 + nth // 36) % len(OCCUPATIONS) - nth % 2],
        habits=frozenset({HABITS[nth % len(HABITS)], Habit.SMOKE_FREE}),
    )
    registering.describe(tx, who, profile)
    handing.see_papers(tx, keeper, single.id, then)
    return single


def _introduced(tx: Tx, her: Single, his: Single, then: int, nth: int) -> None:
    """One of three came to nothing, one to a meeting and an end, one to a couple that goes on."""
    keeper = people.known(tx, her.matchmaker_id or 0)
    made = introducing.introduce(tx, keeper, her.id, his.id, None, None, then)
    hers, his_answer = ("yes", "yes") if nth % 3 else ("no", "yes")
    introducing.answer(tx, people.known(tx, her.person_id), made.id, hers, then)
    introducing.answer(tx, people.known(tx, his.person_id), made.id, his_answer, then)
    if nth % 3 == 1:
        introducing.close(tx, keeper, made.id, then + 3 * DAY_MS)
