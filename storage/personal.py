"""Everything kept about one person: listed here once, to be handed out and to be erased.

Who adds a column that refers to people or to cases adds it here (tests/storage). The lists are
walked when somebody asks for their data, which is rare: no index is kept for that alone.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from storage import media, outbox, people
from storage.people import Person
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Part:
    """The columns of a table that are about the person whom one of its columns names."""

    table: str
    owner: str
    columns: tuple[str, ...]
    sealed: frozenset[str] = frozenset()
    erased: bool = True  # what is not erased keeps an id of which nothing is known any more

    @property
    def key(self) -> str:
        """What it is called where it is handed out."""
        own = self.owner in ("id", "person_id")
        return self.table if own else f"{self.table}.{self.owner}"


PARTS = (
    Part(
        "people",
        "id",
        (
            *("id", "telegram_id", "chat_id", "name", "phone", "language", "home_id"),
            *("consented", "unreachable", "back", "stopped", "quiet_from", "quiet_until", "simple"),
            *("died", "verified", "well", "away_until", "made"),
        ),
        frozenset({"name", "phone"}),
        erased=False,
    ),
    Part("people", "entered_by", ("id", "made"), erased=False),
    Part(
        "consents",
        "person_id",
        ("id", "purpose", "given", "how", "witness", "withdrawn"),
        frozenset({"witness"}),
    ),
    Part("consents", "recorded_by", ("id", "purpose", "given", "how"), erased=False),
    Part("roles", "person_id", ("id", "role", "place_id", "since", "until")),
    Part("roles", "given_by", ("id", "role", "place_id", "since", "until"), erased=False),
    Part("invitations", "made_by", ("id", "role", "place_id", "made", "expires"), erased=False),
    Part("roles", "ended_by", ("id", "role", "place_id", "since", "until"), erased=False),
    Part("invitations", "used_by", ("id", "role", "place_id", "used"), erased=False),
    Part("invitations", "revoked_by", ("id", "role", "place_id", "revoked"), erased=False),
    Part("drafts", "person_id", ("id", "form", "body", "changed"), frozenset({"body"})),
    Part("shown", "person_id", ("id", "message_id", "kind", "subject", "made")),
    Part("outbox", "person_id", ("id", "act", "body", "state", "made"), frozenset({"body"})),
    Part(
        "cases",
        "reporter_id",
        ("id", "number", "kind", "category", "place_id", "stage", "story", "result", "made"),
        frozenset({"story"}),
        erased=False,
    ),
    Part("cases", "speaker_id", ("id", "number", "stage", "spoken_as", "made"), erased=False),
    Part("cases", "responsible_id", ("id", "number", "stage", "dispatched"), erased=False),
    Part(
        "timeline",
        "who_id",
        ("id", "case_id", "at", "step", "stage", "note"),
        frozenset({"note"}),
        erased=False,
    ),
    Part("timeline", "responsible_id", ("id", "case_id", "at", "step"), erased=False),
    Part(
        "resting",
        "person_id",
        ("id", "notice", "subject", "facts", "made"),
        frozenset({"facts"}),
    ),
    Part(
        "imports",
        "person_id",
        (
            "id",
            "state",
            "body",
            "places",
            "people",
            "roles",
            "others",
            "same",
            "total",
            "upto",
            "made",
        ),
        frozenset({"body"}),
    ),
    Part(
        "chores",
        "person_id",
        ("id", "kind", "subject", "facts", "state", "made", "done"),
        frozenset({"facts"}),
    ),
    Part("routes", "person_id", ("id", "category", "place_id", "role"), erased=False),
    Part("changes", "who_id", ("id", "at", "what", "subject", "before", "after"), erased=False),
    Part("dues", "responsible_id", ("id", "case_id", "part", "due", "met"), erased=False),
    Part("feedback", "called_by", ("id", "case_id", "round", "solved", "at"), erased=False),
    Part("shifts", "person_id", ("id", "place_id", "day", "shift"), erased=False),
    Part("swaps", "from_id", ("id", "shift_id", "made", "decided", "accepted"), erased=False),
    Part("swaps", "to_id", ("id", "shift_id", "made", "decided", "accepted"), erased=False),
    Part(
        "handovers",
        "from_id",
        ("id", "place_id", "note", "made", "confirmed"),
        frozenset({"note"}),
        erased=False,
    ),
    Part("handovers", "to_id", ("id", "place_id", "made", "confirmed"), erased=False),
    Part("pushes", "person_id", ("id", "day", "sent")),
    Part("reads", "about_id", ("id", "role", "place_id", "case_id", "why", "at")),
    Part("reads", "reader_id", ("id", "role", "place_id", "why", "lines", "at"), erased=False),
    Part(
        "externals",
        "who_id",
        ("id", "case_id", "way", "office", "number", "at"),
        frozenset({"office", "number"}),
        erased=False,
    ),
    Part("duty_groups", "added_by", ("id", "place_id", "made"), erased=False),
    Part("duty_groups", "bound_by", ("id", "place_id"), erased=False),
    Part("followers", "person_id", ("id", "case_id", "made")),
    Part("outages", "by_id", ("id", "case_id", "matter", "expected", "made"), erased=False),
    Part("thanks", "person_id", ("id", "case_id", "made")),
    Part("wrong_links", "person_id", ("id", "at")),
    Part("alerts", "person_id", ("id", "place_id", "danger", "made", "taken", "calmed")),
    Part("alerts", "taken_by", ("id", "place_id", "made", "taken"), erased=False),
    Part(
        "wishes",
        "person_id",
        ("id", "place_id", "matter", "words", "made", "taken", "ended"),
        frozenset({"words"}),
    ),
    Part("sentences", "person_id", ("id", "words", "door", "made"), frozenset({"words"})),
    Part(
        "inquiries",
        "person_id",
        ("id", "place_id", "door", "words", "made", "ended", "answer"),
        frozenset({"words", "answer"}),
    ),
    Part("inquiries", "answered_by", ("id", "place_id", "door", "ended"), erased=False),
    Part("examples", "by_id", ("id", "door", "words", "made"), frozenset({"words"}), erased=False),
    Part("media", "person_id", ("id", "kind", "kept", "made")),
    Part("wishes", "taken_by", ("id", "place_id", "made", "taken"), erased=False),
    Part(
        "singles",
        "person_id",
        (
            *("id", "place_id", "sex", "born", "stage", "profile", "hopes", "avoid"),
            *("photo_shown", "papers_seen", "frozen", "rests_until", "made", "ended"),
        ),
        frozenset({"profile", "hopes", "avoid"}),
        erased=False,  # who leaves is taken out of it first: what stays is that there was one
    ),
    Part("singles", "matchmaker_id", ("id", "stage", "made"), erased=False),
    Part("singles", "papers_by", ("id", "papers_seen"), erased=False),
    Part(
        "introductions",
        "her_id",
        ("id", "stage", "reason", "her_answer", "her_answered", "contact", "made", "ended"),
        frozenset({"reason"}),
        erased=False,
    ),
    Part(
        "introductions",
        "his_id",
        ("id", "stage", "reason", "his_answer", "his_answered", "contact", "made", "ended"),
        frozenset({"reason"}),
        erased=False,
    ),
    Part(
        "introductions",
        "matchmaker_id",
        ("id", "stage", "reason", "again", "made", "ended"),
        frozenset({"reason", "again"}),
        erased=False,
    ),
    Part("followups", "person_id", ("id", "introduction_id", "days", "said", "made", "at")),
    Part(
        "complaints",
        "by_id",
        ("id", "introduction_id", "place_id", "words", "upheld", "made", "decided"),
        frozenset({"words"}),
        erased=False,
    ),
    Part("complaints", "about_id", ("id", "place_id", "upheld", "made", "decided"), erased=False),
    Part("complaints", "decided_by", ("id", "place_id", "upheld", "decided"), erased=False),
    Part(
        "meetings",
        "matchmaker_id",
        ("id", "place_id", "name", "day", "drawn", "made"),
        frozenset({"name"}),
        erased=False,
    ),
    Part("meeting_guests", "person_id", ("id", "meeting_id")),
    Part("meeting_pairs", "her_id", ("id", "meeting_id", "score")),
    Part("meeting_pairs", "his_id", ("id", "meeting_id", "score")),
    # Who speaks for an employer is taken out of it by the rule that closes its vacancies.
    Part(
        "employers",
        "person_id",
        ("id", "name", "kind", "place_id", "address", "contact_name", "phone", "stage", "made"),
        frozenset({"name", "address", "contact_name", "phone"}),
        erased=False,
    ),
    Part("employers", "drafted_by", ("id", "source", "made"), erased=False),
    Part("employers", "checked_by", ("id", "stage", "checked"), erased=False),
    Part(
        "vacancies",
        "entered_by",
        (
            *("id", "post", "number", "content", "hours", "stop", "pay_from", "pay_to"),
            *("contact_name", "phone", "source", "stage", "note", "valid_until", "made"),
        ),
        frozenset({"post", "content", "stop", "contact_name", "phone", "source", "note"}),
        erased=False,
    ),
    Part("vacancies", "decided_by", ("id", "stage", "opened"), erased=False),
    Part("placements", "person_id", ("id", "vacancy_id", "place_id", "hers", "made"), erased=False),
    Part("placements", "by_id", ("id", "vacancy_id", "made"), erased=False),
    Part("minimum_wages", "by_id", ("id", "month", "hour", "made"), erased=False),
    Part(
        "disputes",
        "asked_by",
        ("id", "case_id", "opposite", "name", "may_tell", "settle"),
        frozenset({"name", "may_tell", "settle"}),
        erased=False,
    ),
    Part("disputes", "chosen_id", ("id", "case_id"), erased=False),
    Part("disputes", "early_by", ("id", "case_id", "early"), erased=False),
    Part(
        "parties",
        "person_id",
        ("id", "case_id", "side", "joined", "agreed", "refused", "gone", "heard", "longer"),
        erased=False,
    ),
    Part("party_links", "made_by", ("id", "case_id", "made", "expires"), erased=False),
    Part("party_links", "used_by", ("id", "case_id", "used"), erased=False),
    Part("unfit_mediators", "person_id", ("id", "case_id", "why", "at"), erased=False),
    Part("unfit_mediators", "by_id", ("id", "case_id", "why", "at"), erased=False),
    Part(
        "room_words",
        "by_id",
        ("id", "case_id", "way", "text", "at"),
        frozenset({"text"}),
        erased=False,
    ),
    Part(
        "sittings",
        "by_id",
        ("id", "case_id", "way", "begins", "spot", "made"),
        frozenset({"spot"}),
        erased=False,
    ),
    Part(
        "pacts",
        "by_id",
        ("id", "case_id", "version", "text", "perform_by", "made", "signed"),
        frozenset({"text"}),
        erased=False,
    ),
    Part("harms", "person_id", ("id", "place_id", "case_id", "sort", "made"), erased=False),
    Part("harms", "taken_by", ("id", "place_id", "sort", "made", "taken"), erased=False),
    Part(
        "harms",
        "reported_by",
        ("id", "sort", "reported", "reported_to"),
        frozenset({"reported_to"}),
        erased=False,
    ),
    Part(
        "seekers",
        "person_id",
        (
            *("id", "trades", "hours", "reach", "pay", "skills", "needs"),
            *("told", "paused", "made"),
        ),
        frozenset({"skills", "needs"}),
    ),
    Part("wants", "person_id", ("id", "trade", "place_id")),
    Part(
        "looks",
        "person_id",
        ("id", "sorting", "trade", "place_id", "hours", "pay", "words", "changed"),
        frozenset({"words"}),
    ),
    Part("saved", "person_id", ("id", "vacancy_id", "made")),
    Part("hints", "person_id", ("id", "vacancy_id", "made")),
    Part(  # before what they are about
        "interviews",
        "person_id",
        ("id", "application_id", "meets", "spot", "agreed", "made"),
        frozenset({"spot"}),
    ),
    Part(
        "applications",
        "person_id",
        ("id", "vacancy_id", "stage", "answered", "shown", "note", "made"),
        frozenset({"shown", "note"}),
    ),
    Part("applications", "answered_by", ("id", "vacancy_id", "stage", "answered"), erased=False),
)
# Of what there is one a person: the other column of the unique index.
ONE_EACH = (
    ("followers", "case_id"),
    *(("placements", "vacancy_id"), ("applications", "vacancy_id")),
    *(("saved", "vacancy_id"), ("hints", "vacancy_id")),
)
OF_CASES = (
    ("reads", "case_id"),
    *(("media", "case_id"), ("timeline", "case_id")),
    *(("rounds", "case_id"), ("dues", "case_id"), ("feedback", "case_id")),
    ("externals", "case_id"),
    *(("followers", "case_id"), ("merges", "case_id"), ("merges", "leading_id")),
    *(("outages", "case_id"), ("thanks", "case_id")),
    *(("disputes", "case_id"), ("parties", "case_id"), ("party_links", "case_id")),
    *(("unfit_mediators", "case_id"), ("room_words", "case_id"), ("sittings", "case_id")),
    ("pacts", "case_id"),
)
TIMES = frozenset(
    {
        "at",
        "agreed",
        "back",
        "begins",
        "early",
        "gone",
        "heard",
        "joined",
        "longer",
        "perform_by",
        "refused",
        "reported",
        "signed",
        "taken",
        "answered",
        "away_until",
        "calmed",
        "changed",
        "checked",
        "confirmed",
        "consented",
        "contact",
        "decided",
        "died",
        "dispatched",
        "done",
        "drawn",
        "due",
        "ended",
        "expected",
        "expires",
        "frozen",
        "given",
        "her_answered",
        "his_answered",
        "made",
        "meets",
        "met",
        "paused",
        "opened",
        "papers_seen",
        "rests_until",
        "simple",
        "revoked",
        "since",
        "stopped",
        "told",
        "unreachable",
        "until",
        "used",
        "verified",
        "well",
        "withdrawn",
    }
)


def export(tx: Tx, person: Person) -> str:
    """Everything kept about the person, readable, as JSON."""
    return json.dumps(gathered(tx, person), ensure_ascii=False, indent=1)


def gathered(tx: Tx, person: Person) -> dict[str, list[dict[str, Any]]]:
    """Everything kept about the person, by what it is and whose name it goes by there."""
    found: dict[str, list[dict[str, Any]]] = {}
    for part in PARTS:
        rows = tx.all(
            f"SELECT id, {', '.join(part.columns)} FROM {part.table} WHERE {part.owner} = :person",
            person=person.id,
        )
        found[part.key] = [_readable(tx, part, row[0], row[1:]) for row in rows]
    return found


def _readable(tx: Tx, part: Part, row_id: int, row: tuple[Any, ...]) -> dict[str, Any]:
    values = dict(zip(part.columns, row, strict=True))
    for column in part.sealed:
        values[column] = tx.cipher.open_or_none(values[column], part.table, column, row_id)
    for column in TIMES & values.keys():
        at = values[column]
        values[column] = at and datetime.fromtimestamp(at / 1000, UTC).isoformat("T", "seconds")
    return values


def erase(tx: Tx, person: Person, now: int) -> None:
    """Delete everything about the person; their row stays as a bare id, with the time of it."""
    tx.erased.add(person.id)
    media.take_portrait(tx, person.id, now)
    if person.chat_id is not None:
        outbox.drop_copies(tx, person.chat_id, now)
    _clear(tx, person)
    tx.do(
        "UPDATE people SET telegram_id = NULL, chat_id = NULL, name = NULL, phone = NULL,"
        " phone_digest = NULL, home_id = NULL, consented = NULL, unreachable = NULL, back = NULL,"
        " stopped = NULL, quiet_from = NULL, quiet_until = NULL, simple = NULL,"
        " entered_by = NULL, died = NULL, verified = NULL, well = NULL,"
        " away_until = NULL, menu = NULL, erased = :now WHERE id = :person",
        person=person.id,
        now=now,
    )


def forget(tx: Tx, person: Person) -> None:
    """Delete even the row of somebody who has agreed to nothing: nobody else refers to it."""
    _clear(tx, person)
    tx.do("DELETE FROM people WHERE id = :person", person=person.id)


def hand_to(tx: Tx, old: Person, new: Person) -> None:
    """Let all that was somebody's be somebody else's, and delete the first one's row."""
    for held in new.roles:
        tx.do(
            "DELETE FROM roles WHERE person_id = :old AND role = :role AND place_id = :place"
            " AND until IS NULL",
            old=old.id,
            role=held.role,
            place=held.place_id,
        )
    tx.do("DELETE FROM drafts WHERE person_id = :old", old=old.id)
    for table, column in ONE_EACH:
        tx.do(
            f"DELETE FROM {table} WHERE person_id = :old"
            f" AND {column} IN (SELECT {column} FROM {table} WHERE person_id = :new)",
            old=old.id,
            new=new.id,
        )
    for part in PARTS:
        if part.owner != "id":
            tx.do(
                f"UPDATE {part.table} SET {part.owner} = :new WHERE {part.owner} = :old",
                old=old.id,
                new=new.id,
            )
    # Who spoke for somebody and is them after all speaks for nobody.
    tx.do(
        "UPDATE cases SET speaker_id = NULL, spoken_as = NULL"
        " WHERE reporter_id = :new AND speaker_id = :new",
        new=new.id,
    )
    tx.do("UPDATE timers SET subject = :new WHERE subject = :old", old=old.id, new=new.id)
    tx.do("DELETE FROM people WHERE id = :old", old=old.id)
    tx.touched.add((people.MENU, new.id))


def _clear(tx: Tx, person: Person) -> None:
    for part in PARTS:
        if part.erased:
            tx.do(f"DELETE FROM {part.table} WHERE {part.owner} = :person", person=person.id)
    tx.do("DELETE FROM timers WHERE subject = :person", person=person.id)
    for set_aside, sealed in tx.all("SELECT id, body FROM set_aside WHERE body IS NOT NULL"):
        if str(person.telegram_id) in tx.cipher.open(sealed, "set_aside", "body", set_aside):
            tx.do("DELETE FROM set_aside WHERE id = :id", id=set_aside)


def remove_case(tx: Tx, case_id: int, now: int) -> None:
    """Delete a case with all that hangs on it."""
    media.take_away(tx, case_id, now)
    for table, column in OF_CASES:
        tx.do(f"DELETE FROM {table} WHERE {column} = :case", case=case_id)
    tx.do("DELETE FROM timers WHERE subject = :case", case=case_id)
    tx.do("DELETE FROM cases WHERE id = :case", case=case_id)
