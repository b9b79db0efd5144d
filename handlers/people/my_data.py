"""Everything kept about somebody as a text to read, beside the file for machines."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from community.places import label
from storage import places
from storage.personal import TIMES
from storage.tx import Tx
from talk.words import Word, _, pgettext

MARK = "\ufeff"  # by which old programs know that it is UTF-8
PLACES = frozenset({"home_id", "place_id"})
Row = dict[str, Any]
Codes = Mapping[str, Mapping[Any, Word]]  # by "table.column"
TABLES: dict[str, Word] = {
    "people": _("About me"),
    "people.entered_by": _("People I have entered"),
    "consents": _("What I agreed to"),
    "consents.recorded_by": _("Consents I have written down"),
    "roles": _("My roles"),
    "roles.given_by": _("Roles I have given"),
    "invitations.made_by": _("Invitations I have made"),
    "roles.ended_by": _("Roles I have ended"),
    "invitations.used_by": _("Invitations I have used"),
    "invitations.revoked_by": _("Invitations I have taken back"),
    "drafts": _("What I am filling in"),
    "shown": _("Messages that show something"),
    "outbox": _("Messages sent to me"),
    "cases.reporter_id": _("What I have reported"),
    "cases.speaker_id": _("What I have reported for others"),
    "cases.responsible_id": _("What was in my hands"),
    "timeline.who_id": _("Steps I have taken"),
    "timeline.responsible_id": _("Steps of what was in my hands"),
    "resting": _("Messages that wait for me"),
    "imports": _("Tables I have brought"),
    "chores": _("Files I have asked for"),
    "routes": _("What comes to me by itself"),
    "changes.who_id": _("Settings I have changed"),
    "dues.responsible_id": _("Deadlines that were mine"),
    "feedback.called_by": _("Residents I have phoned"),
    "shifts": _("My shifts"),
    "swaps.from_id": _("Shifts I wanted to give away"),
    "swaps.to_id": _("Shifts I was asked to take"),
    "handovers.from_id": _("What I have handed over"),
    "handovers.to_id": _("What was handed over to me"),
    "pushes": _("Notices a day"),
    "reads.about_id": _("Who has read about me"),
    "reads.reader_id": _("What I have read"),
    "externals.who_id": _("Numbers elsewhere I have noted"),
    "duty_groups.added_by": _("Groups I brought the helper into"),
    "duty_groups.bound_by": _("Groups I have bound to a place"),
    "followers": _("What I follow"),
    "outages.by_id": _("Repairs I have made known"),
    "thanks": _("My thanks"),
    "wrong_links": _("Links that did not work"),
    "alerts": _("My calls for help"),
    "alerts.taken_by": _("Calls for help I have answered"),
    "wishes": _("Help I have asked for"),
    "media": _("What I have sent"),
    "wishes.taken_by": _("Help I have given"),
    "sentences": _("Sentences for which a door was sought"),
    "inquiries": _("What I have asked the office"),
    "inquiries.answered_by": _("What the office was asked and I have answered"),
    "examples.by_id": _("Sentences I have given a door to"),
    "seekers": _("What work I look for"),
    "wants": _("Of which new work I want to hear"),
    "looks": _("How I look at vacancies"),
    "saved": _("Vacancies I have put aside"),
    "hints": _("Vacancies I was told of"),
    "interviews": _("My interviews"),
    "applications": _("What I have applied for"),
    "applications.answered_by": _("Applications I have answered"),
    "employers": _("Employers I speak for"),
    "employers.drafted_by": _("Employers I have put on file"),
    "employers.checked_by": _("Employers I have checked"),
    "vacancies.entered_by": _("Vacancies I have entered"),
    "vacancies.decided_by": _("Vacancies I have decided on"),
    "placements": _("Work I have found"),
    "placements.by_id": _("Work found that I have noted"),
    "minimum_wages.by_id": _("Lowest wages I have entered"),
    "singles": _("What the matchmakers have of me"),
    "singles.matchmaker_id": _("Whom I look after as a matchmaker"),
    "singles.papers_by": _("Whose papers I have seen"),
    "introductions.her_id": _("To whom I was introduced (as the woman)"),
    "introductions.his_id": _("To whom I was introduced (as the man)"),
    "introductions.matchmaker_id": _("Introductions I have made"),
    "followups": _("How I said it goes on"),
    "complaints.by_id": _("What I have complained about"),
    "complaints.about_id": _("Complaints about me"),
    "complaints.decided_by": _("Complaints I have decided"),
    "meetings.matchmaker_id": _("Meetings I have prepared"),
    "meeting_guests": _("Meetings I came to"),
    "meeting_pairs.her_id": _("Pairs proposed at meetings (as the woman)"),
    "meeting_pairs.his_id": _("Pairs proposed at meetings (as the man)"),
    "disputes.asked_by": _("Mediation I have asked for"),
    "disputes.chosen_id": _("Mediation I was chosen for"),
    "disputes.early_by": _("Disputes I have marked early"),
    "parties": _("Disputes I take part in"),
    "party_links.made_by": _("Links I have made for the other side"),
    "party_links.used_by": _("Links to a dispute I have used"),
    "unfit_mediators": _("Disputes I do not mediate"),
    "unfit_mediators.by_id": _("Mediators I have declined"),
    "room_words.by_id": _("What I have said in mediation"),
    "sittings.by_id": _("Sessions I have proposed"),
    "pacts.by_id": _("Agreements I have drafted"),
    "harms": _("Harm I have told of"),
    "harms.taken_by": _("Harm I have seen to"),
    "harms.reported_by": _("Harm I have reported"),
}
COLUMNS: dict[str, Word] = {
    "accepted": pgettext("kept", "Accepted"),
    "act": pgettext("kept", "Way"),
    "address": pgettext("kept", "Address"),
    "after": pgettext("kept", "After"),
    "again": pgettext("kept", "Why once more"),
    "agreed": pgettext("kept", "Agreed"),
    "answer": pgettext("kept", "Answer"),
    "answered": pgettext("kept", "Answered"),
    "application_id": pgettext("kept", "Application no."),
    "at": pgettext("kept", "When"),
    "avoid": pgettext("kept", "Never introduce me to"),
    "away_until": pgettext("kept", "Away until"),
    "back": pgettext("kept", "Back since"),
    "before": pgettext("kept", "Before"),
    "begins": pgettext("kept", "Begins"),
    "body": pgettext("kept", "Content"),
    "born": pgettext("kept", "Born in"),
    "calmed": pgettext("kept", "Called off"),
    "case_id": pgettext("kept", "Report no."),
    "category": pgettext("kept", "Category"),
    "changed": pgettext("kept", "Changed"),
    "chat_id": pgettext("kept", "Chat no."),
    "checked": pgettext("kept", "Checked"),
    "confirmed": pgettext("kept", "Confirmed"),
    "consented": pgettext("kept", "Agreed since"),
    "contact": pgettext("kept", "Contact since"),
    "contact_name": pgettext("kept", "Contact"),
    "content": pgettext("kept", "Work"),
    "danger": pgettext("kept", "In danger of"),
    "day": pgettext("kept", "Day"),
    "days": pgettext("kept", "After days"),
    "decided": pgettext("kept", "Decided"),
    "died": pgettext("kept", "Died"),
    "dispatched": pgettext("kept", "Handed on"),
    "done": pgettext("kept", "Done"),
    "door": pgettext("kept", "Door"),
    "drawn": pgettext("kept", "Pairs found"),
    "due": pgettext("kept", "Due"),
    "early": pgettext("kept", "Early mark"),
    "ended": pgettext("kept", "Ended"),
    "expected": pgettext("kept", "Expected"),
    "expires": pgettext("kept", "Expires"),
    "facts": pgettext("kept", "Details"),
    "form": pgettext("kept", "Form"),
    "frozen": pgettext("kept", "Held since"),
    "given": pgettext("kept", "Given"),
    "gone": pgettext("kept", "Left"),
    "heard": pgettext("kept", "Heard"),
    "her_answer": pgettext("kept", "Answer"),
    "her_answered": pgettext("kept", "Answered"),
    "hers": pgettext("kept", "Still there, as I said"),
    "his_answer": pgettext("kept", "Answer"),
    "his_answered": pgettext("kept", "Answered"),
    "home_id": pgettext("kept", "Home"),
    "hopes": pgettext("kept", "Hopes"),
    "hour": pgettext("kept", "Yuan an hour"),
    "hours": pgettext("kept", "Hours"),
    "how": pgettext("kept", "How"),
    "id": pgettext("kept", "No."),
    "introduction_id": pgettext("kept", "Introduction no."),
    "joined": pgettext("kept", "Joined"),
    "kept": pgettext("kept", "Kept as"),
    "kind": pgettext("kept", "Kind"),
    "language": pgettext("kept", "Language"),
    "lines": pgettext("kept", "Lines"),
    "longer": pgettext("kept", "Longer"),
    "made": pgettext("kept", "Made"),
    "matter": pgettext("kept", "Matter"),
    "may_tell": pgettext("kept", "What they may be told"),
    "meeting_id": pgettext("kept", "Meeting no."),
    "meets": pgettext("kept", "Meeting at"),
    "message_id": pgettext("kept", "Message no."),
    "met": pgettext("kept", "Met"),
    "month": pgettext("kept", "Yuan a month"),
    "name": pgettext("kept", "Name"),
    "needs": pgettext("kept", "To be looked after besides"),
    "note": pgettext("kept", "Note"),
    "notice": pgettext("kept", "Notice"),
    "number": pgettext("kept", "Number"),
    "office": pgettext("kept", "Office"),
    "opened": pgettext("kept", "Open since"),
    "opposite": pgettext("kept", "The other side"),
    "papers_seen": pgettext("kept", "Papers seen"),
    "part": pgettext("kept", "Part"),
    "paused": pgettext("kept", "Paused since"),
    "pay": pgettext("kept", "Pay hoped for"),
    "pay_from": pgettext("kept", "Pay from"),
    "pay_to": pgettext("kept", "Pay to"),
    "people": pgettext("kept", "People"),
    "perform_by": pgettext("kept", "To be done by"),
    "phone": pgettext("kept", "Telephone"),
    "shown": pgettext("kept", "Shown to the employer"),
    "photo_shown": pgettext("kept", "Photo shown"),
    "place_id": pgettext("kept", "Place"),
    "places": pgettext("kept", "Places"),
    "post": pgettext("kept", "Post"),
    "profile": pgettext("kept", "About me"),
    "purpose": pgettext("kept", "Purpose"),
    "quiet_from": pgettext("kept", "Quiet from"),
    "quiet_until": pgettext("kept", "Quiet until"),
    "reach": pgettext("kept", "Places within reach"),
    "reason": pgettext("kept", "Reason"),
    "refused": pgettext("kept", "Refused"),
    "reported": pgettext("kept", "Reported"),
    "reported_to": pgettext("kept", "Reported to"),
    "rests_until": pgettext("kept", "Rests until"),
    "result": pgettext("kept", "Result"),
    "revoked": pgettext("kept", "Taken back"),
    "role": pgettext("kept", "Role"),
    "roles": pgettext("kept", "Roles"),
    "round": pgettext("kept", "Round"),
    "said": pgettext("kept", "Said"),
    "others": _("other rows"),
    "same": pgettext("kept", "Known already"),
    "score": pgettext("kept", "Fit of 1000"),
    "sent": pgettext("kept", "Sent"),
    "settle": pgettext("kept", "What would settle it"),
    "sex": pgettext("kept", "Sex"),
    "shift": pgettext("kept", "Shift"),
    "shift_id": pgettext("kept", "Shift no."),
    "side": pgettext("kept", "Side"),
    "signed": pgettext("kept", "Signed"),
    "simple": pgettext("kept", "Simple menu since"),
    "since": pgettext("kept", "Since"),
    "skills": pgettext("kept", "Skills"),
    "solved": pgettext("kept", "Solved"),
    "sort": pgettext("kept", "Sort"),
    "sorting": pgettext("kept", "What comes first"),
    "source": pgettext("kept", "Source"),
    "spoken_as": pgettext("kept", "Spoken as"),
    "spot": pgettext("kept", "Where"),
    "stage": pgettext("kept", "Stage"),
    "state": pgettext("kept", "State"),
    "step": pgettext("kept", "Step"),
    "stop": pgettext("kept", "Stop or street"),
    "stopped": pgettext("kept", "Stopped"),
    "story": pgettext("kept", "Story"),
    "subject": pgettext("kept", "About"),
    "taken": pgettext("kept", "Taken"),
    "telegram_id": pgettext("kept", "Telegram no."),
    "text": pgettext("kept", "Text"),
    "told": pgettext("kept", "Told of new ones since"),
    "total": pgettext("kept", "Altogether"),
    "trade": pgettext("kept", "Trade"),
    "trades": pgettext("kept", "Trades"),
    "unreachable": pgettext("kept", "Unreachable since"),
    "until": pgettext("kept", "Until"),
    "upheld": pgettext("kept", "Found right"),
    "upto": pgettext("kept", "Done up to"),
    "used": pgettext("kept", "Used"),
    "vacancy_id": pgettext("kept", "Vacancy no."),
    "valid_until": pgettext("kept", "Valid until"),
    "verified": pgettext("kept", "Verified"),
    "version": pgettext("kept", "Version"),
    "way": pgettext("kept", "Way"),
    "well": pgettext("kept", "Said to be well"),
    "what": pgettext("kept", "What"),
    "why": pgettext("kept", "Why"),
    "withdrawn": pgettext("kept", "Withdrawn"),
    "witness": pgettext("kept", "Heard by"),
    "words": pgettext("kept", "Words"),
}


def readable(
    tx: Tx,
    found: Mapping[str, Sequence[Row]],
    language: str,
    codes: Codes,
) -> str:
    """Each kind of row under its heading, a line for each value; of what is empty, nothing.

    Of `codes`, by their table and column, the words are said.
    """
    zone = ZoneInfo(places.roots(tx)[0].zone)
    parts = [MARK + _("What we keep about you").to(language)]
    for part, rows in found.items():
        if rows:
            table = part.partition(".")[0]
            parts.append(f"■ {TABLES[part].to(language)} ({len(rows)})")
            parts += [
                "\n".join(_lines(tx, _worded(table, row, codes, language), zone, language))
                for row in rows
            ]
    parts.append(_("Of anything else nothing is kept about you.").to(language))
    return "\n\n".join(parts) + "\n"


def _worded(table: str, row: Row, codes: Codes, language: str) -> Row:
    """A row with words in place of its codes."""
    words = {name: codes.get(f"{table}.{name}", {}).get(value) for name, value in row.items()}
    return row | {name: word.to(language) for name, word in words.items() if word}


def _lines(tx: Tx, row: Row, zone: ZoneInfo, language: str) -> list[str]:
    colon = _(": ").to(language)
    return [
        f"{COLUMNS[name].to(language)}{colon}{_said(tx, name, value, zone)}"
        for name, value in row.items()
    ]


def _said(tx: Tx, name: str, value: Any, zone: ZoneInfo) -> str:
    if value is None:
        return "–"
    if name in TIMES:
        return f"{datetime.fromisoformat(value).astimezone(zone):%Y-%m-%d %H:%M}"
    place = places.get(tx, value) if name in PLACES else None
    return label(tx, place) if place else str(value)
