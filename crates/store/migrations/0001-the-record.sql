-- The record: captures, reports, readings, and the log of judgements.
-- Rows are only ever added. What is current is derived by the views each connection sets up for its date.

-- What made a reading: version of Daftari, models, packs.
CREATE TABLE made_by (
    key    INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    json   TEXT NOT NULL
) STRICT;

-- Bytes as they arrived, once per content, deflated.
CREATE TABLE capture (
    id       TEXT PRIMARY KEY,
    length   INTEGER NOT NULL,
    deflated BLOB NOT NULL
) STRICT;

-- Where and when a capture arrived: the same bytes may come from several places.
CREATE TABLE arrival (
    key         INTEGER PRIMARY KEY,
    capture     TEXT NOT NULL REFERENCES capture (id),
    origin      TEXT NOT NULL,
    url         TEXT,
    media_type  TEXT,
    form        TEXT NOT NULL,
    captured_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX arrival_once ON arrival (capture, origin, ifnull(url, ''));

-- One version of one published text. `series` is the key of its first version.
CREATE TABLE report (
    key        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL,
    series     INTEGER NOT NULL,
    version    INTEGER NOT NULL,
    digest     TEXT NOT NULL,
    capture    TEXT NOT NULL REFERENCES capture (id),
    made_by    INTEGER NOT NULL REFERENCES made_by (key),
    read_at    TEXT NOT NULL,
    published  TEXT,
    day        TEXT NOT NULL,
    url        TEXT,
    outlet     TEXT,
    language   TEXT NOT NULL,
    headline   TEXT,
    standfirst TEXT,
    text       TEXT NOT NULL,
    json       TEXT NOT NULL,
    UNIQUE (series, version)
) STRICT;
CREATE INDEX report_by_id ON report (id);
CREATE INDEX report_by_url ON report (url) WHERE url IS NOT NULL;
CREATE INDEX report_by_capture ON report (capture);
CREATE INDEX report_by_headline ON report (headline) WHERE headline IS NOT NULL;
CREATE INDEX report_by_day ON report (day, key);

CREATE TABLE report_topic (
    report INTEGER NOT NULL REFERENCES report (key),
    n      INTEGER NOT NULL,
    topic  TEXT NOT NULL,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_topic_by_topic ON report_topic (topic, report);

-- That an arrival was read, by what, when, and as which report; no report where it could not be read.
CREATE TABLE sighting (
    key     INTEGER PRIMARY KEY,
    arrival INTEGER NOT NULL REFERENCES arrival (key),
    made_by INTEGER NOT NULL REFERENCES made_by (key),
    report  INTEGER REFERENCES report (key),
    at      TEXT NOT NULL
) STRICT;
CREATE INDEX sighting_by_arrival ON sighting (arrival, key);

-- What was understood of one report: its statements and claims follow as rows.
CREATE TABLE reading (
    key     INTEGER PRIMARY KEY,
    report  INTEGER NOT NULL REFERENCES report (key),
    made_by INTEGER NOT NULL REFERENCES made_by (key),
    read_at TEXT NOT NULL,
    outlet  TEXT,
    json    TEXT NOT NULL
) STRICT;
CREATE INDEX reading_by_report ON reading (report, key);
CREATE INDEX reading_by_outlet ON reading (outlet) WHERE outlet IS NOT NULL;

CREATE TABLE statement (
    key       INTEGER PRIMARY KEY,
    reading   INTEGER NOT NULL REFERENCES reading (key),
    n         INTEGER NOT NULL,
    id        TEXT NOT NULL,
    voice     TEXT NOT NULL,
    actor     TEXT,
    source    TEXT,
    attitude  TEXT NOT NULL,
    firmness  TEXT NOT NULL,
    quotation TEXT NOT NULL,
    said      TEXT NOT NULL,
    json      TEXT NOT NULL,
    UNIQUE (reading, n)
) STRICT;
CREATE INDEX statement_by_id ON statement (id);
CREATE INDEX statement_by_actor ON statement (actor) WHERE actor IS NOT NULL;

-- `word` is the kind's own word: PLOVER event, kind of commitment, change of control, relation, kind of figure.
-- `since` and `until` bound the days it is about; where the words give none, the day of the report.
CREATE TABLE claim (
    key       INTEGER PRIMARY KEY,
    reading   INTEGER NOT NULL REFERENCES reading (key),
    n         INTEGER NOT NULL,
    id        TEXT NOT NULL,
    statement TEXT,
    voice     TEXT NOT NULL,
    kind      TEXT NOT NULL,
    word      TEXT NOT NULL,
    detail    TEXT,
    modality  TEXT NOT NULL,
    firmness  TEXT NOT NULL,
    place     TEXT,
    since     TEXT NOT NULL,
    until     TEXT NOT NULL,
    dated     INTEGER NOT NULL,
    trigger   TEXT NOT NULL,
    json      TEXT NOT NULL,
    UNIQUE (reading, n)
) STRICT;
CREATE INDEX claim_by_id ON claim (id);
CREATE INDEX claim_by_block ON claim (kind, word, until, since);
CREATE INDEX claim_by_place ON claim (place, kind, word) WHERE place IS NOT NULL;

CREATE TABLE claim_actor (
    claim INTEGER NOT NULL REFERENCES claim (key),
    role  TEXT NOT NULL,
    n     INTEGER NOT NULL,
    actor TEXT,
    name  TEXT NOT NULL,
    PRIMARY KEY (claim, role, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_actor_by_actor ON claim_actor (actor, claim) WHERE actor IS NOT NULL;

-- Inputs that could not be read, kept with their error.
CREATE TABLE problem (
    key     INTEGER PRIMARY KEY,
    origin  TEXT NOT NULL,
    capture TEXT REFERENCES capture (id),
    code    TEXT NOT NULL,
    message TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT;
CREATE INDEX problem_by_capture ON problem (capture) WHERE capture IS NOT NULL;
CREATE UNIQUE INDEX problem_once ON problem (origin, ifnull(capture, ''), code, message);

-- The log of judgements: each row's hash covers the row before it.
CREATE TABLE judgement (
    seq  INTEGER PRIMARY KEY,
    id   TEXT NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    at   TEXT NOT NULL,
    json TEXT NOT NULL
) STRICT;
CREATE INDEX judgement_by_id ON judgement (id);

-- Full text, pointing into the tables above.
CREATE VIRTUAL TABLE report_words USING fts5 (
    headline, standfirst, text,
    content = 'report', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_words USING fts5 (
    source, said,
    content = 'statement', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER report_is_searchable AFTER INSERT ON report BEGIN
    INSERT INTO report_words (rowid, headline, standfirst, text)
    VALUES (new.key, new.headline, new.standfirst, new.text);
END;
CREATE TRIGGER statement_is_searchable AFTER INSERT ON statement BEGIN
    INSERT INTO statement_words (rowid, source, said) VALUES (new.key, new.source, new.said);
END;

-- Evidence and decisions are written once.
CREATE TRIGGER capture_is_kept BEFORE UPDATE ON capture BEGIN SELECT raise(ABORT, 'captures are write-once'); END;
CREATE TRIGGER capture_stays BEFORE DELETE ON capture BEGIN SELECT raise(ABORT, 'captures are write-once'); END;
CREATE TRIGGER arrival_is_kept BEFORE UPDATE ON arrival BEGIN SELECT raise(ABORT, 'arrivals are write-once'); END;
CREATE TRIGGER arrival_stays BEFORE DELETE ON arrival BEGIN SELECT raise(ABORT, 'arrivals are write-once'); END;
CREATE TRIGGER report_is_kept BEFORE UPDATE ON report BEGIN SELECT raise(ABORT, 'reports are write-once'); END;
CREATE TRIGGER report_stays BEFORE DELETE ON report BEGIN SELECT raise(ABORT, 'reports are write-once'); END;
CREATE TRIGGER reading_is_kept BEFORE UPDATE ON reading BEGIN SELECT raise(ABORT, 'readings are write-once'); END;
CREATE TRIGGER reading_stays BEFORE DELETE ON reading BEGIN SELECT raise(ABORT, 'readings are write-once'); END;
CREATE TRIGGER judgement_is_kept BEFORE UPDATE ON judgement BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER judgement_stays BEFORE DELETE ON judgement BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
