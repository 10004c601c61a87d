-- What linking derives from readings and judgements: a cache beside the record, never the truth. Every row can be made again
-- from the tables of the first migration; `daftari verify` does so and compares.

-- What the rows below were derived from; no row: nothing has been derived yet.
CREATE TABLE link_state (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    made_by   TEXT NOT NULL,
    reading   INTEGER NOT NULL,
    judgement INTEGER NOT NULL,
    day       TEXT NOT NULL
) STRICT;

-- A reading made ready: the keys it is found by and its outline.
CREATE TABLE link_report (
    reading INTEGER PRIMARY KEY,
    keys    TEXT NOT NULL,
    outline TEXT NOT NULL
) STRICT;

-- What rules found about two readings; twice the same reading where its own claims are held against each other.
CREATE TABLE link_pair (
    a     INTEGER NOT NULL,
    b     INTEGER NOT NULL,
    found TEXT NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

-- Events (by what they hold), undertakings, processes, control of places (whole), latest first by `day` and `id`.
-- `made_of` is the digest of what the row was derived from, `under` the processes it falls under,
-- `several` whether more than one report tells of it.
CREATE TABLE derived (
    kind    TEXT NOT NULL,
    id      TEXT NOT NULL,
    day     TEXT NOT NULL,
    under   TEXT NOT NULL,
    several INTEGER NOT NULL,
    made_of TEXT NOT NULL,
    json    TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX derived_by_day ON derived (kind, day, id);
CREATE INDEX derived_by_several ON derived (kind, several, day, id);
CREATE INDEX derived_by_under ON derived (kind, under, day, id);

-- The event each claim of a reading is part of, by the claim's place; -1 stands for the report as a whole.
CREATE TABLE derived_member (
    reading INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    event   TEXT NOT NULL,
    PRIMARY KEY (reading, at)
) STRICT, WITHOUT ROWID;

-- Ids once given to events and undertakings that have since become part of others: where the claim stands that named them.
CREATE TABLE known_as (
    id     TEXT PRIMARY KEY,
    report TEXT NOT NULL,
    start  INTEGER
) STRICT;
