SELECT c.place, min(json_extract(c.json, '$.place.name')), count(DISTINCT g.report), count(*), 0
FROM claim c
JOIN current_reading g ON g.key = c.reading
JOIN current_report r ON r.key = g.report
WHERE c.place IS NOT NULL
GROUP BY c.place
ORDER BY 3 DESC, 4 DESC, 1
