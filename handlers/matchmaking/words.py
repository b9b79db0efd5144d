"""The words of matchmaking, and somebody as their matchmaker and as the other one reads them."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from community.matchmaking import Children, Education, Habit, Marital, Sex, Shown, Stage, Wanted
from community.matchmaking.profiles import Avoid, Hopes, Profile
from storage import people
from storage.people import Person
from storage.singles import Single
from storage.tx import Tx
from talk.several import listed
from talk.words import Word, _, pgettext

E = TypeVar("E", bound=StrEnum)

LABEL = _("💞 Matchmakers")
SEXES = {Sex.WOMAN: pgettext("matchmaking", "Woman"), Sex.MAN: pgettext("matchmaking", "Man")}
MARITAL = {
    Marital.NEVER: _("Never married"),
    Marital.DIVORCED: _("Divorced"),
    Marital.WIDOWED: _("Widowed"),
    Marital.MARRIED: _("Married"),
}
CHILDREN = {
    Children.NONE: _("No children"),
    Children.WITH_ME: _("Children, with me"),
    Children.ELSEWHERE: _("Children, not with me"),
}
EDUCATION = {
    Education.MIDDLE: _("Middle school or below"),
    Education.HIGH: _("High or vocational school"),
    Education.COLLEGE: _("College"),
    Education.DEGREE: _("Bachelor's degree"),
    Education.MASTER: _("Master's degree or above"),
}
HABITS = {
    Habit.SMOKE_FREE: _("Does not smoke"),
    Habit.SMOKES: _("Smokes"),
    Habit.SOBER: _("Does not drink"),
    Habit.DRINKS: _("Drinks a little"),
    Habit.SPORT: _("Likes sport"),
    Habit.BOOKS: _("Likes reading"),
    Habit.COOKING: _("Likes cooking"),
    Habit.TRAVEL: _("Likes travelling"),
    Habit.MUSIC: _("Likes singing and dancing"),
    Habit.HOMELY: _("Likes to be at home"),
    Habit.PETS: _("Likes pets"),
}
WANTED = {
    Wanted.NEVER_MARRIED: _("Never married"),
    Wanted.CHILDLESS: _("No children"),
    Wanted.SMOKE_FREE: _("Does not smoke"),
    Wanted.SOBER: _("Does not drink"),
    Wanted.COLLEGE: _("College or above"),
    Wanted.DEGREE: _("Bachelor's degree or above"),
    Wanted.FELLOW: _("From my home town"),
    Wanted.NEAR: _("Lives nearby"),
    Wanted.SHARING: _("Likes what I like"),
}
SHOWN = {
    Shown.INTRODUCED: _("With the introduction"),
    Shown.CONTACT: _("Only when both of us have said yes"),
    Shown.NEVER: _("Only to my matchmaker"),
}
STAGES = {
    Stage.DECLARED: _("📝 Registered; the matchmaker has yet to see the papers"),
    Stage.OPEN: _("🟢 The matchmaker is looking"),
    Stage.PAUSED: _("⏸ Paused: nobody new is introduced"),
    Stage.WITHDRAWN: _("Withdrawn"),
}
FROZEN = _("🧊 Held back for now: the community is clearing something up")


def said(chosen: Iterable[E], words: Mapping[E, Word]) -> Word | None:
    """Several of an enumeration, in its order."""
    found = frozenset(chosen)
    named = [word for value, word in words.items() if value in found]
    return listed(named) if named else None


def about(single: Single, profile: Profile) -> list[Word]:
    """Somebody as the other one may read them: no name, no home, no employer."""
    parts = [
        SEXES[Sex(single.sex)],
        _("born in {year}", year=profile.born.year),
        *([_("{count} cm", count=profile.height)] if profile.height else []),
        *([EDUCATION[profile.education]] if profile.education else []),
        *([Word(profile.occupation)] if profile.occupation else []),
        *([_("from {town}", town=profile.home_town)] if profile.home_town else []),
    ]
    habits = said(profile.habits, HABITS)
    more = [MARITAL[profile.marital], CHILDREN[profile.children], *([habits] if habits else [])]
    words = [_("“{words}”", words=profile.words)] if profile.words else []
    return [_joined(parts), _joined(more), *words]


def hoped(hopes: Hopes) -> list[Word]:
    """What somebody hopes for, as they and their matchmaker read it."""
    must, nice = said(hopes.must, WANTED), said(hopes.nice, WANTED)
    found = []
    if hopes.youngest or hopes.oldest:
        ages = _("{least} to {most} years", least=hopes.youngest or "…", most=hopes.oldest or "…")
        found.append(_("Age: {ages}", ages=ages))
    if hopes.least_height:
        found.append(_("At least {count} cm", count=hopes.least_height))
    if must:
        found.append(_("Must: {wanted}", wanted=must))
    if nice:
        found.append(_("Would be nice: {wanted}", wanted=nice))
    return found


def shunned(avoid: Avoid) -> list[Word]:
    """不介绍给: as they themselves read it; nobody else does."""
    found = []
    if avoid.estate:
        found.append(_("nobody of my estate"))
    if avoid.employer:
        found.append(_("nobody of {employer}", employer=avoid.employer))
    if avoid.names:
        found.append(Word(avoid.names))
    return found


def lines(words: Iterable[Word], language: str) -> str:
    return "\n".join(word.to(language) for word in words)


def matchmaker(tx: Tx, single: Single) -> Person | None:
    return people.get(tx, single.matchmaker_id) if single.matchmaker_id else None


def _joined(parts: list[Word]) -> Word:
    first, *rest = parts
    for part in rest:
        first = _("{before} · {one}", before=first, one=part)
    return first
