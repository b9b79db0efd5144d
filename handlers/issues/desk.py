"""The card of staff and of the responsible: dispatch, sign, answer."""

from collections.abc import Callable, Sequence
from functools import partial

from community import issues as rules
from community.cases import OPEN, STEPS, Stage
from community.issues import callback, detours, satisfaction
from community.issues.access import JOINT, found, in_hand, is_responsible, may_see, supervised
from community.roles import staff_of
from handlers.issues import externals, handing, helpers, reaching, replies, shared, timeline
from handlers.issues.behalf import reporter_line
from handlers.issues.detours import Decline, Extend, GiveBack, Pause
from handlers.issues.dues import dues
from handlers.issues.forms import Answer
from handlers.issues.kinds import DESK
from handlers.issues.lines import (
    about,
    answer_lines,
    external_lines,
    facts_of,
    name_of,
    note_lines,
    photo_row,
    photos,
    revision,
    titled,
)
from handlers.issues.satisfaction import NO, YES
from handlers.issues.terms import choose_term
from handlers.issues.words import STAFF_STAGES
from storage import places
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import button
from talk.forms import Form
from talk.registry import Card, Choice
from talk.screens import Button, Rows, Screen, in_rows
from talk.turn import Turn
from talk.words import Word, _

Right = Callable[[Tx, Person, int], object]

# What is offered at each stage: to the responsible, to staff.
THEIRS: dict[Stage, Sequence[tuple[Word, str]]] = {
    Stage.DISPATCHED: (
        (_("Sign for it"), "sign"),
        (_("Return it"), "return"),
        (_("Extend"), "extend"),
    ),
    Stage.WORKING: (
        (_("Answer"), "answer"),
        (_("Pause"), "pause"),
        (_("Extend"), "extend"),
        (_("Return it"), "return"),
    ),
    Stage.PAUSED: ((_("Resume"), "resume"),),
}
CALLS = {
    callback.Call.SOLVED: _("Reached, it is solved"),
    callback.Call.UNSOLVED: _("Reached, not solved"),
    callback.Call.UNREACHED: _("Not reached"),
}
STAFFS: dict[Stage, Sequence[tuple[Word, str]]] = {
    Stage.RECEIVED: ((_("Accept and dispatch"), "dispatch"), (_("Decline"), "decline")),
    Stage.DISPATCHED: ((_("Transfer"), "dispatch"), (_("Remind"), "urge")),
    Stage.WORKING: ((_("Transfer"), "dispatch"), (_("Remind"), "urge")),
    Stage.PAUSED: (
        (_("Resume"), "resume"),
        (_("Transfer"), "dispatch"),
        (_("Remind"), "urge"),
    ),
}


def desk_card(tx: Tx, who: Person, case_id: int) -> Screen | None:
    """The case as staff and the responsible see it, with what each may do now."""
    case = found(tx, case_id)
    if case is None or not may_see(tx, who, case):
        return None
    stage = STAFF_STAGES[Stage(case.stage)].to(who.language)
    lines = [*facts_of(tx, who, case), reporter_line(tx, who, case)]
    if case.responsible_id not in (None, who.id):
        lines.append(f"🔧 {name_of(tx, case.responsible_id or 0)}")
    lines.append(_("Stage: {stage}", stage=stage).to(who.language))
    lines += [word.to(who.language) for word in dues(tx, case)]
    lines += reaching.lines(tx, who, case)
    lines += shared.lines(tx, who, case)
    lines += note_lines(tx, who, case)
    lines += answer_lines(tx, who, case)
    lines += external_lines(tx, who, case)
    if case.round >= JOINT and case.stage in OPEN:
        joint = _("🤝 Reopened twice: the branch secretary and the grid worker visit together.")
        lines.append(joint.to(who.language))
    return Screen(titled(tx, who, case, lines), _desk_buttons(tx, who, case))


def _desk_buttons(tx: Tx, who: Person, case: Case) -> Rows:
    place = places.get(tx, case.place_id)
    offered: list[tuple[Word, str]] = []
    if place and is_responsible(who, case, place):
        offered += THEIRS.get(Stage(case.stage), ())
        if case.stage in STEPS["term"].sources and case.site_due and not case.arrived:
            offered.append((_("On the spot"), "arrive"))
    if place and staff_of(who, place):
        offered += [
            (word, choice)
            for word, choice in STAFFS.get(Stage(case.stage), ())
            if all(choice != theirs for _word, theirs in offered)
            and (choice != "urge" or case.responsible_id != who.id)
        ]
        if reaching.to_call(tx, who, case):
            offered += [(word, f"called.{call}") for call, word in CALLS.items()]
        if case.asked_due is not None and case.stage in STEPS["extend"].sources:
            offered += [(_("Agree to more time"), "grant"), (_("Do not agree"), "deny")]
        if satisfaction.unrated(tx, case, who):
            offered += [(_("Satisfied"), f"rated.{YES}"), (_("Not satisfied"), f"rated.{NO}")]
        offered += shared.offered(tx, case)
    buttons = (
        button(word.to(who.language), DESK, case.id, choice, case.revision)
        for word, choice in offered
    )
    further: tuple[Button, ...] = (timeline.timeline_button(who, case, DESK),)
    if place and staff_of(who, place):
        number = _("🔗 External number").to(who.language)
        further += (button(number, DESK, case.id, "external", case.revision),)
        if case.stage in OPEN:
            more = _("🧡 Find a volunteer").to(who.language)
            further += (button(more, DESK, case.id, helpers.CHOICE, case.revision),)
    write = reaching.write_row(tx, who, case)
    return (
        *in_rows(buttons, 2),
        *write,
        *photo_row(tx, who, case, DESK),
        *in_rows(further, 2),
    )


def look(turn: Turn, case_id: int, _extra: str) -> None:
    turn.card(DESK, case_id)


def sign(turn: Turn, case_id: int, _extra: str) -> None:
    rules.sign(turn.tx, turn.who, case_id, turn.now)
    turn.card(DESK, case_id)


def arrive(turn: Turn, case_id: int, _extra: str) -> None:
    rules.arrive(turn.tx, turn.who, case_id, turn.now)
    turn.card(DESK, case_id)


def resume(turn: Turn, case_id: int, _extra: str) -> None:
    detours.resume(turn.tx, turn.who, case_id, turn.now)
    turn.card(DESK, case_id)


def urge(turn: Turn, case_id: int, _extra: str) -> None:
    detours.urge(turn.tx, turn.who, case_id, turn.now)
    turn.answer(_("They have been reminded."))
    turn.card(DESK, case_id)


def show_timeline(turn: Turn, case_id: int, _extra: str) -> None:
    timeline.show(turn, DESK, case_id)


def called(turn: Turn, case_id: int, extra: str) -> None:
    if extra in CALLS:
        callback.called(turn.tx, turn.who, case_id, callback.Call(extra), turn.now)
    turn.card(DESK, case_id)


def rated(turn: Turn, case_id: int, extra: str) -> None:
    satisfaction.rate_by_phone(turn.tx, turn.who, case_id, turn.now, satisfied=extra == YES)
    turn.card(DESK, case_id)


def grant(turn: Turn, case_id: int, _extra: str) -> None:
    detours.grant_time(turn.tx, turn.who, case_id, turn.now)
    turn.card(DESK, case_id)


def deny(turn: Turn, case_id: int, _extra: str) -> None:
    detours.deny_time(turn.tx, turn.who, case_id, turn.now)
    turn.card(DESK, case_id)


def asking(form: type[Form], right: Right = in_hand) -> Choice:
    """The choice that begins a form about the case, for those only who may send it off."""

    def begin(turn: Turn, case_id: int, _extra: str) -> None:
        right(turn.tx, turn.who, case_id)
        filling.start(turn, form, {"case": case_id})

    return begin


CARD = Card(
    DESK,
    "case",
    revision,
    desk_card,
    {
        "dispatch": handing.choose,
        "to": handing.hand_over,
        "look": look,
        "terms": partial(choose_term, DESK),
        "term": handing.set_term,
        "sign": sign,
        "arrive": arrive,
        "answer": asking(Answer),
        "return": asking(GiveBack),
        "decline": asking(Decline, supervised),
        "pause": asking(Pause),
        "extend": asking(Extend),
        "resume": resume,
        "urge": urge,
        "called": called,
        "rated": rated,
        "grant": grant,
        "deny": deny,
        "photos": partial(photos, DESK),
        timeline.CHOICE: show_timeline,
        "external": asking(externals.Noted, supervised),
        helpers.CHOICE: helpers.find,
        **shared.CHOICES,
    },
    about=about,
    replied=replies.at_work,
)
