"""🧡 我来帮忙: becoming a volunteer, teams, tasks from the asking to the thanks, hours."""

from community import stuck
from community.tasks import asking, counting, ending, offering
from community.tasks import doing as rules
from community.tasks import feasts as feast_rules
from community.tasks import weekly as weekly_rules
from community.tasks.kinds import BUSY, STANDING
from community.tasks.opening import ALARM, CHOOSE, END, FOLLOW, WAVE
from handlers.tasks import (
    checking,
    doing,
    feasts,
    finishing,
    forms,
    given,
    giving,
    helped,
    helping,
    keeping,
    paper,
    stations,
    teams,
    weekly,
)
from handlers.tasks.figures import SECTION
from handlers.tasks.kinds import HELPED, TASK, WEEKLY
from handlers.tasks.lines import line_of
from handlers.tasks.notices import NOTICES
from handlers.tasks.piles import PILES
from handlers.tasks.words import (
    AGES,
    AGREEMENTS,
    ANSWERS,
    LABEL,
    REACHES,
    SKILLS,
    STAGES,
    STANDINGS,
)
from storage import hours, offers, tasks, weeklies
from storage.people import Person
from storage.tx import Tx
from talk.cards import opener
from talk.doors import Door
from talk.registry import Capability, Command, MenuItem
from talk.screens import Button
from talk.words import Word, _


def mine(tx: Tx, who: Person) -> list[Button]:
    """What one does for others now, and what is done for oneself."""
    own = [tasks.known(tx, one.task_id) for one in offers.by(tx, who.id, BUSY)]
    agreed = weeklies.by_volunteer(tx, who.id)
    if (called := weeklies.of_person(tx, who.id)) is not None:
        agreed.append(called)
    return [
        *(opener(line_of(tx, who, task), TASK, task.id) for task in own),
        *(
            opener(line_of(tx, who, task), HELPED, task.id)
            for task in tasks.of_person(tx, who.id, STANDING)
        ),
        *(opener(weekly.line(one).to(who.language), WEEKLY, one.id) for one in agreed),
    ]


def erasing(tx: Tx, who: Person) -> list[Word]:
    """What becomes of tasks and hours when somebody has all erased."""
    found = []
    if count := len(offers.by(tx, who.id, BUSY)):
        found.append(_("{count} tasks you have taken on are offered to others.", count=count))
    if any(hours.minutes_of(tx, who.id)):
        found.append(
            _(
                "The hours you have given stay for the figures, without your name; ask for the"
                " certificate first."
            )
        )
    return found


CAPABILITY = Capability(
    stem="tasks",
    menu=(MenuItem(LABEL, helping.opened, 40),),
    commands=(Command("volunteer", _("help others"), helping.opened),),
    forms=(
        forms.FORM,
        finishing.FORM,
        giving.FORM,
        keeping.FORM,
        helped.FORM,
        weekly.FORM,
        checking.FORM,
        given.FORM,
        stations.FORM,
        *teams.FORMS,
    ),
    cards=(
        helping.CARD,
        doing.CARD,
        keeping.CARD,
        *helped.CARDS,
        weekly.CARD,
        feasts.CARD,
        checking.CARD,
        given.CARD,
        stations.CARD,
        *teams.CARDS,
    ),
    notices=NOTICES,
    timers={
        WAVE: asking.wave,
        CHOOSE: offering.gathered,
        ALARM: ending.alarm,
        END: ending.over,
        FOLLOW: rules.follow,
        weekly_rules.NEXT: weekly_rules.ask,
        feast_rules.BIRTHDAY: feast_rules.birthday,
        feast_rules.FESTIVAL: feast_rules.festival,
    },
    fallbacks={
        **{kind: stuck.falls_back(kind, stuck.task) for kind in (WAVE, CHOOSE, ALARM, END, FOLLOW)},
        weekly_rules.NEXT: weekly_rules.see_to,
        feast_rules.BIRTHDAY: stuck.falls_back(feast_rules.BIRTHDAY, stuck.birthday),
        feast_rules.FESTIVAL: stuck.falls_back(feast_rules.FESTIVAL, stuck.festival),
    },
    chores={counting.CERTIFICATE: paper.CHORE},
    facts={
        **forms.FACTS,
        **finishing.FACTS,
        **giving.FACTS,
        **keeping.FACTS,
        **helped.FACTS,
        **weekly.FACTS,
        **checking.FACTS,
        **given.FACTS,
        **teams.FACTS,
    },
    mine=mine,
    erasing=erasing,
    desk=PILES,
    figures=(SECTION,),
    codes={
        "volunteers.stage": STANDINGS,
        "volunteers.age": AGES,
        "volunteers.reach": REACHES,
        "abilities.skill": SKILLS,
        "tasks.skill": SKILLS,
        "tasks.stage": STAGES,
        "offers.stage": ANSWERS,
        "hours.skill": SKILLS,
        "weeklies.stage": AGREEMENTS,
    },
    doors=(Door("volunteering", _("🧡 Volunteering"), helping.said, 90),),
    refusals={
        "tasks.not_found": _("We cannot find that."),
        "tasks.not_yours": _("Tasks there are given out by who looks after the place or the team."),
        "tasks.taken": _("🌷 Somebody goes already. Thank you for being ready!"),
        "tasks.unfit": _("That one is not for you this time: the hours, or what it asks for."),
        "tasks.unclear": _("We cannot keep that. Please choose again."),
        "tasks.guardian": _("Under 18 a parent or guardian must agree first."),
        "tasks.no_volunteer": _("Please become a volunteer first: 🧡."),
        "tasks.no_yes": _("Please say how they have said yes."),
        "tasks.no_member": _("They do not belong to the team."),
        "tasks.same_name": _("There is a team of this name already."),
        "tasks.leads": _("You lead a team. Please let the community name somebody else first."),
        "tasks.times": _("That time is over or too far ahead. Please choose another one."),
        "tasks.hands": _("At most {most} people for one task."),
        "tasks.minutes": _("That is not a time for one task."),
        "tasks.pair": _("You go there in twos: the second one is still being looked for."),
        "tasks.early": _("That is still some time ahead. You are reminded two hours before."),
        "tasks.no_hours": _("No hours are confirmed yet."),
    },
)
