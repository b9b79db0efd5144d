"""What an announcement says of itself: to whom it goes, how far it has come, what became of it."""

from collections.abc import Mapping

from community.broadcasts.kinds import OPEN_STATES, Interest, State, Whom
from community.broadcasts.reach import A_SECOND, Reach
from community.places import label
from handlers.broadcasts.words import EVERYBODY, INTERESTS, POSTED, RESULTS, WHOM
from storage import duty_groups, places, postings, teams
from storage.audiences import Audience
from storage.moments import local
from storage.tx import Tx
from talk.words import LANGUAGES, Word, _

BAR = 10
LANGUAGE_NAMES = {"zh": "中文", "en": "English"}


def whom(tx: Tx, audience: Audience, language: str) -> str:
    """To whom it goes, in one line."""
    where = [label(tx, place) for one in audience.places if (place := places.get(tx, one))]
    which = [WHOM[Whom(role)].to(language) for role in audience.roles]
    those = [team.name for one in audience.teams if (team := teams.get(tx, one))]
    about = [INTERESTS[Interest(one)].to(language) for one in audience.interests]
    spoken = [LANGUAGE_NAMES[one] for one in LANGUAGES if one == audience.language]
    parts = (where, which or [EVERYBODY.to(language)], those, about, spoken)
    comma = _(", ").to(language)
    return " · ".join(comma.join(part) for part in parts if part)


def meant(tx: Tx, audience: Audience, language: str) -> list[Word]:
    """To whom it goes: people, and groups and channels."""
    lines = [] if audience.alone else [_("👥 To: {whom}", whom=whom(tx, audience, language))]
    if audience.groups:
        named = [group_named(tx, one, language) for one in audience.groups]
        lines.append(_("📢 Posted in: {groups}", groups=_(", ").to(language).join(named)))
    return lines


def group_named(tx: Tx, group_id: int, language: str) -> str:
    """What a group or channel is called; one the bot left long ago is forgotten."""
    group = duty_groups.get(tx, group_id)
    return group.name if group else _("(over)").to(language)


def posted(tx: Tx, broadcast_id: int, language: str) -> list[Word]:
    """What became of it in each group and channel."""
    return [
        _(
            "📢 {group}: {what}",
            group=group_named(tx, one.group_id, language),
            what=POSTED.get(State(one.state), RESULTS[State(one.state)]),
        )
        for one in postings.of(tx, broadcast_id)
    ]


def reach_lines(reach: Reach) -> list[Word]:
    """How many are meant and how many of them it can reach, before it is sent."""
    lines = [
        _(
            "👥 {people} people are meant, {now} of them can be reached now.",
            people=reach.people,
            now=reach.now,
        ),
    ]
    if reach.resting:
        lines.append(
            _("🌙 {count} have quiet hours now: they get it afterwards.", count=reach.resting)
        )
    lines += [
        _("✖️ {why}: {count}", why=RESULTS[state], count=reach.without[state])
        for state in (State.ABSENT, State.UNREACHABLE, State.STOPPED)
        if reach.without.get(state)
    ]
    if reach.now:
        lines.append(_("⏱ It takes {time}.", time=duration(reach.seconds)))
    return lines


def duration(seconds: int) -> Word:
    """How long something takes, as people say it."""
    minutes = -(-seconds // 60)
    return _("less than a minute") if minutes <= 1 else _("about {count} minutes", count=minutes)


def progress(counts: Mapping[str, int]) -> list[Word]:
    """How far it has come."""
    every = sum(counts.values())
    open_ = sum(counts.get(state, 0) for state in OPEN_STATES)
    over = every - open_
    filled = BAR * over // every if every else BAR
    soon = counts.get(State.WAITING, 0) + counts.get(State.HANDED, 0)
    lines = [
        Word(
            "{bar} {over}/{every}",
            None,
            (("bar", "▓" * filled + "░" * (BAR - filled)), ("over", over), ("every", every)),
        )
    ]
    if soon:
        lines.append(_("⏱ {time} to go", time=duration(soon // A_SECOND)))
    return lines


def results(counts: Mapping[str, int]) -> list[Word]:
    """What became of it with how many."""
    return [
        Word("{what} {count}", None, (("what", RESULTS[state]), ("count", counts[state])))
        for state in RESULTS
        if counts.get(state)
    ]


def clock(tx: Tx, at: int) -> str:
    """Day and hour at the office."""
    return local(at, places.roots(tx)[0].zone).strftime("%m-%d %H:%M")
