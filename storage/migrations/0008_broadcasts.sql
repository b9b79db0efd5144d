-- Broadcasts and what became of each.

CREATE TABLE broadcasts (
    id {int} PRIMARY KEY NOT NULL,
    author_id {int} NOT NULL REFERENCES people (id),
    place_id {int} NOT NULL REFERENCES places (id), -- the narrowest that holds all it goes to
    words {blob} NOT NULL,
    photo_id {int} REFERENCES media (id),
    target TEXT, -- the kind of thing its button leads to; none: no button
    target_id {int},
    receipt {int} NOT NULL, -- whether readers are asked to say that they have read it
    audience TEXT NOT NULL, -- as JSON: places, and roles, teams, interests, language if not all; groups
    stage TEXT NOT NULL, -- draft, asked, scheduled, running, paused, done, cancelled, stale
    second_id {int} REFERENCES people (id), -- who has approved it
    at {int}, -- when it is to begin; none: at once
    good_until {int}, -- after that it goes to nobody any more
    shown {int}, -- when its progress was last drawn
    outcome TEXT, -- as JSON, how many came to what: once its recipients are forgotten
    revision {int} NOT NULL,
    made {int} NOT NULL,
    begun {int},
    ended {int}
){strict};
CREATE INDEX broadcasts_by ON broadcasts (author_id, id);
CREATE INDEX broadcasts_at ON broadcasts (place_id, id);
CREATE INDEX broadcasts_going ON broadcasts (id) WHERE stage IN ('scheduled', 'running');
CREATE INDEX broadcasts_to ON broadcasts (target_id) WHERE target_id IS NOT NULL;
CREATE INDEX broadcasts_ended ON broadcasts (ended) WHERE ended IS NOT NULL;

CREATE TABLE recipients (
    id {int} PRIMARY KEY NOT NULL,
    broadcast_id {int} NOT NULL REFERENCES broadcasts (id),
    person_id {int} NOT NULL REFERENCES people (id),
    state TEXT NOT NULL, -- waiting, handed, resting, and how it ended
    letter_id {int}, -- of the outbox
    receipt {int}, -- when they said that they have read it
    UNIQUE (person_id, broadcast_id)
){strict};
CREATE INDEX recipients_in ON recipients (broadcast_id, state, id);

CREATE TABLE postings ( -- of a broadcast in groups and channels
    id {int} PRIMARY KEY NOT NULL,
    broadcast_id {int} NOT NULL REFERENCES broadcasts (id),
    group_id {int} NOT NULL, -- a duty group, which may be forgotten meanwhile
    state TEXT NOT NULL, -- as of recipients
    letter_id {int},
    UNIQUE (broadcast_id, group_id)
){strict};

CREATE TABLE interests ( -- what somebody wants to hear of
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    interest TEXT NOT NULL,
    made {int} NOT NULL,
    UNIQUE (person_id, interest)
){strict};
