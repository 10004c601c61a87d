SELECT s.made_by
FROM arrival a
JOIN sighting s ON s.arrival = a.key
WHERE a.capture = ?1 AND ifnull(a.url, '') = ?2
ORDER BY s.key DESC
LIMIT 1
