SELECT r.key, r.json, r.text, r.version, r.read_at, a.origin
FROM arrival a
JOIN sighting s ON s.arrival = a.key
JOIN report r ON r.key = s.report
WHERE a.capture = ?1 AND ifnull(a.url, '') = ?2
ORDER BY s.key DESC
LIMIT 1
