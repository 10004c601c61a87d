SELECT c.json, c.voice,
       (SELECT s.source FROM statement s WHERE s.reading = c.reading AND s.id = c.statement LIMIT 1) AS source,
       r.key AS report_key, r.id AS report, r.headline, r.outlet, g.outlet AS outlet_id, r.day, r.text
FROM current_report r
JOIN current_reading g ON g.report = r.key
JOIN claim c ON c.reading = g.key
WHERE :narrowed
ORDER BY r.day DESC, r.key DESC, c.n
:limit
