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
    revision {int} NOT NULL,
    made {int} NOT NULL
){strict};
CREATE INDEX employers_at ON employers (place_id, stage);
CREATE INDEX employers_of ON employers (person_id);
CREATE INDEX employers_checked ON employers (checked);

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
