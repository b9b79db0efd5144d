-- Disputes, their parties and what they settle.

CREATE TABLE disputes (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} NOT NULL UNIQUE REFERENCES cases (id),
    asked_by {int} NOT NULL REFERENCES people (id), -- side a: who asks for mediation
    origin TEXT NOT NULL, -- team, council: counted apart
    opposite TEXT NOT NULL, -- neighbour, family, property, other
    name {blob}, -- with whom it is; none: a talk at the door, no mediation
    may_tell {blob}, -- exactly what the other side may be told
    settle {blob}, -- what would settle it
    level {int} NOT NULL, -- 1: the neighbours' mediators, 2: the community's, 3: the subdistrict's
    chosen_id {int} REFERENCES people (id), -- the mediator a party asks for
    early {int}, -- since when it is marked as what might become a petition
    early_by {int} REFERENCES people (id),
    defused {int} -- when that was over
){strict};
CREATE INDEX disputes_early ON disputes (early) WHERE early IS NOT NULL;

CREATE TABLE parties (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} NOT NULL REFERENCES cases (id),
    side TEXT NOT NULL, -- a: who asked for it; b: the other one
    person_id {int} NOT NULL REFERENCES people (id),
    joined {int} NOT NULL,
    agreed {int}, -- when they agreed to be mediated
    refused {int}, -- when they did not
    gone {int}, -- when they left
    heard {int}, -- when the mediator had heard them
    longer {int}, -- when they agreed that it may take longer
    veiled {int}, -- up to this entry their room is not for who mediates now
    UNIQUE (case_id, side)
){strict};
CREATE INDEX parties_of ON parties (person_id, id);

CREATE TABLE party_links (
    id {int} PRIMARY KEY NOT NULL,
    digest {blob} NOT NULL UNIQUE, -- keyed hash of the token
    case_id {int} NOT NULL REFERENCES cases (id),
    made_by {int} NOT NULL REFERENCES people (id),
    made {int} NOT NULL,
    expires {int} NOT NULL,
    used_by {int} REFERENCES people (id),
    used {int},
    revoked {int}
){strict};
CREATE UNIQUE INDEX party_links_out ON party_links (case_id, made_by)
    WHERE used_by IS NULL AND revoked IS NULL;

CREATE TABLE unfit_mediators (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} NOT NULL REFERENCES cases (id),
    person_id {int} NOT NULL REFERENCES people (id), -- who shall not mediate it
    why TEXT NOT NULL, -- related, passed_on, refused
    by_id {int} NOT NULL REFERENCES people (id),
    at {int} NOT NULL,
    UNIQUE (case_id, person_id)
){strict};

CREATE TABLE room_words (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} NOT NULL REFERENCES cases (id),
    side TEXT NOT NULL, -- whose room: a or b; nobody else's words ever stand in it
    way TEXT NOT NULL, -- in: to the mediator; out: from the mediator; note: the mediator's own
    by_id {int} NOT NULL REFERENCES people (id),
    text {blob},
    at {int} NOT NULL
){strict};
CREATE INDEX room_words_of ON room_words (case_id, side, id);

CREATE TABLE sittings (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} NOT NULL REFERENCES cases (id),
    way TEXT NOT NULL, -- meeting, phone
    begins {int} NOT NULL,
    spot {blob}, -- where they meet
    by_id {int} NOT NULL REFERENCES people (id),
    made {int} NOT NULL,
    agreed_a {int},
    agreed_b {int},
    offered_a {int}, -- another time that suits them
    offered_b {int},
    ended {int}, -- since when it stands no more
    how TEXT -- held, moved, cancelled
){strict};
CREATE UNIQUE INDEX sittings_standing ON sittings (case_id) WHERE ended IS NULL;
CREATE INDEX sittings_of ON sittings (case_id, id);

CREATE TABLE pacts (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} NOT NULL REFERENCES cases (id),
    version {int} NOT NULL, -- of the draft; each is a row of its own
    text {blob},
    perform_by {int}, -- until when what was agreed is to be done
    by_id {int} NOT NULL REFERENCES people (id),
    made {int} NOT NULL,
    agreed_a {int},
    agreed_b {int},
    replaced {int}, -- since when another version stands in its place
    way TEXT, -- written, oral
    signed {int}, -- or said aloud before the mediator
    kept_a {int}, -- whether it was done, as each side says
    kept_b {int},
    asked {int}, -- when they were asked for that
    UNIQUE (case_id, version)
){strict};
CREATE UNIQUE INDEX pacts_standing ON pacts (case_id) WHERE replaced IS NULL;

CREATE TABLE harms (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id), -- who said so
    place_id {int} NOT NULL REFERENCES places (id),
    case_id {int}, -- in which dispute it came up, which may be gone since
    sort TEXT NOT NULL, -- violence, domestic, minor
    made {int} NOT NULL,
    taken {int}, -- when one of the staff said that they see to it
    taken_by {int} REFERENCES people (id),
    reported {int}, -- when it was reported as the law demands
    reported_by {int} REFERENCES people (id),
    reported_to {blob}
){strict};
CREATE INDEX harms_of ON harms (person_id, id);
CREATE INDEX harms_open ON harms (made) WHERE taken IS NULL;
