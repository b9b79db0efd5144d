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
