SELECT s.json, r.key AS report_key, r.id AS report, r.headline, r.outlet, g.outlet AS outlet_id, r.day, r.text
FROM current_report r
JOIN current_reading g ON g.report = r.key
JOIN statement s ON s.reading = g.key
WHERE :narrowed
ORDER BY r.day DESC, r.key DESC, s.n
:limit
