WITH
shown AS MATERIALIZED (
    SELECT coalesce(g.outlet, r.outlet) AS id, coalesce(r.outlet, g.outlet) AS name, r.day, g.key AS reading
    FROM current_report r
    JOIN current_reading g ON g.report = r.key
    WHERE coalesce(g.outlet, r.outlet) IS NOT NULL
),
said AS MATERIALIZED (
    SELECT o.id, s.voice, count(*) AS n FROM shown o JOIN statement s ON s.reading = o.reading GROUP BY o.id, s.voice
),
claimed AS MATERIALIZED (
    SELECT o.id, c.voice, count(*) AS n FROM shown o JOIN claim c ON c.reading = o.reading GROUP BY o.id, c.voice
)
SELECT o.id, min(o.name), count(*), min(o.day), max(o.day),
       (SELECT json_group_object(voice, n) FROM said WHERE said.id = o.id) AS statements,
       (SELECT json_group_object(voice, n) FROM claimed WHERE claimed.id = o.id) AS claims
FROM shown o
GROUP BY o.id
ORDER BY 3 DESC, 2, 1
