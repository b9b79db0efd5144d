"""Volunteers, their teams and tasks, as each of those sees them whom it concerns."""

from dataclasses import replace

from community.places import Kind
from community.tasks import doing, joining, offering, saying
from community.tasks import teams as team_rules
from community.tasks import weekly as weekly_rules
from community.tasks.joining import Offered
from community.tasks.kinds import Skill, Stage
from storage import hours, people, places, task_words, tasks, timers, volunteers, weeklies
from storage.ids import short
from storage.people import Person
from storage.tasks import Task
from storage.teams import Team
from storage.tx import Tx
from storage.weeklies import Weekly
from tests.community.conftest import gathered
from tests.community.helping import HELPS, HOUR_MS, opened
from tests.community.helping import volunteer as helper
from tests.conftest import NOW
from tests.rights.scene import Scene

YES = {"leave": "yes", "drop": "yes", "cancel": "yes", "go": "10"}


def _volunteer(tx: Tx, said: Offered = HELPS, *, checked: bool = True) -> Person:
    """张师傅 helps his neighbours."""
    cast = gathered(tx)
    one = joining.apply(tx, cast.responsible, said, NOW)
    if checked:
        joining.accept(tx, cast.staff, one.id, NOW)
    return people.known(tx, cast.responsible.id)


def _team(tx: Tx) -> Team:
    staff = gathered(tx).staff
    wang = places.get(tx, gathered(tx).reporter.home_id or 0)
    assert wang is not None
    here = next(at for at in places.upwards(tx, wang) if at.kind == Kind.COMMUNITY)
    station = team_rules.found_station(tx, staff, here, "星光", NOW)
    return team_rules.found(tx, staff, station.id, "唠嗑", "陪着说说话", Skill.TALK, NOW)


def page(tx: Tx, name: str) -> Scene:
    """One's own page; only who looks after a place gives out tasks."""
    who = gathered(tx).staff if name == "give" else _volunteer(tx)
    if name == "go_on":
        joining.pause(tx, who, NOW, paused=True)
    return Scene(who.id, YES.get(name, ""), relations={"self": who})


def all_teams(tx: Tx, _name: str) -> Scene:
    who = gathered(tx).staff
    return Scene(who.id, relations={"self": who})


def team(tx: Tx, name: str) -> Scene:
    found, who = _team(tx), _volunteer(tx)
    choice, _space, how = name.partition(" ")
    if choice in ("quit", "members", "lead", "weekly"):
        team_rules.join(tx, who, found.id, NOW)
    if how == "led":
        team_rules.appoint(tx, gathered(tx).staff, found.id, who.id, NOW)
    if how == "headed":
        who = _heads(tx, found, who)
    relation = {"led": "leader", "headed": "head"}.get(
        how, "helper" if choice == "join" else "member"
    )
    return Scene(found.id, short(who.id) if choice == "lead" else "", relations={relation: who})


def station(tx: Tx, name: str) -> Scene:
    """A station, of which 张师傅 belongs to a team, or which he leads."""
    found, who = _team(tx), _volunteer(tx)
    team_rules.join(tx, who, found.id, NOW)
    relation = "member"
    if name.endswith("headed"):
        who, relation = _heads(tx, found, who), "head"
    return Scene(found.station_id, short(who.id), relations={relation: who})


def _heads(tx: Tx, found: Team, who: Person) -> Person:
    team_rules.appoint_to_station(tx, gathered(tx).staff, found.station_id, who.id, NOW)
    return people.known(tx, who.id)


def volunteer(tx: Tx, name: str) -> Scene:
    choice, _space, how = name.partition(" ")
    waits = choice not in ("insure", "skilled")
    if how != "led":
        who = _volunteer(tx, checked=not waits)
        row = volunteers.of(tx, who.id)
        assert row is not None
        return Scene(row.id, relations={"volunteer": who})
    leader, found = _volunteer(tx), _team(tx)
    team_rules.join(tx, leader, found.id, NOW)
    team_rules.appoint(tx, gathered(tx).staff, found.id, leader.id, NOW)
    wang = gathered(tx).reporter
    row = joining.apply(tx, wang, HELPS, NOW)
    team_rules.join(tx, wang, found.id, NOW)
    return Scene(row.id, relations={"leader": people.known(tx, leader.id)})


def _asked(tx: Tx, **changes: object) -> tuple[Task, Person]:
    who = _volunteer(tx)
    return opened(tx, NOW, **changes), who


def _taken(tx: Tx) -> tuple[Task, Person]:
    """It begins now, and somebody does it."""
    task, who = _asked(tx, urgent=True, starts=NOW, ends=NOW + HOUR_MS)
    return offering.offer(tx, who, task.id, NOW), who


def _done(tx: Tx) -> tuple[Task, Person]:
    task, who = _taken(tx)
    done = doing.finish(tx, who, task.id, 60, None, NOW, [("file", "unique")])
    assert done.stage == Stage.DONE
    return done, who


def _talked(tx: Tx) -> tuple[Task, Person]:
    """张师傅 of the team for company has talked with 王阿姨."""
    people.set_phone(tx, gathered(tx).reporter.id, "13911112222")
    who, team = _volunteer(tx, replace(HELPS, skills=(Skill.TALK,))), _team(tx)
    team_rules.join(tx, who, team.id, NOW)
    said = {"skill": Skill.TALK, "by_phone": True, "urgent": True, "team_id": team.id}
    found = opened(tx, NOW, starts=NOW, ends=NOW + HOUR_MS, **said)
    offering.offer(tx, who, found.id, NOW)
    return doing.finish(tx, who, found.id, 60, None, NOW), who


def _weekly(tx: Tx) -> tuple[Weekly, Person, Person]:
    """A weekly talk that is proposed, the volunteer, and who leads the team."""
    done, who = _talked(tx)
    one = weekly_rules.propose(tx, who, done.id, 2, 10, "LUNAR=08-15", NOW)
    leader = helper(tx, 500, NOW)
    assert done.team_id is not None
    team_rules.join(tx, leader, done.team_id, NOW)
    team_rules.appoint(tx, gathered(tx).staff, done.team_id, leader.id, NOW)
    return one, who, people.known(tx, leader.id)


def weekly(tx: Tx, _name: str) -> Scene:
    one, who, leader = _weekly(tx)
    wang = gathered(tx).reporter
    return Scene(one.id, relations={"called": wang, "caller": who, "leader": leader})


def feast(tx: Tx, _name: str) -> Scene:
    one, _who, leader = _weekly(tx)
    weekly_rules.agree(tx, gathered(tx).reporter, one.id, NOW)
    found = weeklies.add_feast(tx, one.place_id, one.team_id, one.id, "birthday", "2026-01-20", NOW)
    assert found is not None
    return Scene(found.id, relations={"leader": leader})


def task(tx: Tx, name: str) -> Scene:
    if name == "weekly":
        found, who = _talked(tx)
        return Scene(found.id, relations={"doer": who})
    found, who = _asked(tx) if name in ("open", "come", "no", "see") else _taken(tx)
    relation = "asked" if name in ("open", "come", "no", "see") else "doer"
    return Scene(found.id, YES.get(name, ""), relations={relation: who})


def keep(tx: Tx, name: str) -> Scene:
    if name in ("thank", "photos"):
        found, who = _done(tx)
        return Scene(found.id, relations={"doer": who})
    found, who = _asked(tx)
    if name == "name":
        offering.offer(tx, who, found.id, NOW)
    extra = short(who.id) if name == "name" else YES.get(name, "")
    return Scene(found.id, extra, relations={"asked": who})


def _called(tx: Tx) -> Task:
    """The talk of next week."""
    one, _who, _leader = _weekly(tx)
    weekly_rules.agree(tx, gathered(tx).reporter, one.id, NOW)
    [timer] = timers.standing(tx, (weekly_rules.NEXT,), one.id)
    weekly_rules.ask(tx, one.id, timer.occasion, timer.due)
    found = tasks.from_source(tx, "weekly", one.id)
    assert found is not None
    return found


def helped(tx: Tx, name: str) -> Scene:
    if name == "skip":
        wang = gathered(tx).reporter
        return Scene(_called(tx).id, relations={"helped": wang})
    found, who = _done(tx)
    return Scene(found.id, relations={"helped": gathered(tx).reporter, "doer": who})


def word(tx: Tx, _name: str) -> Scene:
    """A complaint, which nobody reads but who deals with it."""
    found, who = _done(tx)
    wang = gathered(tx).reporter
    saying.complain(tx, wang, found.id, "来晚了", NOW)
    row = tx.one("SELECT id FROM task_words WHERE kind = 'complaint'")
    assert row is not None
    assert task_words.get(tx, row[0])
    return Scene(row[0], relations={"helped": wang, "doer": who})


def given(tx: Tx, _name: str) -> Scene:
    _found, who = _done(tx)
    (row,) = hours.noted_below(tx, "", 9)
    return Scene(row.id, relations={"doer": who})


JOINS: dict[str, object] = {
    "skills": ["hands"],
    "windows": ["weekends"],
    "reach": "estate",
    "age": "adult",
    "team": 0,
    "agree": True,
}
GIVES: dict[str, object] = {
    "skill": "hands",
    "what": "搬几把椅子",
    "urgent": True,
    "lasts": "60",
    "hands": 1,
    "whom": "nobody",
    "team": 0,
}
FOUNDS: dict[str, object] = {"called": "环保", "charter": "每周六一起捡垃圾", "skill": "green"}


def _about(scene: Scene, field: str, **filled: object) -> Scene:
    """The form about the row of a card."""
    return Scene(filled={field: scene.subject, **filled}, relations=scene.relations)


def form(tx: Tx, name: str) -> Scene:
    """A form where it is offered."""
    match name:
        case "tasks.join":
            return Scene(filled=JOINS)
        case "tasks.give":
            return Scene(filled={**GIVES, "place": gathered(tx).reporter.home_id})
        case "tasks.done":
            return _about(task(tx, "done"), "task", took="60")
        case "tasks.weekly":
            return _about(task(tx, "weekly"), "task", weekday=2, hour=10)
        case "tasks.again":
            return _about(keep(tx, "again"), "task", starts="2026-01-05T10:00:00+08:00")
        case "tasks.complain":
            return _about(helped(tx, ""), "task", words="来晚了")
        case "tasks.insure":
            return _about(volunteer(tx, "insure"), "volunteer", until="2026-12-31")
        case "tasks.minutes":
            return _about(given(tx, ""), "given", took="60")
        case "tasks.team":
            return Scene(filled={"station": _team(tx).station_id, **FOUNDS})
        case "tasks.team headed":
            headed = station(tx, "headed")
            return _about(headed, "station", **FOUNDS)
    return Scene(filled={"called": "五心"})


CARDS = {
    "helping": page,
    "teams": all_teams,
    "team": team,
    "station": station,
    "volunteer": volunteer,
    "task": task,
    "keep": keep,
    "helped": helped,
    "weekly": weekly,
    "feast": feast,
    "taskword": word,
    "given": given,
}
FORMS = {
    f"tasks.{name}": form
    for name in (
        *(
            "weekly",
            "join",
            "done",
            "give",
            "again",
            "complain",
            "insure",
            "minutes",
            "team",
            "station",
        ),
    )
}
