SELECT g.key, g.json, g.outlet, g.read_at, m.json
FROM current_reading g
JOIN made_by m ON m.key = g.made_by
WHERE g.report = ?
