"""Reports in the chat: the form, the card of staff and responsible, the card of the reporter."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, ClassVar

from annotated_types import MaxLen, MinLen
from pydantic import Field

from community import issues as rules
from community.cases import Stage
from community.issues import Category, Result
from community.places import label
from community.roles import RESPONSIBLE, Role, staff_of
from storage import alerts, cases, people, places
from storage.cases import Case
from storage.ids import from_short, short
from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.cards import button, opener
from talk.forms import Ask, Attach, Form, Photo, PickPlace
from talk.messages import Showing
from talk.registry import Capability, Card, Command, FormEntry, MenuItem, Notice
from talk.screens import Button, Screen, Text, bold, clip, in_rows
from talk.turn import Turn
from talk.words import Word, _

DESK = "issue"  # the card of staff and of the responsible
OWN = "report"  # the reporter's card
SOS = "sos"  # the numbers to call
LISTED = 8

CATEGORIES = {
    Category.FACILITIES: _("🔧 Facilities"),
    Category.LIGHTING: _("💡 Lighting"),
    Category.LIFTS: _("🛗 Lift"),
    Category.SUPPLY: _("🚰 Water, power, gas, heat"),
    Category.SANITATION: _("🧹 Cleanliness"),
    Category.GREENERY: _("🌳 Greenery"),
    Category.NOISE: _("🔊 Noise"),
    Category.PARKING: _("🚗 Parking"),
    Category.FIRE_LANE: _("🚒 Fire lane"),
    Category.PETS: _("🐕 Pets"),
    Category.PROPERTY: _("🏢 Property service"),
    Category.OTHER: _("Something else"),
    Category.EMERGENCY: _("🆘 Somebody is in danger"),
}
STAFF_STAGES = {
    Stage.RECEIVED: _("to be accepted"),
    Stage.DISPATCHED: _("dispatched"),
    Stage.WORKING: _("being handled"),
    Stage.ANSWERED: _("answered"),
    Stage.CLOSED: _("closed"),
}
RESIDENT_STAGES = {
    Stage.RECEIVED: _("received, the community will see to it"),
    Stage.DISPATCHED: _("handed on, waiting for them to begin"),
    Stage.WORKING: _("being worked on"),
    Stage.ANSWERED: _("done, please have a look"),
    Stage.CLOSED: _("all done"),
}
RESPONSIBLE_WORDS = {
    Role.PROPERTY: _("property company"),
    Role.GRID_WORKER: _("grid worker"),
    Role.COMMUNITY_STAFF: _("community staff"),
    Role.SUBDISTRICT_STAFF: _("subdistrict staff"),
}
RESULTS = {
    Result.SOLVED: _("solved"),
    Result.EXPLAINED: _("explained"),
    Result.PLANNED: _("planned"),
    Result.REFERRED: _("referred"),
}


class Report(Form):
    """What a resident reports."""

    name: ClassVar[str] = "issues.report"
    title: ClassVar[Word] = _("📢 Report a problem")
    before_sending: ClassVar[Word | None] = _(
        "The community and whoever repairs it will see your name; neighbours will not."
    )

    category: Annotated[
        Category,
        Ask(_("What is it about?"), words=CATEGORIES, leaves=frozenset({Category.EMERGENCY})),
    ]
    place: Annotated[int, PickPlace(_("Where is it?"), default="people.home")]
    story: Annotated[
        str,
        MinLen(2),
        MaxLen(1000),
        Ask(_("What is wrong? Write it as you would say it."), hint=_("e.g. two lamps by gate 3")),
    ]
    photos: Annotated[list[Photo], Attach(_("Do you have a photo? Send it here."))] = Field(
        default_factory=list
    )


class Answer(Form):
    """What came of a case."""

    name: ClassVar[str] = "issues.answer"
    title: ClassVar[Word] = _("Answer")
    before_sending: ClassVar[Word | None] = _("The resident will read this and be asked.")

    case: int
    result: Annotated[Result, Ask(_("What came of it?"), words=RESULTS)]
    text: Annotated[
        str, MinLen(2), MaxLen(1000), Ask(_("Tell the resident in a sentence what was done."))
    ]
    photos: Annotated[list[Photo], Attach(_("A photo of how it is now, if you have one."))] = Field(
        default_factory=list
    )


def report(turn: Turn) -> None:
    filling.start(turn, Report)


def reported(turn: Turn, form: Report) -> None:
    case = rules.report(
        turn.tx, turn.who, form.category, form.place, form.story, _files(form.photos), turn.now
    )
    turn.reply(
        _(
            "✅ Received. Your number is {number}.\nWe tell you each step here;"
            " under 📋 you can look at any time.",
            number=case.number,
        )
    )


def answered(turn: Turn, form: Answer) -> None:
    rules.answer(
        turn.tx, turn.who, form.case, form.result, form.text, _files(form.photos), turn.now
    )
    turn.reply(_("✅ Sent. The resident is asked whether it is solved."))


def emergency(turn: Turn, _field: str, _value: Any) -> None:
    """Show the numbers at once; duty staff are alerted by the rule."""
    alert = rules.emergency(turn.tx, turn.who, turn.now)
    turn.card(SOS, alert.id)


def numbers(tx: Tx, who: Person, alert_id: int) -> Screen | None:
    alert = alerts.get(tx, alert_id)
    if alert is None or alert.person_id != who.id:
        return None
    says = _(
        "🆘 Please call now:\nFire 119 · Injured or ill 120 · Crime 110 · Traffic 122\n\n"
        "First get out of danger. Gas: touch no switch, open a window, go out, then call.\n\n"
        "The community's staff have been alerted."
    )
    calm = button(_("Not an emergency").to(who.language), SOS, alert_id, "calm", 0)
    return Screen(says.to(who.language), () if alert.calmed else ((calm,),))


def calm(turn: Turn, alert_id: int, _extra: str) -> None:
    rules.call_off(turn.tx, turn.who, alert_id, turn.now)
    turn.reply(_("Good. The staff have been told. Then please tell us here what is wrong."))
    filling.start(turn, Report)


def desk_card(tx: Tx, who: Person, case_id: int) -> Screen | None:
    """The case as staff and the responsible see it, with what each may do now."""
    case = cases.get(tx, case_id)
    if case is None or not rules.may_see(tx, who, case):
        return None
    stage = STAFF_STAGES[Stage(case.stage)].to(who.language)
    lines = [*_facts_of(tx, who, case), f"🗣 {_name(tx, case.reporter_id)}"]
    if case.responsible_id:
        lines.append(f"🔧 {_name(tx, case.responsible_id)}")
    lines.append(_("Stage: {stage}", stage=stage).to(who.language))
    lines += _answer_lines(tx, who, case)
    return Screen(_titled(who, case, lines), _desk_buttons(tx, who, case))


def own_card(tx: Tx, who: Person, case_id: int) -> Screen | None:
    """The case as its reporter sees it."""
    case = cases.get(tx, case_id)
    if case is None or case.reporter_id != who.id:
        return None
    lines = [*_facts_of(tx, who, case), "", "👉 " + _standing(tx, who, case)]
    rows = _photo_row(tx, who, case, OWN)
    if case.stage in (Stage.ANSWERED, Stage.CLOSED):
        lines += _answer_lines(tx, who, case)
    if case.stage == Stage.ANSWERED:
        lines += ["", _("Is it solved?").to(who.language)]
        yes = button(_("Solved").to(who.language), OWN, case.id, "solved", case.revision)
        no = button(_("Not solved").to(who.language), OWN, case.id, "unsolved", case.revision)
        rows = ((yes, no), *rows)
    return Screen(_titled(who, case, lines), rows)


def _titled(who: Person, case: Case, lines: Sequence[str]) -> Text:
    category = CATEGORIES[Category(case.category)].to(who.language)
    return bold(f"{case.number} · {category}") + "\n" + "\n".join(lines)


def _facts_of(tx: Tx, who: Person, case: Case) -> list[str]:
    place = places.get(tx, case.place_id)
    lines = [f"📍 {label(tx, place) if place else ''}", f"💬 {cases.story(tx, case)}"]
    if case.round > 1:
        lines.append(_("🔁 Round {round}", round=case.round).to(who.language))
    return lines


def _answer_lines(tx: Tx, who: Person, case: Case) -> list[str]:
    """The newest answer: its result and words."""
    answers = [entry for entry in cases.timeline(tx, case.id) if entry.step == "answer"]
    if not answers or case.result is None:
        return []
    says = _(
        "📝 {result}: {text}",
        result=RESULTS[Result(case.result)],
        text=cases.note_text(tx, answers[-1]) or "",
    )
    return [says.to(who.language)]


def _standing(tx: Tx, who: Person, case: Case) -> str:
    if case.stage == Stage.DISPATCHED and case.responsible_id:
        to = people.known(tx, case.responsible_id)
        return _("handed to {name}", name=_handed(tx, who.language, to)).to(who.language)
    return RESIDENT_STAGES[Stage(case.stage)].to(who.language)


def _name(tx: Tx, person_id: int) -> str:
    return people.name(tx, people.known(tx, person_id))


def _handed(tx: Tx, language: str, to: Person) -> str:
    """Who has it, as what, and where to phone them if that is known."""
    roles = [Role(held.role) for held in to.roles if held.role in RESPONSIBLE]
    role = RESPONSIBLE_WORDS[roles[0]] if roles else _("staff")
    parts = [people.name(tx, to), role.to(language), people.phone(tx, to)]
    return " · ".join(part for part in parts if part)


def _desk_buttons(tx: Tx, who: Person, case: Case) -> tuple[tuple[Button, ...], ...]:
    place = places.get(tx, case.place_id)
    offered: list[tuple[Word, str]] = []
    if case.responsible_id == who.id and case.stage == Stage.DISPATCHED:
        offered.append((_("Sign for it"), "sign"))
    if case.responsible_id == who.id and case.stage == Stage.WORKING:
        offered.append((_("Answer"), "answer"))
    if place and staff_of(who, place):
        if case.stage == Stage.RECEIVED:
            offered.append((_("Accept and dispatch"), "dispatch"))
        elif case.stage in (Stage.DISPATCHED, Stage.WORKING):
            offered.append((_("Transfer"), "dispatch"))
    buttons = (
        button(word.to(who.language), DESK, case.id, choice, case.revision)
        for word, choice in offered
    )
    return (*in_rows(buttons, 2), *_photo_row(tx, who, case, DESK))


def _photo_row(tx: Tx, who: Person, case: Case, kind: str) -> tuple[tuple[Button, ...], ...]:
    count = len(cases.media(tx, case.id))
    if not count:
        return ()
    says = _("📷 Photos ({count})", count=count).to(who.language)
    return ((button(says, kind, case.id, "photos", case.revision),),)


def choose_responsible(turn: Turn, case_id: int, _extra: str) -> None:
    """Ask whom to hand it to."""
    case = cases.known(turn.tx, case_id)
    rows = [
        (
            button(
                _handed(turn.tx, turn.who.language, to),
                DESK,
                case.id,
                f"to.{short(to.id)}",
                case.revision,
            ),
        )
        for to in rules.candidates(turn.tx, case)[:LISTED]
    ]
    back = button(turn.to(_("⬅️ Back")), DESK, case.id, "look", case.revision)
    says = _("Who takes it?")
    screen = Screen(bold(case.number) + "\n" + turn.to(says), (*rows, (back,)))
    turn.reply(screen, shows=Showing(DESK, case.id, case.revision))


def hand_over(turn: Turn, case_id: int, extra: str) -> None:
    rules.dispatch(turn.tx, turn.who, case_id, from_short(extra) or 0, turn.now)
    turn.card(DESK, case_id)


def look(turn: Turn, case_id: int, _extra: str) -> None:
    turn.card(DESK, case_id)


def sign(turn: Turn, case_id: int, _extra: str) -> None:
    rules.sign(turn.tx, turn.who, case_id, turn.now)
    turn.card(DESK, case_id)


def start_answer(turn: Turn, case_id: int, _extra: str) -> None:
    filling.start(turn, Answer, {"case": case_id})


def solved(turn: Turn, case_id: int, _extra: str) -> None:
    rules.confirm(turn.tx, turn.who, case_id, turn.now)
    turn.answer(_("Thank you for telling us."))
    turn.card(OWN, case_id)


def unsolved(turn: Turn, case_id: int, _extra: str) -> None:
    rules.reopen(turn.tx, turn.who, case_id, turn.now)
    turn.answer(_("Thank you for telling us. It is taken up again."))
    turn.card(OWN, case_id)


def photos(turn: Turn, case_id: int, _extra: str) -> None:
    turn.photos([medium.file_id for medium in cases.media(turn.tx, case_id)])


def mine(tx: Tx, who: Person) -> list[Button]:
    """What waits to be dispatched, what one handles, what one reported."""
    found = [(DESK, case) for case in rules.to_dispatch(tx, who)[:LISTED]]
    found += [
        (DESK, case)
        for case in cases.handled_by(tx, who.id, [Stage.DISPATCHED, Stage.WORKING], LISTED)
    ]
    found += [(OWN, case) for case in cases.reported_by(tx, who.id, LISTED)]
    return [opener(_line(tx, who, kind, case), kind, case.id) for kind, case in found]


def _line(tx: Tx, who: Person, kind: str, case: Case) -> str:
    stages = STAFF_STAGES if kind == DESK else RESIDENT_STAGES
    story = clip(cases.story(tx, case), 16).plain
    return f"{case.number} {story} · {stages[Stage(case.stage)].to(who.language)}"


def _headed(word: Word) -> Callable[[Tx, Person, Tell], Screen]:
    """The heading over a card that is shown because something happened."""
    return lambda _tx, reader, _tell: Screen(bold(word.to(reader.language)))


def alarm(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    alert = alerts.get(tx, tell.subject)
    place = places.get(tx, alert.place_id) if alert else None
    if alert is None or place is None:
        return None
    person = people.known(tx, alert.person_id)
    says = _(
        "🆘 Emergency reported by {name}\n📍 {place}\n📞 {phone}\n\nPlease get in touch at once.",
        name=people.name(tx, person),
        place=label(tx, place),
        phone=people.phone(tx, person) or _("no number known; write to them here"),
    )
    return Screen(
        says.to(reader.language),
        (
            (
                Button(
                    _("Write to them").to(reader.language), url=f"tg://user?id={person.telegram_id}"
                ),
            ),
        )
        if person.telegram_id
        else (),
    )


def all_clear(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    alert = alerts.get(tx, tell.subject)
    if alert is None:
        return None
    says = _("✅ {name} says it is no emergency.", name=_name(tx, alert.person_id))
    return Screen(says.to(reader.language))


def _calmed(tx: Tx, alert_id: int) -> int | None:
    alert = alerts.get(tx, alert_id)
    return None if alert is None else int(alert.calmed is not None)


def _revision(tx: Tx, case_id: int) -> int | None:
    case = cases.get(tx, case_id)
    return case.revision if case else None


def _files(photos: Sequence[Photo]) -> list[tuple[str, str]]:
    return [(photo.file_id, photo.unique_id) for photo in photos]


CAPABILITY = Capability(
    stem="issues",
    menu=(MenuItem(_("📢 Report a problem"), report, 10),),
    commands=(Command("report", _("report a problem"), report),),
    forms=(FormEntry(Report, reported, emergency), FormEntry(Answer, answered)),
    cards=(
        Card(
            DESK,
            "case",
            _revision,
            desk_card,
            {
                "dispatch": choose_responsible,
                "to": hand_over,
                "look": look,
                "sign": sign,
                "answer": start_answer,
                "photos": photos,
            },
        ),
        Card(
            OWN,
            "case",
            _revision,
            own_card,
            {"solved": solved, "unsolved": unsolved, "photos": photos},
        ),
        Card(SOS, "alert", _calmed, numbers, {"calm": calm}),
    ),
    notices={
        "issues.received": Notice(Rank.TASK, _headed(_("📢 A new report")), DESK),
        "issues.yours": Notice(Rank.TASK, _headed(_("🔧 This is for you")), DESK),
        "issues.reopened": Notice(
            Rank.TASK, _headed(_("🔁 Not solved yet, once more please")), DESK
        ),
        "issues.overdue": Notice(
            Rank.REMINDER, _headed(_("⏰ Nobody has signed for this yet")), DESK
        ),
        "issues.confirmed": Notice(Rank.NOTICE, _headed(_("👍 The resident says: solved")), DESK),
        "issues.dispatched": Notice(Rank.REPLY, None, OWN),
        "issues.working": Notice(Rank.REPLY, None, OWN),
        "issues.answered": Notice(Rank.REPLY, None, OWN),
        "issues.emergency": Notice(Rank.ALARM, alarm),
        "issues.all_clear": Notice(Rank.ALARM, all_clear),
    },
    timers={rules.CONTACT: rules.contact_overdue},
    mine=mine,
    examples={"zh": ("路灯坏了", "楼道灯不亮", "垃圾没人收", "电梯又停了", "下水道堵了")},
    refusals={
        "cases.not_found": _("We cannot find that."),
        "cases.moved_on": _("Something has changed meanwhile. This is how it stands now."),
        "issues.emergency": _("In danger please call 110, 119 or 120 first."),
        "issues.not_responsible": _("This person cannot take it any more. Please choose another."),
        "issues.too_late": _("That was more than 30 days ago. Please report it again with 📢."),
    },
)
