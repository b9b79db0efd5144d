-- Single people, introductions and what follows.

CREATE TABLE singles (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL UNIQUE REFERENCES people (id),
    place_id {int} NOT NULL REFERENCES places (id), -- whose matchmakers look after them
    sex TEXT NOT NULL, -- with the year all that is not sealed: it narrows whom a look reads
    born {int} NOT NULL, -- the year; 0 when withdrawn
    stage TEXT NOT NULL, -- declared, open, paused, withdrawn
    matchmaker_id {int} REFERENCES people (id), -- none: any of the place may take them
    profile {blob}, -- what they say of themselves, as JSON
    hopes {blob}, -- what they hope for in the other one, as JSON
    avoid {blob}, -- to whom they are never introduced, as JSON
    photo_id {int} REFERENCES media (id),
    photo_shown TEXT, -- at which step: introduced, contact, never
    papers_seen {int}, -- by the matchmaker, never photographed
    papers_by {int} REFERENCES people (id),
    frozen {int}, -- since when, by a complaint
    rests_until {int}, -- after an introduction has ended
    revision {int} NOT NULL,
    made {int} NOT NULL,
    ended {int}
){strict};
CREATE INDEX singles_fit ON singles (sex, born) WHERE stage = 'open' AND frozen IS NULL;
CREATE INDEX singles_place ON singles (place_id, made);
CREATE INDEX singles_of ON singles (matchmaker_id, stage);
CREATE INDEX singles_at ON singles (place_id)
    WHERE matchmaker_id IS NULL AND stage <> 'withdrawn';

CREATE TABLE meetings (
    id {int} PRIMARY KEY NOT NULL,
    matchmaker_id {int} REFERENCES people (id),
    place_id {int} NOT NULL REFERENCES places (id),
    name {blob},
    day TEXT NOT NULL,
    drawn {int}, -- when pairs were last found among those present
    revision {int} NOT NULL,
    made {int} NOT NULL
){strict};
CREATE INDEX meetings_of ON meetings (matchmaker_id, day);

CREATE TABLE meeting_guests (
    id {int} PRIMARY KEY NOT NULL,
    meeting_id {int} NOT NULL REFERENCES meetings (id),
    person_id {int} NOT NULL REFERENCES people (id),
    UNIQUE (meeting_id, person_id)
){strict};
CREATE INDEX meeting_guests_of ON meeting_guests (person_id);

CREATE TABLE meeting_pairs (
    id {int} PRIMARY KEY NOT NULL,
    meeting_id {int} NOT NULL REFERENCES meetings (id),
    her_id {int} NOT NULL REFERENCES people (id),
    his_id {int} NOT NULL REFERENCES people (id),
    score {int} NOT NULL -- of a thousand
){strict};
CREATE INDEX meeting_pairs_of ON meeting_pairs (meeting_id, score);
CREATE INDEX meeting_pairs_hers ON meeting_pairs (her_id);
CREATE INDEX meeting_pairs_his ON meeting_pairs (his_id);

CREATE TABLE introductions (
    id {int} PRIMARY KEY NOT NULL,
    her_id {int} NOT NULL REFERENCES people (id),
    his_id {int} NOT NULL REFERENCES people (id),
    matchmaker_id {int} REFERENCES people (id),
    stage TEXT NOT NULL, -- asked, contact, ended
    reason {blob}, -- why the matchmaker thinks of them, as both read it
    again {blob}, -- why the same two once more
    her_answer TEXT, -- yes, no
    her_answered {int},
    his_answer TEXT,
    his_answered {int},
    contact {int}, -- when both had said yes
    ending TEXT, -- declined, silent, withdrawn, complaint, over, together
    revision {int} NOT NULL,
    made {int} NOT NULL,
    ended {int}
){strict};
CREATE UNIQUE INDEX introductions_hers ON introductions (her_id) WHERE ended IS NULL;
CREATE UNIQUE INDEX introductions_his ON introductions (his_id) WHERE ended IS NULL;
CREATE INDEX introductions_of_her ON introductions (her_id, his_id);
CREATE INDEX introductions_of_him ON introductions (his_id, her_id);
CREATE INDEX introductions_by ON introductions (matchmaker_id, stage);

CREATE TABLE followups (
    id {int} PRIMARY KEY NOT NULL,
    introduction_id {int} NOT NULL REFERENCES introductions (id),
    person_id {int} NOT NULL REFERENCES people (id),
    days {int} NOT NULL, -- after the contact: 3, 14, 60
    said TEXT, -- talking, together, over
    made {int} NOT NULL,
    at {int}, -- when it was said
    UNIQUE (introduction_id, person_id, days)
){strict};

CREATE TABLE complaints (
    id {int} PRIMARY KEY NOT NULL,
    introduction_id {int} REFERENCES introductions (id),
    by_id {int} NOT NULL REFERENCES people (id),
    about_id {int} NOT NULL REFERENCES people (id),
    place_id {int} NOT NULL REFERENCES places (id), -- whose staff decide
    words {blob},
    upheld {int}, -- what was decided
    decided_by {int} REFERENCES people (id),
    made {int} NOT NULL,
    decided {int},
    about_digest {blob} -- keyed hash: who has erased themselves is known by it, if they come back
){strict};
CREATE INDEX complaints_at ON complaints (place_id) WHERE decided IS NULL;
CREATE INDEX complaints_decided ON complaints (decided) WHERE words IS NOT NULL;
CREATE INDEX complaints_of ON complaints (about_id);
CREATE INDEX complaints_gone ON complaints (about_digest) WHERE about_digest IS NOT NULL;
CREATE UNIQUE INDEX complaints_about ON complaints (about_id, by_id) WHERE decided IS NULL;
