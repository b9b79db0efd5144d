-- The declared schema; migrations/ applied in order must give exactly this (tests/storage).
-- {int} is INTEGER or BIGINT, {blob} BLOB or BYTEA, {strict} STRICT or nothing; {bytewise}
-- is the collation by bytes, where that is not the engine's own: a range of paths needs it.
-- Times are UTC milliseconds, booleans 0 or 1, blobs sealed by storage.cipher unless said otherwise.

CREATE TABLE places (
    id {int} PRIMARY KEY NOT NULL,
    parent_id {int} REFERENCES places (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL, -- empty for a household
    label {blob}, -- of a household alone: which flat it is
    path TEXT{bytewise} NOT NULL UNIQUE, -- four characters a level: a subtree is a range
    zone TEXT NOT NULL, -- the time zone in which its deadlines run
    made {int} NOT NULL
){strict};
CREATE INDEX places_below ON places (parent_id, path);

CREATE TABLE people (
    id {int} PRIMARY KEY NOT NULL,
    telegram_id {int} UNIQUE,
    chat_id {int},
    name {blob},
    phone {blob},
    phone_digest {blob}, -- keyed hash, for equality only
    language TEXT NOT NULL,
    home_id {int} REFERENCES places (id),
    consented {int},
    unreachable {int}, -- since when nothing can be delivered
    back {int}, -- when messages began to reach them again
    stopped {int}, -- since when they want no pushes
    quiet_from {int}, -- minutes of the day; none: the usual quiet hours
    quiet_until {int},
    simple {int}, -- since when they have the simple menu
    entered_by {int} REFERENCES people (id), -- who entered them, where they did not come themselves
    verified {int}, -- since when the platform vouches that the phone is theirs
    well {int}, -- when they last said that they are well
    away_until {int}, -- how long they said they are away from home
    heard {int}, -- when they last wrote or tapped; none: nobody asks after them each day
    died {int}, -- when that was noted: since then nothing is sent
    menu {int}, -- of which commands their chat was given a menu; none: it has everybody's
    erased {int}, -- when everything else in the row was erased
    made {int} NOT NULL
){strict};
CREATE INDEX people_phone ON people (phone_digest);
CREATE INDEX people_menus ON people (id) WHERE menu IS NOT NULL;
CREATE INDEX people_strangers ON people (made) WHERE consented IS NULL AND telegram_id IS NOT NULL;
CREATE INDEX people_home ON people (home_id) WHERE home_id IS NOT NULL;

CREATE TABLE consents (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    purpose TEXT NOT NULL,
    given {int} NOT NULL,
    how TEXT NOT NULL, -- chat, oral, paper, phone
    recorded_by {int} REFERENCES people (id), -- where it was not given in the chat
    witness {blob},
    withdrawn {int}
){strict};
CREATE INDEX consents_of ON consents (person_id, purpose);

CREATE TABLE roles (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    place_id {int} NOT NULL REFERENCES places (id),
    since {int} NOT NULL,
    until {int},
    given_by {int} REFERENCES people (id),
    ended_by {int} REFERENCES people (id)
){strict};
CREATE UNIQUE INDEX roles_held ON roles (person_id, role, place_id) WHERE until IS NULL;
CREATE INDEX roles_at ON roles (place_id, role) WHERE until IS NULL;
CREATE INDEX roles_past ON roles (person_id, role) WHERE until IS NOT NULL;

CREATE TABLE invitations (
    id {int} PRIMARY KEY NOT NULL,
    digest {blob} NOT NULL UNIQUE, -- keyed hash of the token
    role TEXT NOT NULL,
    place_id {int} NOT NULL REFERENCES places (id),
    made_by {int} REFERENCES people (id),
    made {int} NOT NULL,
    expires {int} NOT NULL,
    used_by {int} REFERENCES people (id),
    used {int},
    revoked {int},
    revoked_by {int} REFERENCES people (id)
){strict};
CREATE INDEX invitations_open ON invitations (expires)
    WHERE used_by IS NULL AND revoked IS NULL;

CREATE TABLE wrong_links (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    at {int} NOT NULL
){strict};
CREATE INDEX wrong_links_of ON wrong_links (person_id, at);

CREATE TABLE seen (
    update_id {int} PRIMARY KEY NOT NULL,
    at {int} NOT NULL
){strict};
CREATE INDEX seen_at ON seen (at);

CREATE TABLE set_aside (
    id {int} PRIMARY KEY NOT NULL,
    origin TEXT NOT NULL, -- "update" or "timer"
    subject {int} NOT NULL,
    error TEXT NOT NULL, -- the kind of error, never its text
    body {blob},
    at {int} NOT NULL
){strict};
CREATE INDEX set_aside_at ON set_aside (at);

CREATE TABLE drafts (
    person_id {int} PRIMARY KEY NOT NULL REFERENCES people (id),
    id {int} NOT NULL,
    form TEXT NOT NULL,
    body {blob} NOT NULL,
    changed {int} NOT NULL
){strict};
CREATE INDEX drafts_changed ON drafts (changed);

CREATE TABLE shown (
    id {int} PRIMARY KEY NOT NULL,
    chat_id {int} NOT NULL,
    message_id {int}, -- none until it is sent
    person_id {int} REFERENCES people (id), -- none: a group
    kind TEXT NOT NULL,
    subject {int} NOT NULL,
    revision {int} NOT NULL,
    tapped {int}, -- when a button of it was tapped last
    choice TEXT, -- and which
    made {int} NOT NULL
){strict};
CREATE INDEX shown_subject ON shown (kind, subject);
CREATE INDEX shown_message ON shown (chat_id, message_id);
CREATE INDEX shown_made ON shown (made);

CREATE TABLE outbox (
    id {int} PRIMARY KEY NOT NULL,
    chat_id {int} NOT NULL,
    person_id {int} REFERENCES people (id),
    rank {int} NOT NULL, -- 0 alarm, 1 reply, 2 task, 3 reminder, 4 notice
    act TEXT NOT NULL, -- send, copy, edit, strip, or the kind of file
    shown_id {int},
    message_id {int},
    body {blob}, -- emptied when done
    state TEXT NOT NULL, -- waiting, sending, sent, unknown, replaced, failed, held, dropped
    error TEXT,
    stale {int}, -- from when on it is not to be sent any more
    made {int} NOT NULL,
    done {int}
){strict};
CREATE INDEX outbox_waiting ON outbox (rank, id) WHERE state = 'waiting';
CREATE INDEX outbox_sending ON outbox (id) WHERE state = 'sending';
CREATE INDEX outbox_unknown ON outbox (id) WHERE state = 'unknown';
CREATE INDEX outbox_for ON outbox (person_id) WHERE state = 'waiting';
CREATE INDEX outbox_groups ON outbox (chat_id, state) WHERE chat_id < 0;
CREATE INDEX outbox_done ON outbox (done) WHERE done IS NOT NULL;

CREATE TABLE restores (
    id {int} PRIMARY KEY NOT NULL,
    since {int} NOT NULL, -- the mark of the copy that was put back
    until {int} NOT NULL, -- the mark outside
    held {int} NOT NULL, -- how many letters
    decided {int},
    sent {int} NOT NULL
){strict};

CREATE TABLE resting (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    notice TEXT NOT NULL,
    subject {int} NOT NULL,
    facts {blob} NOT NULL,
    stale {int}, -- from when on it is not to be said any more
    made {int} NOT NULL
){strict};
CREATE INDEX resting_of ON resting (person_id, id);

CREATE TABLE pushes (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL UNIQUE REFERENCES people (id),
    day TEXT NOT NULL, -- of the person's own clock
    sent {int} NOT NULL
){strict};

CREATE TABLE timers (
    id {int} PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    subject {int} NOT NULL,
    occasion TEXT NOT NULL,
    due {int} NOT NULL,
    UNIQUE (kind, subject, occasion)
){strict};
CREATE INDEX timers_due ON timers (due, id);

CREATE TABLE chores (
    id {int} PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    subject {int} NOT NULL,
    person_id {int} REFERENCES people (id), -- who asked for it
    facts {blob}, -- emptied when done
    state TEXT NOT NULL, -- waiting, doing, done, failed
    tries {int} NOT NULL,
    due {int} NOT NULL, -- when it may be begun; while it is done, when its worker counts as gone
    made {int} NOT NULL,
    done {int}
){strict};
CREATE UNIQUE INDEX chores_asked ON chores (kind, subject, coalesce(person_id, 0))
    WHERE done IS NULL;
CREATE INDEX chores_due ON chores (due, id) WHERE done IS NULL;
CREATE INDEX chores_done ON chores (done) WHERE done IS NOT NULL;

CREATE TABLE imports (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    state TEXT NOT NULL, -- checking, wrong, ready, entering, done, stopped, dropped, same
    revision {int} NOT NULL,
    body {blob}, -- its rows as they were looked over, until they are entered
    places {int} NOT NULL, -- how many new ones it brings
    people {int} NOT NULL,
    roles {int} NOT NULL,
    others {int} NOT NULL, -- such as vacancies
    same {int} NOT NULL, -- rows of which all is there already
    total {int} NOT NULL, -- rows
    upto {int} NOT NULL, -- rows entered
    made {int} NOT NULL
){strict};

CREATE TABLE counters (
    name TEXT PRIMARY KEY NOT NULL,
    value {int} NOT NULL
){strict};

CREATE TABLE workdays (
    day TEXT PRIMARY KEY NOT NULL, -- as the office has declared it, beside the national calendar
    working {int} NOT NULL,
    why TEXT NOT NULL -- holiday, make_up, local, sudden
){strict};

CREATE TABLE terms (
    code TEXT PRIMARY KEY NOT NULL,
    position {int} NOT NULL,
    contact {int} NOT NULL, -- minutes until the first contact; 1440 each working day if not natural
    site {int}, -- minutes until somebody is on the spot
    finish {int}, -- minutes until the end, all days counted
    natural_time {int} NOT NULL -- whether its time runs at night and on holidays
){strict};
INSERT INTO terms (code, position, contact, site, finish, natural_time) VALUES
    ('urgent', 1, 15, 60, NULL, 1),
    ('supply', 2, 30, 240, 1440, 1),
    ('ordinary', 3, 1440, NULL, 10080, 0),
    ('complex', 4, 1440, NULL, 21600, 0);

CREATE TABLE categories (
    id {int} PRIMARY KEY NOT NULL,
    code TEXT NOT NULL UNIQUE,
    name TEXT, -- as the office calls it; none: the built-in word of the code
    term TEXT NOT NULL REFERENCES terms (code),
    position {int} NOT NULL,
    hidden {int}, -- since when nobody can choose it
    revision {int} NOT NULL
){strict};
INSERT INTO categories (id, code, term, position, revision) VALUES
    (1, 'facilities', 'ordinary', 1, 1),
    (2, 'lighting', 'ordinary', 2, 1),
    (3, 'lifts', 'supply', 3, 1),
    (4, 'supply', 'supply', 4, 1),
    (5, 'sanitation', 'ordinary', 5, 1),
    (6, 'greenery', 'ordinary', 6, 1),
    (7, 'noise', 'ordinary', 7, 1),
    (8, 'parking', 'ordinary', 8, 1),
    (9, 'fire_lane', 'ordinary', 9, 1),
    (10, 'pets', 'ordinary', 10, 1),
    (11, 'property', 'ordinary', 11, 1),
    (12, 'other', 'ordinary', 12, 1);

CREATE TABLE routes (
    id {int} PRIMARY KEY NOT NULL,
    category TEXT NOT NULL REFERENCES categories (code),
    place_id {int} NOT NULL REFERENCES places (id), -- and everywhere below it
    role TEXT NOT NULL, -- whoever holds it nearest to the case
    person_id {int} REFERENCES people (id), -- this one first, while they hold the role
    automatic {int} NOT NULL, -- whether the case goes there by itself
    made {int} NOT NULL,
    UNIQUE (category, place_id)
){strict};

CREATE TABLE changes (
    id {int} PRIMARY KEY NOT NULL,
    at {int} NOT NULL,
    who_id {int} NOT NULL REFERENCES people (id),
    what TEXT NOT NULL, -- such as "category.rename"
    subject TEXT NOT NULL,
    before TEXT,
    after TEXT
){strict};

CREATE TABLE cases (
    id {int} PRIMARY KEY NOT NULL,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    category TEXT NOT NULL,
    term TEXT, -- by which it was dispatched
    place_id {int} NOT NULL REFERENCES places (id),
    reporter_id {int} NOT NULL REFERENCES people (id),
    speaker_id {int} REFERENCES people (id), -- who speaks for them, where they do not themselves
    spoken_as TEXT, -- and as what: family, neighbour
    stage TEXT NOT NULL,
    responsible_id {int} REFERENCES people (id),
    round {int} NOT NULL,
    revision {int} NOT NULL,
    story {blob},
    result TEXT,
    contact_due {int}, -- the three parts of the deadline, set at dispatch
    site_due {int},
    finish_due {int},
    asked_due {int}, -- the end that is asked for and not granted yet
    extended {int}, -- when the end was moved first
    paused {int}, -- since when it waits
    planned {int}, -- for when it is planned
    kept_until {int}, -- how long the law keeps it, whoever asks for what; none: as all the others
    made {int} NOT NULL,
    dispatched {int},
    signed {int},
    arrived {int}, -- when somebody was on the spot
    answered {int},
    closed {int}
){strict};
CREATE INDEX cases_reporter ON cases (reporter_id, made);
CREATE INDEX cases_speaker ON cases (speaker_id, made) WHERE speaker_id IS NOT NULL;
CREATE INDEX cases_responsible ON cases (responsible_id, stage);
CREATE INDEX cases_given ON cases (responsible_id, dispatched);
CREATE INDEX cases_alike ON cases (category, place_id, made) WHERE closed IS NULL;
CREATE INDEX cases_place ON cases (place_id, stage);
CREATE INDEX cases_standing ON cases (kind, stage, made);
CREATE INDEX cases_ended ON cases (closed) WHERE closed IS NOT NULL AND story IS NOT NULL;

CREATE TABLE timeline (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} NOT NULL REFERENCES cases (id),
    at {int} NOT NULL,
    who_id {int} REFERENCES people (id),
    step TEXT NOT NULL,
    stage TEXT NOT NULL, -- the stage it led to
    responsible_id {int} REFERENCES people (id), -- who was responsible then
    note {blob}
){strict};
CREATE INDEX timeline_of ON timeline (case_id, id);

CREATE TABLE rounds (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} NOT NULL REFERENCES cases (id),
    round {int} NOT NULL,
    kind TEXT NOT NULL, -- of the case: what comes from elsewhere is never added
    place_id {int} NOT NULL REFERENCES places (id),
    accepted {int} NOT NULL,
    answered {int},
    result TEXT,
    ended {int},
    outcome TEXT, -- closed, declined, merged, withdrawn, reopened
    UNIQUE (case_id, round)
){strict};
CREATE INDEX rounds_ended ON rounds (place_id, kind, ended, accepted, outcome, round);
CREATE INDEX rounds_answered ON rounds (place_id, kind, answered);

CREATE TABLE dues (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} NOT NULL REFERENCES cases (id),
    round {int} NOT NULL,
    kind TEXT NOT NULL,
    part TEXT NOT NULL, -- contact, site, finish
    place_id {int} NOT NULL REFERENCES places (id),
    responsible_id {int} REFERENCES people (id), -- who had it when it fell due
    due {int}, -- none while it waits
    met {int},
    ended {int} -- since when it does not run any more
){strict};
CREATE INDEX dues_fallen ON dues (place_id, kind, part, due, met);
CREATE INDEX dues_of ON dues (case_id, part) WHERE ended IS NULL;

CREATE TABLE feedback (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} NOT NULL REFERENCES cases (id),
    round {int} NOT NULL,
    solved {int} NOT NULL,
    satisfied {int}, -- none: they did not say
    called_by {int} REFERENCES people (id), -- who phoned them; none: they said it in the chat
    at {int} NOT NULL,
    UNIQUE (case_id, round)
){strict};

CREATE TABLE followers (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} NOT NULL REFERENCES cases (id),
    person_id {int} NOT NULL REFERENCES people (id),
    made {int} NOT NULL,
    UNIQUE (case_id, person_id)
){strict};
CREATE INDEX followers_who ON followers (person_id, id);

CREATE TABLE merges (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} NOT NULL UNIQUE REFERENCES cases (id), -- it goes on with the leading one
    leading_id {int} NOT NULL REFERENCES cases (id),
    made {int} NOT NULL
){strict};
CREATE INDEX merges_into ON merges (leading_id);

CREATE TABLE outages (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} NOT NULL UNIQUE REFERENCES cases (id),
    matter TEXT NOT NULL, -- what is missing: water, power, gas, heat, lift, other
    expected {int}, -- when it is to be over, if that can be said
    by_id {int} NOT NULL REFERENCES people (id),
    made {int} NOT NULL
){strict};

CREATE TABLE thanks (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} NOT NULL REFERENCES cases (id),
    person_id {int} NOT NULL REFERENCES people (id),
    made {int} NOT NULL,
    UNIQUE (case_id, person_id)
){strict};

CREATE TABLE media (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} REFERENCES cases (id), -- of which it is, or
    timeline_id {int} REFERENCES timeline (id),
    person_id {int} REFERENCES people (id), -- whose portrait it is; none: another row names it
    kind TEXT NOT NULL,
    file_id TEXT NOT NULL,
    unique_id TEXT NOT NULL,
    kept {int}, -- since when the file itself is in MEDIA_DIR
    made {int} NOT NULL
){strict};
CREATE INDEX media_of ON media (case_id, id);
CREATE INDEX media_file ON media (unique_id);
CREATE INDEX media_portrait ON media (person_id, id) WHERE person_id IS NOT NULL;

CREATE TABLE duty_groups (
    id {int} PRIMARY KEY NOT NULL,
    chat_id {int} NOT NULL UNIQUE,
    kind TEXT NOT NULL, -- group; channel: it is told nothing but announcements
    name {blob} NOT NULL, -- as its members call it
    language TEXT NOT NULL,
    place_id {int} REFERENCES places (id), -- of which it hears, once staff have said so
    added_by {int} REFERENCES people (id), -- none: it was turned away
    bound_by {int} REFERENCES people (id),
    made {int} NOT NULL,
    gone {int} -- since when the bot is not in it
){strict};
CREATE INDEX duty_groups_at ON duty_groups (place_id) WHERE gone IS NULL;
CREATE INDEX duty_groups_gone ON duty_groups (gone) WHERE gone IS NOT NULL;

CREATE TABLE externals (
    id {int} PRIMARY KEY NOT NULL,
    case_id {int} NOT NULL REFERENCES cases (id),
    way TEXT NOT NULL, -- in: it came from there; out: it went there
    office {blob} NOT NULL,
    number {blob}, -- the one it has there
    who_id {int} NOT NULL REFERENCES people (id),
    at {int} NOT NULL
){strict};
CREATE INDEX externals_of ON externals (case_id, id);

CREATE TABLE alerts (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    place_id {int} NOT NULL REFERENCES places (id),
    danger TEXT, -- of what, where words have said it
    words {blob}, -- which, until it is called off
    made {int} NOT NULL,
    taken {int}, -- when somebody said that they get in touch
    taken_by {int} REFERENCES people (id),
    higher {int}, -- since when the level above is alerted, too
    told {int}, -- when they were told to whom goes what they send
    calmed {int} -- when the person said that it was no emergency
){strict};
CREATE INDEX alerts_of ON alerts (person_id, made);
CREATE INDEX alerts_made ON alerts (made);

CREATE TABLE wishes (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    place_id {int} NOT NULL REFERENCES places (id),
    matter TEXT NOT NULL, -- what they have tapped; "other" for words of their own
    words {blob},
    message_id {int}, -- in their chat, where it was said in a voice message or the like
    made {int} NOT NULL,
    higher {int}, -- since when those on duty and the level above have heard of it, too
    taken {int}, -- when somebody said that they get in touch
    taken_by {int} REFERENCES people (id),
    ended {int}, -- when it was done or called off
    done {int} -- whether it was done
){strict};
CREATE INDEX wishes_of ON wishes (person_id, id);
CREATE INDEX wishes_at ON wishes (place_id) WHERE ended IS NULL;
CREATE INDEX wishes_taken ON wishes (taken_by) WHERE ended IS NULL;
CREATE INDEX wishes_standing ON wishes (made) WHERE ended IS NULL;
CREATE INDEX wishes_ended ON wishes (ended) WHERE ended IS NOT NULL;

CREATE TABLE rosters (
    id {int} PRIMARY KEY NOT NULL,
    place_id {int} NOT NULL REFERENCES places (id), -- a community or the subdistrict
    week TEXT NOT NULL, -- its Monday
    revision {int} NOT NULL,
    UNIQUE (place_id, week)
){strict};

CREATE TABLE shifts (
    id {int} PRIMARY KEY NOT NULL,
    roster_id {int} NOT NULL REFERENCES rosters (id),
    place_id {int} NOT NULL REFERENCES places (id),
    day TEXT NOT NULL, -- the local date on which it begins
    shift TEXT NOT NULL, -- day, night
    person_id {int} NOT NULL REFERENCES people (id),
    UNIQUE (place_id, day, shift)
){strict};
CREATE INDEX shifts_of ON shifts (person_id, day);
CREATE INDEX shifts_in ON shifts (roster_id, day);

CREATE TABLE swaps (
    id {int} PRIMARY KEY NOT NULL,
    shift_id {int} NOT NULL REFERENCES shifts (id),
    from_id {int} NOT NULL REFERENCES people (id),
    to_id {int} NOT NULL REFERENCES people (id),
    made {int} NOT NULL,
    decided {int},
    accepted {int}
){strict};

CREATE TABLE handovers (
    id {int} PRIMARY KEY NOT NULL,
    place_id {int} NOT NULL REFERENCES places (id),
    from_id {int} NOT NULL REFERENCES people (id),
    to_id {int} REFERENCES people (id), -- none: whoever of the staff takes over
    note {blob},
    made {int} NOT NULL,
    confirmed {int}
){strict};

CREATE TABLE duty_rooms (
    id {int} PRIMARY KEY NOT NULL,
    place_id {int} NOT NULL UNIQUE REFERENCES places (id),
    phone {blob} NOT NULL
){strict};
CREATE TABLE reads (
    id {int} PRIMARY KEY NOT NULL,
    reader_id {int} NOT NULL REFERENCES people (id),
    role TEXT, -- which the reader held then, and where
    place_id {int} REFERENCES places (id),
    about_id {int} REFERENCES people (id), -- none: a list of many
    case_id {int} REFERENCES cases (id),
    why TEXT NOT NULL, -- card, notice, media, timeline, export, list
    lines {int}, -- how many the list had
    at {int} NOT NULL
){strict};
CREATE INDEX reads_about ON reads (about_id, id);
CREATE INDEX reads_case ON reads (case_id, id);
CREATE INDEX reads_reader ON reads (reader_id, id);
CREATE INDEX reads_at ON reads (at);
