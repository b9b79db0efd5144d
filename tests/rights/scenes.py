"""What is tried: a matter prepared so that the one who may really can, and what each is to it."""

from dataclasses import replace

from community import issues, wishes
from community.cases import Stage
from community.issues import Result, detours, emergency
from community.wishes import away
from storage import (
    cases,
    categories,
    duty_groups,
    media,
    outbox,
    people,
    reads,
    restores,
    unsent,
)
from storage.ids import short
from storage.tx import Tx
from tests.community.conftest import case_at, gathered
from tests.conftest import NOW
from tests.rights import (
    activities,
    agreements,
    broadcasts,
    care,
    checkins,
    duty,
    imports,
    inviting,
    jobs,
    matchmaking,
    mediation,
    office,
    router,
    seekers,
    shared,
    tasks,
)
from tests.rights.scene import Made, Scene

STAGES = {
    "dispatch": Stage.RECEIVED,
    "to": Stage.RECEIVED,
    "decline": Stage.RECEIVED,
    "sign": Stage.DISPATCHED,
    "arrive": Stage.DISPATCHED,
    "resume": Stage.PAUSED,
    "called": Stage.ANSWERED,
    "solved": Stage.ANSWERED,
    "unsolved": Stage.ANSWERED,
    "again": Stage.CLOSED,
    "anew": Stage.WITHDRAWN,
    "rate": Stage.CLOSED,
    "thank": Stage.CLOSED,
}
JOINTLY, OWN_WORK, SPOKEN, PAUSED = "joint", "own", "spoken", "paused"
ASKED_FOR_TIME = ("grant", "deny")
SHARED = (*("merge", "into", "joined", "publish", "hour", "outage", "public", "retract", "rated"),)


def _case(tx: Tx, name: str) -> Scene:
    """A report at the stage where this choice is offered."""
    if name in SHARED:
        return shared.case(tx, name)
    name, _space, how = name.partition(" ")
    if (name, how) == ("called", OWN_WORK):
        return shared.own_work(tx)
    if how in (OWN_WORK, SPOKEN):
        return shared.spoken(tx, name, STAGES.get(name, Stage.WORKING), own=how == OWN_WORK)
    cast = gathered(tx)
    stage = Stage.PAUSED if how == PAUSED else Stage.WORKING
    case = case_at(tx, stage if how else STAGES.get(name, stage))
    for _time in range(2 if how == JOINTLY else 0):
        issues.answer(tx, cast.responsible, case.id, Result.SOLVED, "好了", (), NOW)
        case = issues.reopen(tx, cast.reporter, case.id, NOW)
    if name in ASKED_FOR_TIME:
        detours.extend(tx, cast.responsible, case.id, 15, "缺人手", NOW)
    if name == "arrive":
        issues.set_term(tx, cast.staff, case.id, "urgent", NOW)
    if name == "photos":
        media.attach(tx, NOW, cases.timeline(tx, case.id)[0], "photo", "file", "unique")
    extras = {
        "to": short(cast.responsible.id),
        "called": "solved",
        "term": "complex",
        "rate": "yes",
    }
    # Before it is handed over, the one who may become responsible is as strange as anybody.
    mine = {} if case.responsible_id is None else {"responsible": cast.responsible}
    return Scene(case.id, extras.get(name, ""), {}, {"reporter": cast.reporter, **mine})


def _desk(tx: Tx, _name: str) -> Scene:
    return Scene(_home(tx), "waiting.-.0")


def _alarm(tx: Tx, name: str) -> Scene:
    """Somebody in danger; maybe a grid worker is on duty by the roster."""
    who = gathered(tx).reporter
    rostered = {"on_duty": duty.rostered(tx)} if name.endswith("rostered") else {}
    return Scene(emergency.raise_alarm(tx, who, NOW).id, relations={"raiser": who, **rostered})


def _person(tx: Tx, name: str) -> Scene:
    who = gathered(tx).reporter
    extras = {"language": "en", "notices": "off", "menu": "simple", "withdraw": "yes"}
    return Scene(who.id, extras.get(name, ""), relations={"self": who})


def _looked_after(tx: Tx, name: str) -> Scene:
    """Somebody who lives here, dead where that can be taken back."""
    who = gathered(tx).reporter
    people.set_died(tx, who.id, NOW if name == "lives" else None)
    return Scene(who.id, {"menu": "simple", "died": "yes"}.get(name, ""))


def _portrayed(tx: Tx, _name: str) -> Scene:
    """Somebody on duty here who has agreed to be seen."""
    person = gathered(tx).responsible
    people.grant(tx, person.id, "grid_worker", _home(tx), None, NOW)
    picture = {"file_id": "file", "unique_id": "unique"}
    return Scene(filled={"person": person.id, "photos": [picture], "how": "paper"})


def _entered(tx: Tx, _name: str) -> Scene:
    """Somebody entered under the number that the platform says is the reporter's."""
    cast = gathered(tx)
    people.set_phone(tx, cast.reporter.id, "13900001111", NOW)
    entered = people.add(tx, None, "zh", NOW, entered_by=cast.staff.id)
    people.set_phone(tx, entered.id, "13900001111")
    return Scene(entered.id, relations={"entered": cast.reporter})


def _wish(tx: Tx, name: str) -> Scene:
    """A wish of somebody who lives here, taken up where it is to be ended."""
    cast = gathered(tx)
    wish = wishes.ask(tx, cast.reporter, wishes.Matter.ERRANDS, None, None, NOW)
    relations = {"wisher": cast.reporter}
    if name == "done":
        wishes.take(tx, cast.staff, wish.id, NOW)
        relations["taker"] = cast.staff
    return Scene(wish.id, relations=relations)


def _away(tx: Tx, _name: str) -> Scene:
    who = gathered(tx).reporter
    away.leave(tx, who, 3, NOW)
    return Scene(who.id, relations={"self": who})


def _restore(tx: Tx, _name: str) -> Scene:
    outbox.add(tx, NOW, 1, {"text": "一"})
    return Scene(restores.add(tx, NOW, NOW - 1, NOW, unsent.hold(tx)).id)


def _read(tx: Tx, name: str) -> Scene:
    """A case at which others have looked."""
    case, staff = case_at(tx, Stage.WORKING), gathered(tx).staff
    if name == "by":
        reads.add(tx, staff, None, None, "list", NOW, 8)
        return Scene(staff.id, "0")
    return Scene(case.id, "0" if name == "page" else "", {"subject": case.number})


def _mine(tx: Tx, name: str) -> Scene:
    who = gathered(tx).reporter
    return Scene(who.id, "0" if name == "page" else "", relations={"self": who})


CARDS: dict[str, Made] = {
    **mediation.CARDS,
    **agreements.CARDS,
    **tasks.CARDS,
    "audit": _read,
    "mine": _mine,
    "issue": _case,
    "report": _case,
    "desk": _desk,
    "known": shared.followed,
    "work": jobs.door,
    "employer": jobs.employer,
    "vacancy": jobs.vacancy,
    **activities.CARDS,
    "broadcast": broadcasts.broadcast,
    "bulletin": broadcasts.bulletin,
    "announcing": broadcasts.announcing,
    "interests": broadcasts.wanted,
    "seeking": seekers.card,
    "finding": seekers.finding,
    "opening": seekers.opening,
    "applied": seekers.application,
    "offline": seekers.entered,
    "cared": seekers.cared,
    "applicant": seekers.application,
    "applicants": seekers.applicants,
    "morning": checkins.question,
    "rung": checkins.rung,
    **care.CARDS,
    "sos": _alarm,
    "alarm": _alarm,
    "settings": _person,
    "language": _person,
    "come": _person,
    "privacy": _person,
    "behalf": _looked_after,
    "lives": shared.unsettled,
    "person": _looked_after,
    "wish": _wish,
    "wanted": _wish,
    "away": _away,
    "said": router.sentence,
    "asking": router.inquiry,
    "asked": router.inquiry,
    "words": router.words,
    "kinds": office.office,
    "inviting": inviting.may_invite,
    "link": inviting.link,
    "role": inviting.role,
    "restore": _restore,
    "entered": _entered,
    "welcome": lambda _tx, _name: Scene(1),
    "imports": imports.begins,
    "import": imports.ready,
    "office": office.office,
    "category": office.category,
    "term": office.term,
    "figures": office.figures,
    "calendar": office.calendar,
    "roster": duty.roster,
    "swap": duty.swap,
    "handover": duty.handover,
    **matchmaking.CARDS,
}


def _home(tx: Tx) -> int:
    home = gathered(tx).reporter.home_id
    assert home is not None
    return home


def _filled(**answers: object) -> Made:
    return lambda _tx, _name: Scene(filled=answers)


def _about(stage: str, **answers: object) -> Made:
    """A form about a report that stands where it is offered."""

    def made(tx: Tx, name: str) -> Scene:
        how = f" {SPOKEN}" if name.endswith(SPOKEN) else ""
        scene = _case(tx, stage + how)
        return replace(scene, filled={"case": scene.subject, **answers})

    return made


def _report(tx: Tx, _name: str) -> Scene:
    category = categories.by_code(tx, "lighting")
    assert category is not None
    return Scene(filled={"category": category.id, "place": _home(tx), "story": "路灯坏了"})


def _entering(tx: Tx, _name: str) -> Scene:
    return Scene(filled={"full_name": "某人", "home": _home(tx), "how": "paper"})


def _finding(tx: Tx, _name: str) -> Scene:
    """The number of somebody who lives here."""
    people.set_phone(tx, gathered(tx).reporter.id, "13800138000")
    return Scene(filled={"phone": "13800138000"})


def _printing(tx: Tx, _name: str) -> Scene:
    return Scene(filled={"place": _home(tx)})


def _binding(tx: Tx, _name: str) -> Scene:
    group = duty_groups.add(tx, -100, "zh", None, NOW)
    return Scene(filled={"group": group.id, "place": _home(tx)})


def _moving(tx: Tx, _name: str) -> Scene:
    return Scene(filled={"home": _home(tx)})


FORMS: dict[str, Made] = {
    **mediation.FORMS,
    **agreements.FORMS,
    **tasks.FORMS,
    "people.audit": _read,
    "people.registration": _filled(agree=True),
    "people.name": _filled(called="陈桂花"),
    "people.home": _moving,
    "people.phone": _filled(phone={"number": "13800138000"}),
    "people.quiet": _filled(hours="20:00-08:00"),
    "people.entry": _entering,
    "people.portrait": _filled(photos=[{"file_id": "file", "unique_id": "unique"}]),
    "people.portrait_of": _portrayed,
    "wishes.help": _filled(matter="errands"),
    "wishes.away": _filled(days="3"),
    "jobs.employer": jobs.registered,
    "jobs.vacancy": jobs.submitted,
    "broadcasts.write": broadcasts.filled,
    "broadcasts.aim": broadcasts.filled,
    "broadcasts.widen": broadcasts.filled,
    "broadcasts.later": broadcasts.filled,
    "broadcasts.send_back": broadcasts.filled,
    "jobs.send_back": jobs.sent_back,
    "jobs.minimum_wage": jobs.wage,
    **activities.FORMS,
    **care.FORMS,
    "seekers.card": seekers.registered,
    **dict.fromkeys(
        (
            *("seekers.trades", "seekers.hours", "seekers.own", "seekers.reach"),
            *("seekers.pay", "seekers.needs", "seekers.skills"),
        ),
        seekers.part,
    ),
    "seekers.words": _filled(words="收银"),
    "seekers.apply": seekers.applies,
    "seekers.entering": seekers.enters,
    "seekers.apply_for": seekers.applies_for,
    "seekers.other_time": seekers.about,
    "seekers.invite": seekers.about,
    "seekers.decline": seekers.about,
    "wishes.pass_on": _filled(words="家里没米了", agree=True),
    "people.find": _finding,
    "router.reply": router.inquiry,
    "router.teach": router.words,
    "sheets.place": _printing,
    "people.invitation": inviting.invitation,
    "people.holder": inviting.role,
    "duty.fill": duty.fill,
    "duty.room": duty.room,
    "duty.swap": duty.asking,
    "duty.handover": duty.leaving,
    "issues.new_category": _filled(called="🚲 自行车", term=1),
    "issues.rename": _filled(category=office.SECOND, called="🔦 路灯"),
    "issues.category_term": _filled(category=office.SECOND, term=1),
    "issues.lengths": _filled(term=1, natural_time=1, minutes=10, site=30, hours=2),
    "issues.route": office.route,
    "calendar.day": _filled(day="2026-01-02", sort="off", why="local"),
    "figures.period": office.figures,
    "issues.report": _report,
    "issues.answer": _about("answer", result="solved", text="换好了"),
    "issues.return": _about("return", reason="不归我管"),
    "issues.decline": _about("decline", reason="不归社区管", door="交警队 122"),
    "groups.bind": _binding,
    "groups.channel": _binding,
    "issues.external": _about("answer", way="in", office="12345"),
    "issues.pause": _about("pause", reason="等配件"),
    "issues.extend": _about("extend", days="2", reason="缺人手"),
    "issues.unsolved": _about("add", reason="还在漏"),
    "issues.unsatisfied": shared.unsatisfied,
    "issues.supplement": _about("add", text="还有一盏"),
    "issues.meant": _about("add", text="还有一盏", belongs="here"),
    **matchmaking.FORMS,
    "matchmaking.registration": _filled(
        agree=True, own=True, marital="never", sex="woman", born="1990-01-01", children="none"
    ),
    "issues.which": _about("add", text="还有一盏"),
}
