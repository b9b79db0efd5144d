"""What is said besides the two cards: 🆘, out of reach, and that all came late."""

from community.nearby import home_of
from community.people import looked_after
from community.places import label
from handlers.checkins.care_words import CARE
from handlers.checkins.words import readable
from storage import alerts, checkin_plans, people, places
from storage.people import Person
from storage.tx import Tell, Tx
from talk.cards import opener
from talk.screens import Screen
from talk.words import _


def sos(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """🆘, and no further tap: to those whom they have named."""
    alert = alerts.get(tx, tell.subject)
    person = people.get(tx, alert.person_id) if alert else None
    if alert is None or person is None:
        return None
    says = _(
        "🆘 {name} has pressed the emergency key and has not said since that all is well."
        "\n📞 {phone}\nPlease phone or go there at once. The community's staff know of it.",
        name=people.name(tx, person),
        phone=people.phone(tx, person) or "–",
    )
    return Screen(says.to(reader.language))


def unsaid(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """🆘 of which those whom they have named could not be told."""
    alert = alerts.get(tx, tell.subject)
    if alert is None:
        return None
    says = _(
        "🆘 {name} ({place}) has pressed the emergency key and has not said since that all is"
        " well. We could not tell those whom they have named: please phone them.",
        **_known_of(tx, people.known(tx, alert.person_id)),
    )
    return Screen(says.to(reader.language))


def stuck(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """Somebody's greeting or ladder raises: what can be read of them is enough to go there."""
    says = _(
        "❗ The morning greeting of {name} ({place}) cannot go on by itself: something is wrong"
        " on our side. Please phone or go there today. The staff of the system know of it.",
        **_known_of(tx, people.known(tx, tell.subject)),
    )
    return Screen(says.to(reader.language))


def _known_of(tx: Tx, person: Person) -> dict[str, str]:
    return {"name": readable(tx, person), "place": label(tx, home_of(tx, person))}


def calmed(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    alert = alerts.get(tx, tell.subject)
    if alert is None:
        return None
    name = people.name(tx, people.known(tx, alert.person_id))
    return Screen(_("✅ {name} says it is no emergency.", name=name).to(reader.language))


def unreached(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """Somebody who is asked each morning gets no messages any more: where to phone or look in."""
    person = people.known(tx, tell.subject)
    says = _(
        "📵 Messages do not reach {name} any more, who is asked each morning. Please phone or"
        " look in.",
        name=people.name(tx, person),
    )
    text = says.to(reader.language)
    if not looked_after(tx, reader, person):
        return Screen(text)
    phone = people.phone(tx, person)
    text += f"\n📍 {label(tx, home_of(tx, person))}" + (f"\n📞 {phone}" if phone else "")
    show = opener(_("🔎 Show").to(reader.language), CARE, person.id)
    return Screen(text, ((show,),))


def goes_on(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """A death was noted by mistake: nobody has been asked after meanwhile."""
    plan = checkin_plans.get(tx, tell.subject)
    if plan is None:
        return None
    says = _(
        "🌞 {name} is asked each morning again: a note that they had died was taken back. Please"
        " look in today, and enter anew what helpers must know.",
        name=people.name(tx, people.known(tx, plan.person_id)),
    )
    return Screen(says.to(reader.language))


def whose_plan(tx: Tx, plan_id: int) -> int | None:
    """Whose day it is about."""
    plan = checkin_plans.get(tx, plan_id)
    return plan.person_id if plan else None


def outage(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """The staff's one notice that all came late."""
    place = places.get(tx, tell.subject)
    if place is None:
        return None
    says = _(
        "⏸ The system was down for a while: the morning greetings of {place} come late. Nobody"
        " was alarmed because of it.",
        place=label(tx, place),
    )
    missed, silent = tell.facts["missed"], tell.facts["silent"]
    lines = [says]
    if missed:
        lines.append(_("Too late to ask today: {count}. Please phone them.", count=missed))
    if silent:
        lines.append(_("Asked and not heard of yet: {count}.", count=silent))
    return Screen("\n".join(line.to(reader.language) for line in lines))


def whose(_tx: Tx, person_id: int) -> int:
    return person_id


def raised_by(tx: Tx, alert_id: int) -> int | None:
    """Who has pressed 🆘."""
    alert = alerts.get(tx, alert_id)
    return alert.person_id if alert else None
