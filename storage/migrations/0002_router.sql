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
