WITH here AS (
    SELECT r.key, r.series, r.day, g.key AS reading
    FROM current_report r
    JOIN current_reading g ON g.report = r.key
    WHERE r.id = ?1
),
mine AS (
    SELECT DISTINCT a.actor AS what FROM claim c JOIN claim_actor a ON a.claim = c.key
    WHERE c.reading IN (SELECT reading FROM here) AND a.actor IS NOT NULL
    UNION
    SELECT DISTINCT c.place FROM claim c WHERE c.reading IN (SELECT reading FROM here) AND c.place IS NOT NULL
),
theirs AS (
    SELECT r.key AS report, a.actor AS what
    FROM here
    JOIN current_report r
        ON r.day BETWEEN date(here.day, '-' || ?2 || ' days') AND date(here.day, '+' || ?2 || ' days')
       AND r.series <> here.series
    JOIN current_reading g ON g.report = r.key
    JOIN claim c ON c.reading = g.key
    JOIN claim_actor a ON a.claim = c.key
    UNION
    SELECT r.key, c.place
    FROM here
    JOIN current_report r
        ON r.day BETWEEN date(here.day, '-' || ?2 || ' days') AND date(here.day, '+' || ?2 || ' days')
       AND r.series <> here.series
    JOIN current_reading g ON g.report = r.key
    JOIN claim c ON c.reading = g.key
)
SELECT r.id, count(*) AS shared
FROM theirs
JOIN mine ON mine.what = theirs.what
JOIN report r ON r.key = theirs.report
GROUP BY theirs.report
HAVING shared >= 2
ORDER BY shared DESC, r.day DESC, r.key
LIMIT ?3
