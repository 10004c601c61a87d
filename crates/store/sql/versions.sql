SELECT r.id, r.version, r.headline, r.published, r.read_at
FROM report r
WHERE r.series = (SELECT series FROM report WHERE id = ? ORDER BY key DESC LIMIT 1)
ORDER BY r.version DESC
