"""Violence, domestic violence, harm to a child: never mediated, each has its own door."""

import re

from community.duty import on_duty
from community.issues import emergency
from community.issues.danger import Danger, ruled
from community.mediation.access import found, in_hand, party_of
from community.mediation.kinds import Sort
from community.nearby import home_of
from community.refused import Refused
from community.roles import STAFF
from community.tells import tell, tell_all
from storage import harms, parties, places
from storage.harms import Harm
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

AGAIN_MS = 60 * 60_000  # within which the same once more is the same
_MINOR = re.compile(
    r"(?:虐待|殴打|毒打|打骂|猥亵|性侵|体罚).{0,6}(?:孩子|小孩|儿童|幼儿|未成年|女童|男童|婴儿)"
    r"|(?:孩子|小孩|儿童|幼儿|未成年|闺女|女儿|儿子|孙女|孙子).{0,8}(?:被打|挨打|被虐|被猥亵|被性侵|身上.{0,4}伤)"
    r"|(?:把|往死里|老|总|天天|经常)(?:孩子|小孩)?.{0,3}打(?:孩子|小孩)"
    r"|\b(?:beats?|abuses?|molests?)\b.{0,12}\bchild",
    re.IGNORECASE,
)
_DOMESTIC = re.compile(
    r"家暴|(?:老公|丈夫|男人|对象|媳妇|老婆|妻子|婆婆|公公|男朋友|前夫|前妻|他爸|她爸|孩子他?爸)"
    r".{0,8}(?:打我|打了我|打人|动手|掐我|踹我|扇我|拿刀|威胁要?杀|往死里打|关起来|锁在)"
    r"|(?:儿子|女婿|儿媳).{0,8}(?:打我|打老人|推搡我|动手)"
    r"|\b(?:husband|wife|boyfriend|partner)\b.{0,16}\b(?:hits?|beats?|hurts?)\b",
    re.IGNORECASE,
)
_VIOLENCE = re.compile(
    r"打伤|打破了?头|打得?.{0,3}(?:流血|骨折|住院)|动手打|殴打|拿(?:着)?(?:刀|棍|砖|铁棍)|捅|砍"
    r"|要(?:弄死|杀|砍|捅|打死)|威胁.{0,6}(?:杀|命)|打起来了|正在打|群殴|被人?打了"
    r"|\b(?:attacked|stabbed|beaten up)\b|\bthreatens? to kill\b",
    re.IGNORECASE,
)


def sounds(text: str) -> Sort | None:
    """Which harm words plainly tell of; rather once too often."""
    if _MINOR.search(text):
        return Sort.MINOR
    if _DOMESTIC.search(text):
        return Sort.DOMESTIC
    if _VIOLENCE.search(text) or ruled(text) is Danger.VIOLENCE:
        return Sort.VIOLENCE
    return None


def told(tx: Tx, who: Person, sort: Sort, now: int, case_id: int | None = None) -> Harm:
    """Somebody tells of harm, maybe in a dispute of theirs: staff hear it at once.

    Of violence now, whoever is on duty hears as of any emergency, too.
    """
    case = found(tx, case_id) if case_id is not None else None
    side = party_of(tx, who, case) if case else None
    place = home_of(tx, who)
    harm, new = _added(tx, who, place, side.case_id if side else None, sort, now)
    if new and sort is Sort.VIOLENCE:
        emergency.raise_alarm(tx, who, now)
    return harm


def noticed(tx: Tx, who: Person, case_id: int, sort: Sort, now: int) -> Harm:
    """The mediator reports what a dispute brings to light; staff learn which dispute it is."""
    case, place = in_hand(tx, who, case_id)
    harm, _new = _added(tx, who, place, case.id, sort, now)
    return harm


def _added(
    tx: Tx, who: Person, place: Place, case_id: int | None, sort: Sort, now: int
) -> tuple[Harm, bool]:
    """What was told, and whether it had not been told already."""
    before = harms.newest(tx, who.id, sort)
    if before is not None and now - before.made < AGAIN_MS and before.case_id == case_id:
        return before, False
    harm = harms.add(tx, who.id, place.id, case_id, sort, now)
    others = [one for one in on_duty(tx, place, now) if one.id != who.id]
    tell_all(tx, others, "mediation.harm", harm.id)
    return harm, True


def by_mediator(tx: Tx, harm: Harm) -> bool:
    """Whether it was reported by who mediates, not by a side."""
    return harm.case_id is not None and harm.person_id not in parties.persons(tx, harm.case_id)


def may_see(tx: Tx, who: Person, harm: Harm) -> bool:
    """Whether it is for them: the staff of the place, and who was on duty then."""
    place = places.get(tx, harm.place_id)
    if place is None or (who.id == harm.person_id and not by_mediator(tx, harm)):
        return False
    then = on_duty(tx, place, harm.made)
    return who.holds(STAFF, place.path) or any(one.id == who.id for one in then)


def take(tx: Tx, who: Person, harm_id: int, now: int) -> None:
    """我来跟进: the first who says so; the person hears who it is."""
    harm = harms.get(tx, harm_id)
    if harm is None or not may_see(tx, who, harm):
        raise Refused("cases.not_found")
    if not harms.take(tx, harm_id, who.id, now):
        raise Refused("cases.moved_on")
    tx.touched.add(("harm", harm_id))
    if harm.person_id != who.id:
        tell(tx, harm.person_id, "mediation.harm_taken", harm_id)


def report(tx: Tx, who: Person, harm_id: int, to: str, now: int) -> None:
    """已报告: where it was reported, which the law demands of staff for harm to a child."""
    harm = harms.get(tx, harm_id)
    if harm is None or not may_see(tx, who, harm):
        raise Refused("cases.not_found")
    if not harms.report(tx, harm_id, who.id, to, now):
        raise Refused("cases.moved_on")
    tx.touched.add(("harm", harm_id))
