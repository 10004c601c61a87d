SELECT c.json, c.voice,
       (SELECT s.source FROM statement s WHERE s.reading = c.reading AND s.id = c.statement LIMIT 1) AS source,
       r.key AS report_key, r.id AS report, r.headline, r.outlet, g.outlet AS outlet_id, r.day, r.text
FROM claim c
JOIN current_reading g ON g.key = c.reading
JOIN current_report r ON r.key = g.report
WHERE c.kind = ? AND :words
  AND c.until >= ? AND c.since <= ?
  AND (
      c.place IN (:places)
      OR EXISTS (SELECT 1 FROM claim_actor a WHERE a.claim = c.key AND a.actor IN (:actors))
  )
  AND r.id <> ?
ORDER BY r.day DESC, r.key DESC, c.n
LIMIT :limit
