"""Announcements, as their authors steer them, others approve them and readers see them."""

from community import broadcasts as rules
from community.broadcasts import running, sending
from community.broadcasts.kinds import Interest
from community.roles import Role
from storage import people, places
from storage.audiences import Audience
from storage.broadcasts import Broadcast, Content
from storage.people import Person
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW
from tests.rights.scene import Scene

SECOND = ("approve", "back")
RUNNING = ("open", "look", "see", "pause", "resume", "cancel")


def _draft(tx: Tx) -> tuple[Broadcast, Person]:
    author = gathered(tx).staff
    home = places.get(tx, author.home_id or 0)
    assert home is not None
    estate = next(place for place in places.upwards(tx, home) if place.kind == "estate")
    says = Content("明天停水", receipt=True, target="jobs")
    return rules.prepare(tx, author, says, NOW, audience=Audience((estate.id,))), author


def _begun(tx: Tx) -> tuple[Broadcast, Person]:
    draft, author = _draft(tx)
    sending.submit(tx, author, draft.id, None, None, NOW)
    sending.begin(tx, draft.id, "", NOW)
    return draft, author


def _asked(tx: Tx) -> tuple[Broadcast, Person]:
    """What goes to the whole subdistrict, by somebody of its office."""
    root, author = places.roots(tx)[0], gathered(tx).staff
    people.grant(tx, author.id, Role.SUBDISTRICT_STAFF, root.id, None, NOW)
    author = people.known(tx, author.id)
    draft = rules.prepare(tx, author, Content("明天停水"), NOW, audience=Audience((root.id,)))
    sending.submit(tx, author, draft.id, None, None, NOW)
    return draft, author


def broadcast(tx: Tx, name: str) -> Scene:
    if name in SECOND:
        one, author = _asked(tx)
    elif name in RUNNING:
        one, author = _begun(tx)
    else:
        one, author = _draft(tx)
    if name == "resume":
        running.pause(tx, author, one.id, NOW)
    if name == "draft":
        sending.submit(tx, author, one.id, None, None, NOW)
    return Scene(one.id, relations={"author": author})


def bulletin(tx: Tx, _name: str) -> Scene:
    """What one of its recipients was told."""
    one, _author = _begun(tx)
    reader = gathered(tx).reporter
    row = tx.one(
        "SELECT id FROM recipients WHERE broadcast_id = :id AND person_id = :reader",
        id=one.id,
        reader=reader.id,
    )
    assert row is not None
    return Scene(row[0], relations={"reader": reader})


def announcing(tx: Tx, _name: str) -> Scene:
    who = gathered(tx).staff
    return Scene(who.id, relations={"self": who})


def wanted(tx: Tx, name: str) -> Scene:
    who = gathered(tx).reporter
    return Scene(who.id, "" if name == "open" else Interest.CLINIC, relations={"self": who})


def filled(tx: Tx, name: str) -> Scene:
    """A form about a draft, or about what somebody may approve."""
    form, _space, how = name.partition(" ")
    words = {"words": "明天停水", "receipt": False}
    if form == "broadcasts.write" and not how:
        return Scene(filled={"broadcast": 0, **words})
    one, author = _asked(tx) if form == "broadcasts.send_back" else _draft(tx)
    answers: dict[str, object] = {
        "broadcasts.write": words,
        "broadcasts.aim": {"place": one.place_id},
        "broadcasts.widen": {"place": one.place_id},
        "broadcasts.later": {"at": "2026-01-05T09:00:00+08:00"},
        "broadcasts.send_back": {"note": "请写明时间"},
    }
    said = answers[form]
    assert isinstance(said, dict)
    return Scene(filled={"broadcast": one.id, **said}, relations={"author": author})
