-- Daily check-ins, their ladders and helpers.

CREATE TABLE checkin_plans (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL UNIQUE REFERENCES people (id), -- who is asked each morning
    way TEXT NOT NULL, -- chat: by a message; round: somebody phones or knocks
    opens {int} NOT NULL, -- minutes of the day where they live: from then on any word of theirs counts
    closes {int} NOT NULL, -- until then: now they are asked
    entered_by {int} REFERENCES people (id), -- who entered them; none: they did so themselves
    keys {blob}, -- who has a key
    hearing {blob}, -- how to speak with them
    illness {blob}, -- with a consent of its own
    advice {blob}, -- what to do when nobody opens
    family {int}, -- since when their family hears each morning
    paused_until {int}, -- by the staff; what they say themselves stands in people.away_until
    paused_why TEXT, -- hospital, other
    paused_by {int} REFERENCES people (id),
    revision {int} NOT NULL,
    made {int} NOT NULL,
    ended {int},
    why TEXT -- left, died
){strict};

CREATE TABLE checkin_rungs (
    id {int} PRIMARY KEY NOT NULL,
    plan_id {int} NOT NULL REFERENCES checkin_plans (id), -- without rows of its own: the usual ones
    position {int} NOT NULL,
    after {int} NOT NULL, -- minutes after the question
    who TEXT NOT NULL, -- again, contact, near, grid, duty
    UNIQUE (plan_id, position)
){strict};

CREATE TABLE checkin_helpers (
    id {int} PRIMARY KEY NOT NULL,
    plan_id {int} NOT NULL REFERENCES checkin_plans (id),
    person_id {int} NOT NULL REFERENCES people (id),
    part TEXT NOT NULL, -- contact, neighbour, family, caller
    asked {int} NOT NULL,
    agreed {int},
    declined {int},
    UNIQUE (plan_id, person_id, part)
){strict};
CREATE INDEX checkin_helpers_of ON checkin_helpers (person_id);

CREATE TABLE checkin_days (
    id {int} PRIMARY KEY NOT NULL,
    plan_id {int} NOT NULL REFERENCES checkin_plans (id),
    person_id {int} NOT NULL REFERENCES people (id), -- whom it is about
    place_id {int} NOT NULL REFERENCES places (id), -- where they lived then
    day TEXT NOT NULL, -- the local date
    state TEXT NOT NULL, -- asked, climbing, held, ended
    rung {int} NOT NULL, -- the last that has heard of it; 0: none yet
    next_at {int}, -- when the next step is due
    asked {int}, -- when the question was put
    heard {int}, -- when they sent something that a human must listen to
    held_up {int}, -- when a late step last waited for what was written meanwhile
    alarmed {int}, -- when the first helper was told
    taken {int}, -- when somebody said that they look after it
    taken_by {int} REFERENCES people (id),
    outcome TEXT, -- how it ended: touched, answered, well, help, ambulance, paused, missed, dropped
    ended {int},
    ended_by {int} REFERENCES people (id), -- the helper who said so
    revision {int} NOT NULL,
    made {int} NOT NULL,
    UNIQUE (plan_id, day)
){strict};
CREATE INDEX checkin_days_open ON checkin_days (plan_id) WHERE ended IS NULL;
CREATE INDEX checkin_days_taken ON checkin_days (taken_by) WHERE ended IS NULL;
CREATE INDEX checkin_days_at ON checkin_days (place_id, day);
CREATE INDEX checkin_days_made ON checkin_days (made);

CREATE TABLE checkin_alerts (
    id {int} PRIMARY KEY NOT NULL,
    day_id {int} NOT NULL REFERENCES checkin_days (id),
    person_id {int} NOT NULL REFERENCES people (id),
    rung {int} NOT NULL, -- on which they heard of it, the last time
    who TEXT NOT NULL, -- as what: contact, near, grid, duty
    told {int} NOT NULL,
    said TEXT, -- coming, unanswered, closed
    UNIQUE (day_id, person_id)
){strict};
CREATE INDEX checkin_alerts_of ON checkin_alerts (person_id);

CREATE TABLE checkin_links (
    id {int} PRIMARY KEY NOT NULL,
    digest {blob} NOT NULL UNIQUE, -- keyed hash of the token
    plan_id {int} NOT NULL REFERENCES checkin_plans (id),
    part TEXT NOT NULL, -- as what one says yes: contact, neighbour, family
    made_by {int} NOT NULL REFERENCES people (id),
    made {int} NOT NULL,
    expires {int} NOT NULL,
    used_by {int} REFERENCES people (id),
    used {int}
){strict};
CREATE INDEX checkin_links_of ON checkin_links (plan_id);

CREATE TABLE checkin_greetings (
    id {int} PRIMARY KEY NOT NULL,
    plan_id {int} NOT NULL REFERENCES checkin_plans (id),
    person_id {int} NOT NULL REFERENCES people (id), -- who sends it
    message_id {int}, -- its number in the chat of who sent it, where it stays; none: not sent yet
    made {int} NOT NULL,
    UNIQUE (plan_id, person_id)
){strict};

CREATE TABLE checkin_boards (
    place_id {int} PRIMARY KEY NOT NULL REFERENCES places (id),
    at {int} NOT NULL, -- of when what its board says is
    looked {int} NOT NULL -- when somebody asked for it last
){strict};
