"""Work in the chat: what employers offer, and how somebody comes to it."""

from community.jobs import employers as rules
from community.jobs import vacancies as offers
from community.jobs.employers import EMPLOYER
from handlers.jobs import door, employers, handing, vacancies, wages
from handlers.jobs.erasing import erasing
from handlers.jobs.figures import SECTION
from handlers.jobs.forms import hiring
from handlers.jobs.notices import NOTICES
from handlers.jobs.piles import PILES
from handlers.jobs.sheet import SHEET
from handlers.jobs.words import REFUSALS
from storage.people import Person
from storage.tx import Tx
from talk.cards import opener
from talk.registry import Capability, MenuItem
from talk.screens import Button
from talk.words import _


def mine(tx: Tx, who: Person) -> list[Button]:
    """The employers one speaks for."""
    return [opener(employers.LINE(tx, who, one), EMPLOYER, one.id) for one in rules.own(tx, who)]


CAPABILITY = Capability(
    stem="jobs",
    typed=(MenuItem(door.HIRE, employers.hire, 20),),
    forms=(employers.FORM, *vacancies.FORMS, wages.FORM),
    cards=(door.CARD, employers.CARD, vacancies.CARD),
    notices=NOTICES,
    timers={
        offers.REMIND: offers.remind,
        offers.HIDE: offers.lapse,
        offers.EXPIRE: offers.expire,
    },
    erasing=erasing,
    facts={**employers.FACTS, **vacancies.FACTS, "jobs.employer": hiring},
    refusals={
        **{f"jobs.{ground}": words for ground, words in REFUSALS.items()},
        "jobs.not_found": _("We cannot find that."),
        "jobs.not_yours": _("That place is not one where you look after employers."),
        "jobs.known_employer": _("An employer of this name is there already."),
        "jobs.many_waiting": _("Several of yours wait to be looked over. Please wait for these."),
        "jobs.ask_officer": _(
            "It is on file under this name and place. To change them, please ask the community."
        ),
        "jobs.pass_it_on": _("This link is for the employer: please pass it on."),
        "jobs.blocked": _("At present it may offer no work. Please ask the community."),
        "jobs.nobody_to_call": _(
            "Nobody has been named for a long time whom one may call. Please press ✏️ Correct it"
            " first."
        ),
        "jobs.employer_first": _("Please put the employer on file first."),
        "jobs.valid_until": _(
            "Please choose a day from today on, and no more than {days} days ahead."
        ),
        "jobs.pay_range": _("The pay ends below where it begins. Please change one of them."),
        "jobs.no_hours": _("Please say on which days and at what hours."),
        "jobs.below_minimum": _(
            "That is below the local minimum wage: for these hours it is at least {least} yuan"
            " (Labour Law, article 48). Please change the pay."
        ),
    },
    starts={handing.LINK: handing.opened},
    mine=mine,
    desk=PILES,
    figures=(SECTION,),
    tables=(SHEET,),
)
