"""Suggestions for a matchmaker, with their reasons, and why others were left out."""

from collections.abc import Callable, Mapping
from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community.matchmaking import Wanted, handing, introducing, suggesting
from community.matchmaking.fit import Bound, Side, held, missed, wanted_in
from community.matchmaking.matchmakers import looks_after
from community.matchmaking.profiles import profile_of
from community.matchmaking.suggesting import Out, Suggestions
from handlers.matchmaking.words import WANTED, about, lines
from storage import chores, introductions, people, singles
from storage.chores import Asked
from storage.ids import from_short, short
from storage.outbox import Letter
from storage.people import Person
from storage.singles import Single
from storage.tx import Tell, Tx
from talk import filling
from talk.cards import button
from talk.chores import Chore, Tools
from talk.forms import Ask, Form, If
from talk.screens import Button, Screen, clip
from talk.several import listed
from talk.turn import Turn
from talk.words import Word, _

SINGLE, THREAD = "single", "thread"
LINE_MOST = 50
BOUNDS = {Bound.AGE: _("age"), Bound.HEIGHT: _("height")}
OUT: dict[Out, Callable[[int], Word]] = {
    Out.HERS: lambda n: _("what must be for the one you look for does not hold: {n}", n=n),
    Out.THEIRS: lambda n: _("what must be for them does not hold: {n}", n=n),
    Out.APART: lambda n: _("one of the two wants it so: {n}", n=n),
    Out.MET: lambda n: _("introduced before: {n}", n=n),
    Out.BUSY: lambda n: _("being introduced just now: {n}", n=n),
}
SAID: dict[Out | None, Word] = {
    Out.APART: _("one of the two wants it so"),
    Out.MET: _("they were introduced before"),
    Out.BUSY: _("is being introduced just now"),
    Out.AWAY: _("is paused, held back, or the papers have not been seen"),
    None: _("would fit"),
}


class Introducing(Form):
    """Why the matchmaker thinks of these two."""

    name: ClassVar[str] = "matchmaking.introduce"
    title: ClassVar[Word] = _("💞 Introduce them")
    before_sending: ClassVar[Word | None] = _(
        "Please make sure that they are no kin. Each of them is asked alone, and reads nothing that"
        " says who the other one is."
    )

    single: int
    other: int
    met: bool = False
    again: Annotated[
        str | None,
        MinLen(2),
        MaxLen(200),
        Ask(
            _("You or others have introduced them before. Why once more?"),
            label=_("Why once more"),
            when=If("met", frozenset({True})),
        ),
    ] = None
    reason: Annotated[
        str | None,
        MaxLen(200),
        Ask(
            _("A word to both, why you think of them?"),
            label=_("Your word"),
            hint=_("Without names, numbers or where they work."),
        ),
    ] = None


def seek(turn: Turn, single_id: int, _extra: str) -> None:
    """🔍: look for whom somebody could be introduced to; the answer comes as a message."""
    handing.held(turn.tx, turn.who, single_id)
    chores.ask(turn.tx, suggesting.SUGGEST, single_id, turn.who.id, {}, turn.now)
    turn.answer(_("🔍 Looking; the answer comes in a moment."))


async def look_for(tools: Tools, asked: Asked) -> Suggestions | None:
    """Read everybody who might fit, and rank them beside the database."""
    found = await tools.read(lambda tx: suggesting.gather(tx, asked.subject, asked.made))
    return await tools.compute(suggesting.rank, found) if found else None


def suggested(tx: Tx, asked: Asked, found: Suggestions | None, _now: int) -> list[Letter]:
    if found is not None and asked.person_id is not None:
        suggesting.propose(tx, asked.person_id, asked.subject, found)
    return []


def failed(_tx: Tx, _asked: Asked, _now: int) -> list[Letter]:
    """They tap again when nothing comes."""
    return []


def proposed(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """The best, each a button; of the others, how many are left out and why."""
    single = singles.get(tx, tell.subject)
    if single is None or not looks_after(reader, single):
        return None
    name = people.name(tx, people.known(tx, single.person_id))
    found = [singles.get(tx, other_id) for other_id in tell.facts["best"]]
    best = [other for other in found if other is not None and other.sealed_profile is not None]
    says = [_("🔍 For {name}, the best first:", name=name)]
    if not best:
        says = [_("🔍 For {name} there is nobody just now. To wish for less may help.", name=name)]
    rows = tuple((_to(single, other, _first(tx, reader, other)),) for other in best)
    why = _("❓ Why not one of mine?").to(reader.language)
    left = button(why, SINGLE, single.id, "left", single.revision)
    return Screen(lines([*says, *_counted(tell.facts["out"])], reader.language), (*rows, (left,)))


def _counted(out: Mapping[str, int]) -> list[Word]:
    counted = [word(out[why]) for why, word in OUT.items() if out.get(why)]
    return [_("Not listed:"), *counted] if counted else []


def _first(tx: Tx, reader: Person, other: Single) -> str:
    """Somebody in a line, by name only who is one's own."""
    line = about(other, profile_of(tx, other))[0].to(reader.language)
    if looks_after(reader, other):
        line = f"{people.name(tx, people.known(tx, other.person_id))} · {line}"
    return clip(line, LINE_MOST).plain


def _to(single: Single, other: Single, label: str, choice: str = "pair") -> Button:
    return button(label, SINGLE, single.id, f"{choice}.{short(other.id)}", single.revision)


def pair(turn: Turn, single_id: int, extra: str) -> None:
    """The two beside each other: the other one masked, and what each hopes for."""
    one, other = suggesting.proposable(
        turn.tx, turn.who, single_id, from_short(extra) or 0, turn.now
    )
    mine, theirs = suggesting.sides(turn.tx, one, other, turn.now)
    says = [
        _("💞 {name} and:", name=people.name(turn.tx, people.known(turn.tx, one.person_id))),
        *about(other, profile_of(turn.tx, other)),
        *_reasons(mine, theirs),
    ]
    if other.person_id in introductions.met(turn.tx, one.person_id):
        says.append(_("⚠️ They were introduced before."))
    turn.reads(other.person_id, "card")
    rows = (
        (_to(one, other, turn.to(_("💞 Introduce them")), "join"),),
        (button(turn.to(_("⬅️ Back")), SINGLE, one.id, "look", one.revision),),
    )
    turn.amend(Screen(lines(says, turn.who.language), rows))


def _reasons(one: Side, other: Side) -> list[Word]:
    """Why they fit, in words: what each wishes for and whether it holds of the other one."""
    return [
        _("They are {count} years apart.", count=abs(one.age - other.age)),
        *_wished(_("🌷 This one's wishes"), one, other),
        *_wished(_("🌷 The other one's wishes"), other, one),
    ]


def _wished(head: Word, one: Side, other: Side) -> list[Word]:
    wished, holds = one.must | one.nice, held(one, other)
    met = [WANTED[wanted] for wanted in wanted_in(wished & holds)]
    not_met = [WANTED[wanted] for wanted in wanted_in(wished & ~holds)]
    said = [
        *([_("{head}: fulfilled: {wanted}", head=head, wanted=listed(met))] if met else []),
        *([_("{head}: not: {wanted}", head=head, wanted=listed(not_met))] if not_met else []),
    ]
    return said or [_("{head}: nothing special", head=head)]


def left(turn: Turn, single_id: int, _extra: str) -> None:
    """Why those of one's own were left out, each in words."""
    one = handing.held(turn.tx, turn.who, single_id)
    says = [
        _why(turn.tx, one, other, why, turn.now)
        for other, why in suggesting.explained(turn.tx, turn.who, one, turn.now)
    ]
    back = button(turn.to(_("⬅️ Back")), SINGLE, one.id, "look", one.revision)
    turn.lists(len(says))
    none = [_("Nobody of yours was left out.")]
    turn.amend(Screen(lines(says or none, turn.who.language), ((back,),)))


def _why(tx: Tx, one: Single, other: Single, why: Out | None, now: int) -> Word:
    name = people.name(tx, people.known(tx, other.person_id))
    mine, theirs = suggesting.sides(tx, one, other, now)
    if why in (Out.HERS, Out.THEIRS):
        wishing, wished = (mine, theirs) if why is Out.HERS else (theirs, mine)
        who = people.known(tx, (one if why is Out.HERS else other).person_id)
        wanted = listed(
            WANTED[miss] if isinstance(miss, Wanted) else BOUNDS[miss]
            for miss in missed(wishing, wished)
        )
        return _(
            "▪️ {name}: for {who} it must be: {wanted}",
            name=name,
            who=people.name(tx, who),
            wanted=wanted,
        )
    return _("▪️ {name}: {why}", name=name, why=SAID[why])


def join(turn: Turn, single_id: int, extra: str) -> None:
    """Ask what is to be said to both; the introduction is made when it is sent off."""
    one, other = suggesting.proposable(
        turn.tx, turn.who, single_id, from_short(extra) or 0, turn.now
    )
    met = other.person_id in introductions.met(turn.tx, one.person_id)
    filling.start(turn, Introducing, {"single": one.id, "other": other.id, "met": met})


def introduced(turn: Turn, form: Introducing) -> None:
    made = introducing.introduce(
        turn.tx, turn.who, form.single, form.other, form.reason, form.again, turn.now
    )
    turn.card(THREAD, made.id, head=_("✅ Both have been asked."))


CHORE = Chore(look_for, suggested, failed)
