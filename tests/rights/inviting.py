"""Scenes of roles: links that give them, and who holds them."""

from community.roles import Role, kinds_for
from storage import invitations, people, places, roles
from storage.places import Place
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW
from tests.rights.scene import Scene


def invitation(tx: Tx, name: str) -> Scene:
    wanted = Role(name.split()[1])
    fitting = [at for at in places.upwards(tx, _home(tx)) if at.kind in kinds_for(wanted)]
    return Scene(filled={"role": wanted, "place": fitting[-1].id})


def may_invite(tx: Tx, _name: str) -> Scene:
    who = gathered(tx).staff
    return Scene(who.id, relations={"self": who})


def link(tx: Tx, name: str) -> Scene:
    """A link that is out, made by whoever runs the house."""
    role = name.partition(" ")[2] or Role.VOLUNTEER
    invitations.add(tx, "token", role, _home(tx).id, None, NOW, NOW + 1000)
    found = invitations.find(tx, "token")
    assert found is not None
    return Scene(found.id)


def role(tx: Tx, name: str) -> Scene:
    """Somebody holds a role here."""
    who, (name, _space, role) = gathered(tx).responsible, name.partition(" ")
    people.grant(tx, who.id, role or Role.VOLUNTEER, _home(tx).id, None, NOW)
    found = roles.below(tx, _home(tx).path, 99)
    held = next(one for one in found if one.role == (role or Role.VOLUNTEER))
    return Scene(held.id, "yes" if name == "end" else "", {"held": held.id})


def _home(tx: Tx) -> Place:
    home = places.get(tx, gathered(tx).reporter.home_id or 0)
    assert home is not None
    return home
