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
