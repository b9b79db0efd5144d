"""The stations with their teams: what each does, who leads it, joining and leaving."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community.refused import Refused
from community.roles import is_staff
from community.tasks import teams as rules
from community.tasks import weekly as weekly_rules
from community.tasks.kinds import TEAM as TEAM_ROW
from community.tasks.kinds import Skill
from community.tasks.teams import CHARTER_MOST, NAME_MOST
from handlers.tasks import weekly
from handlers.tasks.forms import is_helping
from handlers.tasks.kinds import HELPING, STATION, TEAM, TEAMS, VOLUNTEER
from handlers.tasks.stations import Station
from handlers.tasks.words import SKILLS
from storage import people, teams, volunteers
from storage.ids import from_short, short
from storage.people import Person
from storage.teams import Team
from storage.tx import Tx
from talk import filling
from talk.cards import button, opener
from talk.forms import Ask, Form, PickRow
from talk.registry import Card, FormEntry
from talk.screens import Button, Rows, Screen, bold, in_rows
from talk.turn import Turn
from talk.words import Word, _

SHOWN = 30  # members a page of the card


class Found(Form):
    """A new team of a station."""

    name: ClassVar[str] = "tasks.team"
    title: ClassVar[Word] = _("👥 A new team")

    station: Annotated[
        int,
        PickRow(_("To which station does it belong?"), label=_("Station"), rows="tasks.stations"),
    ]
    called: Annotated[
        str, MinLen(2), MaxLen(NAME_MOST), Ask(_("What shall it be called?"), label=_("Team"))
    ]
    charter: Annotated[
        str,
        MinLen(6),
        MaxLen(CHARTER_MOST),
        Ask(
            _("What does it do, and what does it ask of who joins?"),
            label=_("Charter"),
            hint=_("Everybody reads it."),
        ),
    ]
    skill: Annotated[
        Skill, Ask(_("What do most of its tasks need?"), label=_("Skill"), words=SKILLS, columns=1)
    ]


def draw_all(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """All teams, station by station."""
    if who.id != person_id:
        return None
    standing = teams.standing(tx)
    lines: list[str] = []
    rows: Rows = ()
    founds = False
    for station in teams.stations(tx):
        own = [team for team in standing if team.station_id == station.id]
        lines.append(f"🏠 {station.name} ({len(own)})")
        if rules.may_found(tx, who, station):
            founds = True
            rows += ((opener(f"🏠 {station.name}", STATION, station.id),),)
        rows += in_rows((opener(f"👥 {team.name}", TEAM, team.id) for team in own), 2)
    if not lines:
        lines.append(_("There are no teams yet.").to(who.language))
    last = [opener(_("⬅️ Back").to(who.language), HELPING, who.id)]
    if founds:
        last.append(button(_("➕ A team").to(who.language), TEAMS, who.id, "found", 0))
    if is_staff(who):
        last.append(button(_("➕ A station").to(who.language), TEAMS, who.id, "station", 0))
    head = bold(_("👥 Stations and their teams").to(who.language))
    return Screen(head + "\n" + "\n".join(lines), (*rows, *in_rows(last, 2)))


def draw(tx: Tx, who: Person, team_id: int) -> Screen | None:
    """One team: its charter, its leader, how many; its members for who leads it."""
    team = teams.get(tx, team_id)
    if team is None or team.ended is not None:
        return None
    station = teams.station(tx, team.station_id)
    leader = people.get(tx, team.leader_id) if team.leader_id else None
    lines = [
        Word(f"👥 {team.name}"),
        _("🏠 Station {name}", name=station.name if station else "–"),
        Word(team.charter),
        _("⭐ Leader: {name}", name=people.name(tx, leader) if leader else _("not named yet")),
        _("🙂 {count} members", count=teams.strength(tx, team.id)),
    ]
    text = "\n".join(line.to(who.language) for line in lines)
    return Screen(text, _rows(tx, who, team))


def _rows(tx: Tx, who: Person, team: Team) -> Rows:
    rows: list[Button] = []
    belongs = any(one.id == team.id for one in teams.of(tx, who.id))
    if belongs:
        rows.append(_choice(tx, who, team, _("🚪 Leave the team"), "quit"))
    elif is_helping(tx, who):
        rows.append(_choice(tx, who, team, _("🙋 Join"), "join"))
    if rules.sees_members(tx, who, team):
        rows.append(_choice(tx, who, team, _("🙂 Members"), "members"))
    if team.skill == Skill.TALK and weekly_rules.oversees(tx, who, team.id):
        rows.append(_choice(tx, who, team, _("💬 Weekly chats"), "weekly"))
    rows.append(opener(_("👥 The teams").to(who.language), TEAMS, who.id))
    return in_rows(rows, 1)


def _choice(tx: Tx, who: Person, team: Team, word: Word, name: str) -> Button:
    return button(word.to(who.language), TEAM, team.id, name, revision(tx, team.id) or 0)


def join(turn: Turn, team_id: int, _extra: str) -> None:
    rules.join(turn.tx, turn.who, team_id, turn.now)
    turn.card(TEAM, team_id)


def leave(turn: Turn, team_id: int, _extra: str) -> None:
    rules.quit(turn.tx, turn.who, team_id, turn.now)
    turn.card(TEAM, team_id)


def members(turn: Turn, team_id: int, _extra: str) -> None:
    """Who belongs to it; staff and who leads the station name the leader among them."""
    team = rules.standing(turn.tx, team_id)
    if not rules.sees_members(turn.tx, turn.who, team):
        raise Refused("tasks.not_found")
    found = teams.members(turn.tx, team.id)[:SHOWN]
    turn.lists(len(found))
    appoints = rules.may_appoint(turn.tx, turn.who, team)
    rows = [row for one in found for row in _member(turn, team, one, appoints=appoints)]
    back = _choice(turn.tx, turn.who, team, _("⬅️ Back"), "see")
    says = _("🙂 Members of {team}", team=team.name)
    turn.amend(Screen(turn.to(says), (*in_rows(rows, 2 if appoints else 1), (back,))))


def _member(turn: Turn, team: Team, person_id: int, *, appoints: bool) -> list[Button]:
    name = people.name(turn.tx, people.known(turn.tx, person_id))
    one = volunteers.of(turn.tx, person_id)
    found = [opener(f"🙂 {name}", VOLUNTEER, one.id)] if one else []
    if appoints and person_id != team.leader_id:
        choice = f"lead.{short(person_id)}"
        found.append(_choice(turn.tx, turn.who, team, _("⭐ Leads it"), choice))
    elif appoints:
        found.append(_choice(turn.tx, turn.who, team, _("⭐ Leader"), "members"))
    return found


def lead(turn: Turn, team_id: int, extra: str) -> None:
    rules.appoint(turn.tx, turn.who, team_id, from_short(extra) or 0, turn.now)
    turn.card(TEAM, team_id)


def see(turn: Turn, team_id: int, _extra: str) -> None:
    turn.card(TEAM, team_id)


def found(turn: Turn, _person_id: int, _extra: str) -> None:
    filling.start(turn, Found)


def founded(turn: Turn, form: Found) -> None:
    team = rules.found(
        turn.tx, turn.who, form.station, form.called, form.charter, form.skill, turn.now
    )
    turn.card(TEAM, team.id)


def station(turn: Turn, _person_id: int, _extra: str) -> None:
    filling.start(turn, Station)


def stations(tx: Tx, who: Person, _row: int | None) -> tuple[tuple[int, Word], ...]:
    """The stations to which somebody may add a team."""
    return tuple(
        (one.id, Word(one.name)) for one in teams.stations(tx) if rules.may_found(tx, who, one)
    )


def revision(tx: Tx, team_id: int) -> int | None:
    """The leader and the strength are all that changes."""
    team = teams.get(tx, team_id)
    return (
        None if team is None else (team.leader_id or 0) % 1000 * 1000 + teams.strength(tx, team.id)
    )


CARDS = (
    Card(
        TEAMS,
        TEAMS,
        lambda _tx, _person_id: 0,
        draw_all,
        {"found": found, "station": station},
    ),
    Card(
        TEAM,
        TEAM_ROW,
        revision,
        draw,
        {
            "join": join,
            "quit": leave,
            "members": members,
            "lead": lead,
            "see": see,
            "weekly": weekly.of_team,
        },
    ),
)
FORMS = (FormEntry(Found, founded),)
FACTS = {"tasks.stations": stations}
