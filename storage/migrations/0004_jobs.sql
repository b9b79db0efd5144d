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
