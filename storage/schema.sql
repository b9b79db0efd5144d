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

-- Words residents say and where they lead.
CREATE TABLE sentences (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    words {blob} NOT NULL,
    offered TEXT NOT NULL, -- codes of doors, the likeliest first
    door TEXT, -- the one chosen, or "none"
    made {int} NOT NULL
){strict};
CREATE INDEX sentences_of ON sentences (person_id, id);
CREATE INDEX sentences_made ON sentences (made);

CREATE TABLE inquiries (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    place_id {int} NOT NULL REFERENCES places (id),
    door TEXT NOT NULL, -- one that was not open yet
    words {blob} NOT NULL,
    made {int} NOT NULL,
    ended {int}, -- when it was answered or withdrawn
    answered_by {int} REFERENCES people (id),
    answer {blob}
){strict};
CREATE INDEX inquiries_of ON inquiries (person_id, id);
CREATE INDEX inquiries_at ON inquiries (place_id) WHERE ended IS NULL;
CREATE INDEX inquiries_ended ON inquiries (ended) WHERE ended IS NOT NULL;
CREATE INDEX inquiries_waiting ON inquiries (made) WHERE ended IS NULL;

CREATE TABLE examples (
    id {int} PRIMARY KEY NOT NULL,
    door TEXT NOT NULL,
    words {blob} NOT NULL,
    struck {int} NOT NULL, -- whether one of ours was taken out, or another one added
    by_id {int} NOT NULL REFERENCES people (id),
    made {int} NOT NULL
){strict};
CREATE INDEX examples_of ON examples (door, id);

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

-- Employers, vacancies, seekers and what came of them.
CREATE TABLE employers (
    id {int} PRIMARY KEY NOT NULL,
    name {blob} NOT NULL,
    kind TEXT NOT NULL, -- company, shop, public, household, other
    place_id {int} NOT NULL REFERENCES places (id),
    address {blob},
    contact_name {blob}, -- who speaks for it; none once they are forgotten
    phone {blob},
    source TEXT NOT NULL, -- visit, phone, asked, table
    person_id {int} REFERENCES people (id), -- who speaks for it in the chat
    drafted_by {int} REFERENCES people (id),
    stage TEXT NOT NULL, -- waiting, on_file, declined, blocked
    checked_by {int} REFERENCES people (id),
    checked {int}, -- when it came on file
    link {blob} UNIQUE, -- keyed hash of the token by which its own people take it over
    link_until {int},
    revision {int} NOT NULL,
    made {int} NOT NULL
){strict};
CREATE INDEX employers_at ON employers (place_id, stage);
CREATE INDEX employers_of ON employers (person_id);
CREATE INDEX employers_checked ON employers (checked);
CREATE INDEX employers_reached ON employers (made) WHERE phone IS NOT NULL;

CREATE TABLE vacancies (
    id {int} PRIMARY KEY NOT NULL,
    employer_id {int} NOT NULL REFERENCES employers (id),
    post {blob} NOT NULL,
    trade TEXT NOT NULL,
    number {int} NOT NULL, -- how many are wanted
    content {blob} NOT NULL,
    hours TEXT NOT NULL, -- of a week, such as "12345 08:00-15:00"
    place_id {int} NOT NULL REFERENCES places (id), -- where the work is, or whence one goes there
    stop {blob}, -- the named stop or street, beyond the place
    stops {int} NOT NULL, -- how many stops it is from the place; 0: there
    pay_from {int} NOT NULL, -- yuan
    pay_to {int} NOT NULL,
    pay_unit TEXT NOT NULL, -- month, day, hour
    contract TEXT NOT NULL,
    insurance TEXT NOT NULL,
    contact_name {blob},
    phone {blob},
    valid_until TEXT NOT NULL, -- the last local date
    source {blob}, -- where it was published before
    stage TEXT NOT NULL, -- checking, open, hidden, closed, refused
    reason TEXT, -- why it was closed
    note {blob}, -- what the officer would have changed
    entered_by {int} REFERENCES people (id),
    decided_by {int} REFERENCES people (id),
    opened {int}, -- when it was published first
    confirmed {int}, -- when the employer said last that it still holds
    ended {int},
    revision {int} NOT NULL,
    made {int} NOT NULL
){strict};
CREATE INDEX vacancies_stage ON vacancies (stage, trade);
CREATE INDEX vacancies_at ON vacancies (place_id, stage);
CREATE INDEX vacancies_of ON vacancies (employer_id, stage);
CREATE INDEX vacancies_opened ON vacancies (opened);
CREATE INDEX vacancies_ended ON vacancies (ended);

CREATE TABLE placements (
    id {int} PRIMARY KEY NOT NULL,
    vacancy_id {int} NOT NULL REFERENCES vacancies (id),
    person_id {int} NOT NULL REFERENCES people (id),
    place_id {int} REFERENCES places (id), -- the estate where they lived then
    woman {int} NOT NULL,
    by_id {int} REFERENCES people (id), -- who noted it
    hers {int}, -- after thirty days: whether they say that they are still there
    theirs {int}, -- and whether the employer says so
    made {int} NOT NULL,
    UNIQUE (vacancy_id, person_id)
){strict};
CREATE INDEX placements_of ON placements (person_id);
CREATE INDEX placements_made ON placements (made);

CREATE TABLE minimum_wages (
    id {int} PRIMARY KEY NOT NULL,
    month {int} NOT NULL, -- fen, for a month of full-time work
    hour {int} NOT NULL, -- fen, for an hour of part-time work
    since TEXT NOT NULL UNIQUE, -- the local date from which it holds
    by_id {int} REFERENCES people (id),
    made {int} NOT NULL
){strict};

-- Seekers, what they look for and were told of, and what they applied for.
CREATE TABLE seekers (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL UNIQUE REFERENCES people (id),
    trades TEXT NOT NULL, -- with commas between; empty: any
    hours TEXT NOT NULL, -- of a week, such as "12345 08:30-16:00"
    reach TEXT NOT NULL, -- ids of places with commas between, each with everything below it
    pay {int}, -- the least hoped for, yuan a month; none: it does not matter
    skills {blob},
    needs {blob}, -- theirs alone
    told {int}, -- since when they want to hear of new vacancies
    paused {int},
    by_id {int} REFERENCES people (id), -- the officer who entered them, who have no Telegram
    revision {int} NOT NULL,
    made {int} NOT NULL
){strict};
CREATE INDEX seekers_by ON seekers (by_id, id) WHERE by_id IS NOT NULL;

CREATE TABLE wants ( -- of those who want to hear: each trade at each place, any trade as "any"
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    trade TEXT NOT NULL,
    place_id {int} NOT NULL REFERENCES places (id),
    UNIQUE (trade, place_id, person_id)
){strict};
CREATE INDEX wants_of ON wants (person_id);

CREATE TABLE looks ( -- what somebody has narrowed the vacancies to
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL UNIQUE REFERENCES people (id),
    sorting TEXT NOT NULL, -- fit, near, pay, new
    trade TEXT,
    place_id {int} REFERENCES places (id),
    hours TEXT,
    pay {int},
    words {blob},
    changed {int} NOT NULL
){strict};

CREATE TABLE saved (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    vacancy_id {int} NOT NULL REFERENCES vacancies (id),
    made {int} NOT NULL,
    UNIQUE (person_id, vacancy_id)
){strict};

CREATE TABLE hints ( -- of which vacancies somebody was told, or may be
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    vacancy_id {int} NOT NULL REFERENCES vacancies (id),
    score {int} NOT NULL, -- how well it suits, of 1000
    at {int}, -- when they were told
    made {int} NOT NULL,
    UNIQUE (person_id, vacancy_id)
){strict};
CREATE INDEX hints_made ON hints (made);
CREATE INDEX hints_vacancy ON hints (vacancy_id, at, score);

CREATE TABLE applications (
    id {int} PRIMARY KEY NOT NULL,
    vacancy_id {int} NOT NULL REFERENCES vacancies (id),
    person_id {int} NOT NULL REFERENCES people (id),
    stage TEXT NOT NULL, -- sent, invited, agreed, placed, declined, withdrawn, closed
    due {int} NOT NULL, -- when it must be answered
    answered {int},
    answered_by {int} REFERENCES people (id),
    shown {blob}, -- what the employer was allowed to see besides name and number, as JSON
    note {blob}, -- what the employer says to it
    ended {int},
    revision {int} NOT NULL,
    made {int} NOT NULL,
    UNIQUE (vacancy_id, person_id)
){strict};
CREATE INDEX applications_of ON applications (person_id, stage);
CREATE INDEX applications_due ON applications (stage, due);
CREATE INDEX applications_ended ON applications (ended);

CREATE TABLE interviews (
    id {int} PRIMARY KEY NOT NULL,
    application_id {int} NOT NULL REFERENCES applications (id),
    person_id {int} NOT NULL REFERENCES people (id), -- who applied
    meets {int} NOT NULL, -- when
    spot {blob} NOT NULL,
    theirs {int} NOT NULL, -- whether the employer has proposed it
    agreed {int},
    ended {int}, -- another time was proposed, or nothing came of it
    made {int} NOT NULL
){strict};
CREATE UNIQUE INDEX interviews_standing ON interviews (application_id) WHERE ended IS NULL;
CREATE INDEX interviews_in ON interviews (application_id);

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

-- Teams, volunteers and their tasks.
CREATE TABLE stations (
    id {int} PRIMARY KEY NOT NULL,
    place_id {int} NOT NULL REFERENCES places (id),
    name TEXT NOT NULL, -- of an office, not of a person
    leader_id {int} REFERENCES people (id),
    made {int} NOT NULL
){strict};
CREATE INDEX stations_at ON stations (place_id);

CREATE TABLE teams (
    id {int} PRIMARY KEY NOT NULL,
    station_id {int} NOT NULL REFERENCES stations (id),
    place_id {int} NOT NULL REFERENCES places (id),
    name TEXT NOT NULL,
    charter TEXT NOT NULL, -- what it does and asks of who joins, in a few sentences
    skill TEXT, -- what most of its tasks need
    leader_id {int} REFERENCES people (id),
    made {int} NOT NULL,
    ended {int}
){strict};
CREATE INDEX teams_of ON teams (station_id);
CREATE INDEX teams_at ON teams (place_id) WHERE ended IS NULL;
CREATE INDEX teams_led ON teams (leader_id) WHERE ended IS NULL;

CREATE TABLE volunteers (
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL UNIQUE REFERENCES people (id),
    place_id {int} NOT NULL REFERENCES places (id), -- where they live: whose staff check them
    skills TEXT NOT NULL, -- codes with commas
    hours TEXT NOT NULL, -- when they can be asked
    reach TEXT NOT NULL, -- how far they go: estate, community, anywhere
    age TEXT NOT NULL, -- young (16 and 17), adult, senior (70 and more)
    limits {blob}, -- what they cannot do, codes with commas
    guardian {blob}, -- name and number of who agreed for somebody under eighteen
    stage TEXT NOT NULL, -- asked, active, paused, declined, left
    checked_by {int} REFERENCES people (id),
    checked {int},
    skilled {int}, -- since when they count among the skilled helpers
    insured TEXT, -- the last day of their insurance
    silent {int} NOT NULL, -- how often in a row they have said nothing
    turn {int} NOT NULL, -- who is asked next: the smallest first
    revision {int} NOT NULL,
    made {int} NOT NULL,
    ended {int}
){strict};
CREATE INDEX volunteers_at ON volunteers (place_id, stage);

CREATE TABLE abilities ( -- of those who can be asked: each skill within their reach
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    skill TEXT NOT NULL, -- any: whatever needs none
    place_id {int} NOT NULL REFERENCES places (id),
    turn {int} NOT NULL
){strict};
CREATE INDEX abilities_next ON abilities (place_id, skill, turn);
CREATE INDEX abilities_of ON abilities (person_id);

CREATE TABLE memberships (
    id {int} PRIMARY KEY NOT NULL,
    team_id {int} NOT NULL REFERENCES teams (id),
    person_id {int} NOT NULL REFERENCES people (id),
    since {int} NOT NULL,
    until {int}
){strict};
CREATE UNIQUE INDEX memberships_held ON memberships (team_id, person_id) WHERE until IS NULL;
CREATE INDEX memberships_of ON memberships (person_id) WHERE until IS NULL;

CREATE TABLE tasks (
    id {int} PRIMARY KEY NOT NULL,
    number TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL, -- staff, team, case, wish, checkin, weekly, feast
    source_id {int},
    person_id {int} REFERENCES people (id), -- whom it helps, where they are known
    made_by {int} REFERENCES people (id), -- none: it came by itself
    team_id {int} REFERENCES teams (id),
    place_id {int} NOT NULL REFERENCES places (id),
    skill TEXT NOT NULL,
    whom TEXT NOT NULL, -- nobody, adult, alone, minor
    by_phone {int} NOT NULL,
    demands TEXT NOT NULL, -- codes with commas
    what {blob},
    address {blob},
    helped {blob}, -- the name of who is helped
    phone {blob},
    starts {int} NOT NULL,
    ends {int} NOT NULL,
    hands {int} NOT NULL,
    urgent {int} NOT NULL,
    pair {int} NOT NULL, -- nobody goes there alone
    stage TEXT NOT NULL, -- open, running, done, missed, cancelled
    choosing {int}, -- when it is chosen among those who have offered
    wave {int} NOT NULL, -- how many times people were asked
    revision {int} NOT NULL,
    made {int} NOT NULL,
    ended {int}
){strict};
CREATE INDEX tasks_at ON tasks (place_id, stage);
CREATE INDEX tasks_source ON tasks (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX tasks_for ON tasks (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX tasks_ended ON tasks (ended) WHERE what IS NOT NULL;

CREATE TABLE offers (
    id {int} PRIMARY KEY NOT NULL,
    task_id {int} NOT NULL REFERENCES tasks (id),
    person_id {int} NOT NULL REFERENCES people (id),
    stage TEXT NOT NULL, -- asked, offered, passed, silent, chosen, coming, done, dropped, over
    asked {int}, -- when they were asked
    answered {int},
    chosen {int},
    arrives {int}, -- when they said they would be there
    ended {int},
    note {blob}, -- what they said of it when it was done
    UNIQUE (task_id, person_id)
){strict};
CREATE INDEX offers_of ON offers (person_id, stage);
CREATE INDEX offers_ended ON offers (ended) WHERE note IS NOT NULL;

CREATE TABLE hours (
    id {int} PRIMARY KEY NOT NULL,
    task_id {int} NOT NULL REFERENCES tasks (id),
    person_id {int} NOT NULL REFERENCES people (id),
    place_id {int} NOT NULL REFERENCES places (id),
    team_id {int} REFERENCES teams (id),
    skill TEXT NOT NULL,
    day TEXT NOT NULL, -- there, ISO
    minutes {int} NOT NULL,
    stage TEXT NOT NULL, -- noted, confirmed, declined
    confirmed_by {int} REFERENCES people (id),
    confirmed {int},
    made {int} NOT NULL,
    UNIQUE (task_id, person_id)
){strict};
CREATE INDEX hours_of ON hours (person_id, day);
CREATE INDEX hours_at ON hours (place_id, stage);

CREATE TABLE task_words (
    id {int} PRIMARY KEY NOT NULL,
    task_id {int} NOT NULL REFERENCES tasks (id),
    person_id {int} NOT NULL REFERENCES people (id), -- whom they are about
    by_id {int} REFERENCES people (id),
    kind TEXT NOT NULL, -- thanks, complaint
    words {blob},
    seen {int}, -- when the leader has dealt with it
    made {int} NOT NULL,
    UNIQUE (task_id, person_id, kind)
){strict};
CREATE INDEX task_words_of ON task_words (person_id, kind);
CREATE INDEX task_words_made ON task_words (made) WHERE words IS NOT NULL;

CREATE TABLE task_photos (
    id {int} PRIMARY KEY NOT NULL,
    task_id {int} NOT NULL REFERENCES tasks (id),
    media_id {int} NOT NULL REFERENCES media (id),
    added_by {int} NOT NULL REFERENCES people (id),
    made {int} NOT NULL
){strict};
CREATE INDEX task_photos_of ON task_photos (task_id, id);
CREATE INDEX task_photos_made ON task_photos (made);

CREATE TABLE weeklies ( -- a talk by telephone, agreed for the same hour each week
    id {int} PRIMARY KEY NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    place_id {int} NOT NULL REFERENCES places (id),
    volunteer_id {int} REFERENCES people (id), -- who rings up; none: whoever of the team
    team_id {int} REFERENCES teams (id),
    weekday {int} NOT NULL, -- 1 is Monday
    oclock {int} NOT NULL, -- the hour, there
    birthday {blob}, -- a rule of the calendar
    stage TEXT NOT NULL, -- asked, standing, ended
    made_by {int} NOT NULL REFERENCES people (id),
    revision {int} NOT NULL,
    made {int} NOT NULL,
    ended {int}
){strict};
CREATE UNIQUE INDEX weeklies_for ON weeklies (person_id) WHERE ended IS NULL;
CREATE INDEX weeklies_by ON weeklies (volunteer_id) WHERE ended IS NULL;
CREATE INDEX weeklies_of ON weeklies (team_id) WHERE stage = 'standing';
CREATE INDEX weeklies_all ON weeklies (person_id);

CREATE TABLE feasts ( -- birthdays and festivals of those to whom somebody talks each week
    id {int} PRIMARY KEY NOT NULL,
    place_id {int} NOT NULL REFERENCES places (id),
    team_id {int} REFERENCES teams (id),
    weekly_id {int} REFERENCES weeklies (id), -- whose birthday it is
    what TEXT NOT NULL, -- birthday, or which festival
    day TEXT NOT NULL, -- there, ISO
    stage TEXT NOT NULL, -- open, asked, left
    made {int} NOT NULL
){strict};
CREATE UNIQUE INDEX feasts_birthdays ON feasts (weekly_id, day) WHERE weekly_id IS NOT NULL;
CREATE UNIQUE INDEX feasts_festivals ON feasts (team_id, what, day) WHERE weekly_id IS NULL;

-- Activities, sign-ups and attendance.

CREATE TABLE activities (
    id {int} PRIMARY KEY NOT NULL,
    category TEXT NOT NULL,
    origin TEXT NOT NULL, -- whose it is counted as; what is counted under two is never added
    place_id {int} NOT NULL REFERENCES places (id), -- of the tree, the nearest
    words {blob} NOT NULL, -- title, host and whatever else is said of it
    starts {int} NOT NULL,
    ends {int} NOT NULL,
    closes {int}, -- until when one can sign up; none: until it begins
    capacity {int}, -- people; none: as many as come
    poster_id {int} REFERENCES media (id),
    stage TEXT NOT NULL, -- draft, published, cancelled, held
    reason {blob}, -- why it was cancelled
    made_by {int} REFERENCES people (id),
    published {int},
    ended {int},
    revision {int} NOT NULL,
    made {int} NOT NULL
){strict};
CREATE INDEX activities_coming ON activities (starts, id) WHERE stage = 'published';
CREATE INDEX activities_at ON activities (place_id, stage, starts);
CREATE INDEX activities_ended ON activities (ended) WHERE ended IS NOT NULL;

CREATE TABLE sign_ups (
    id {int} PRIMARY KEY NOT NULL,
    activity_id {int} NOT NULL REFERENCES activities (id),
    person_id {int} REFERENCES people (id), -- none: the host has entered them
    name {blob}, -- of who was entered so
    people {int} NOT NULL, -- how many come, themselves included
    stage TEXT NOT NULL, -- in, waiting, offered, out, attended, missed
    since {int} NOT NULL, -- from when their place in the line counts
    until {int}, -- until when a place that is offered is kept for them
    photos {int}, -- when they agreed to be in photos of it
    liked TEXT, -- good, fair, poor
    would_come {int}, -- whether they would come again
    entered_by {int} REFERENCES people (id)
){strict};
CREATE UNIQUE INDEX sign_ups_of ON sign_ups (activity_id, person_id);
CREATE INDEX sign_ups_line ON sign_ups (activity_id, stage, since);
CREATE INDEX sign_ups_who ON sign_ups (person_id, stage);

CREATE TABLE activity_photos (
    id {int} PRIMARY KEY NOT NULL,
    activity_id {int} NOT NULL REFERENCES activities (id),
    media_id {int} NOT NULL REFERENCES media (id),
    added_by {int} REFERENCES people (id),
    made {int} NOT NULL
){strict};
CREATE INDEX activity_photos_of ON activity_photos (activity_id, id);
CREATE INDEX activity_photos_made ON activity_photos (made);

CREATE TABLE repeats (
    id {int} PRIMARY KEY NOT NULL,
    place_id {int} NOT NULL REFERENCES places (id),
    model_id {int} NOT NULL UNIQUE REFERENCES activities (id), -- what is held again
    rule TEXT NOT NULL, -- as in iCalendar, or LUNAR=month-day
    made_by {int} REFERENCES people (id),
    ended {int},
    made {int} NOT NULL
){strict};
CREATE INDEX repeats_at ON repeats (place_id) WHERE ended IS NULL;

CREATE TABLE occasions (
    id {int} PRIMARY KEY NOT NULL,
    place_id {int} NOT NULL REFERENCES places (id),
    what TEXT NOT NULL, -- a festival, or the repeat by its id
    day TEXT NOT NULL,
    activity_id {int} REFERENCES activities (id), -- what is held; none: struck out
    decided_by {int} REFERENCES people (id),
    decided {int} NOT NULL,
    UNIQUE (place_id, what, day)
){strict};

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
