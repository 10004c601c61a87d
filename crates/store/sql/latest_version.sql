SELECT r.key, r.series, r.version, r.digest
FROM report r
WHERE r.series = coalesce(
    (SELECT series FROM report WHERE id = ?1 ORDER BY key DESC LIMIT 1),
    (SELECT series FROM report WHERE url = ?2 ORDER BY key DESC LIMIT 1),
    (SELECT series FROM report WHERE capture = ?3 ORDER BY key DESC LIMIT 1)
)
ORDER BY r.version DESC
LIMIT 1
