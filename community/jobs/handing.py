"""An employer put on file by others comes to speak for itself, by a link that counts once."""

from community.deadlines import DAY_MS, HOUR_MS
from community.invitations import WRONG_LINKS
from community.jobs.access import officer_of, officers
from community.jobs.employers import EMPLOYER
from community.jobs.kinds import Standing
from community.refused import Refused
from community.tells import tell_all
from storage import employers, invitations
from storage.employers import Employer
from storage.people import Person
from storage.tx import Tx

LINK_MS = 7 * DAY_MS
GOES_ON = (Standing.WAITING, Standing.ON_FILE)


def invite(tx: Tx, who: Person, employer_id: int, token: str, now: int) -> Employer:
    """Make the link, for the officer to pass on; `token` has 128 random bits."""
    employer = employers.hold(tx, employer_id)
    if employer is None or not officer_of(tx, who, employer):
        raise Refused("jobs.not_found")
    if employer.person_id is not None or employer.stage not in GOES_ON:
        raise Refused("cases.moved_on")
    employers.put_out(tx, employer.id, token, now + LINK_MS)
    return employer


def take_over(tx: Tx, who: Person, token: str, now: int) -> Employer | None:
    """Speak for it from now on; nothing for a used, expired or unknown link alike."""
    if invitations.wrong_since(tx, who.id, now - HOUR_MS) >= WRONG_LINKS:
        raise Refused("people.too_many_links")
    found = employers.linked(tx, token)
    employer = employers.hold(tx, found[0]) if found else None
    found = employers.linked(tx, token)  # as it stands now that the employer is held
    if employer is None or found is None or not _counts(employer, found[1], now):
        invitations.note_wrong(tx, who.id, now)
        return None
    if officer_of(tx, who, employer):
        raise Refused("jobs.pass_it_on")
    tx.touched.add((EMPLOYER, employer.id))
    tell_all(tx, officers(tx, employer.place_id), "jobs.taken_over", employer.id)
    return employers.hand_over(tx, employer, who.id)


def _counts(employer: Employer, until: int, now: int) -> bool:
    return until > now and employer.person_id is None and employer.stage in GOES_ON
