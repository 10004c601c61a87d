SELECT r.key, r.json, r.text, r.version, r.read_at,
       (SELECT origin FROM arrival WHERE capture = r.capture ORDER BY key LIMIT 1)
FROM current_report r
WHERE r.series = (SELECT series FROM report WHERE id = ? ORDER BY key DESC LIMIT 1)
