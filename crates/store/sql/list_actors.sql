WITH
claimed AS (
    SELECT a.actor, min(a.name) AS name, g.report, a.claim
    FROM claim_actor a
    JOIN claim c ON c.key = a.claim
    JOIN current_reading g ON g.key = c.reading
    JOIN current_report r ON r.key = g.report
    WHERE a.actor IS NOT NULL
    GROUP BY a.actor, a.claim
),
said AS (
    SELECT s.actor, coalesce(json_extract(s.json, '$.source.name'), s.source, s.actor) AS name, g.report
    FROM statement s
    JOIN current_reading g ON g.key = s.reading
    JOIN current_report r ON r.key = g.report
    WHERE s.actor IS NOT NULL
),
both AS (
    SELECT actor, name, report, 1 AS claims, 0 AS statements FROM claimed
    UNION ALL
    SELECT actor, name, report, 0, 1 FROM said
)
SELECT actor, min(name), count(DISTINCT report), sum(claims), sum(statements)
FROM both
GROUP BY actor
ORDER BY 3 DESC, 4 DESC, 1
