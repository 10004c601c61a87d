SELECT s.json, r.key AS report_key, r.id AS report, r.headline, r.outlet, g.outlet AS outlet_id, r.day, r.text
FROM statement_words
JOIN statement s ON s.key = statement_words.rowid
JOIN current_reading g ON g.key = s.reading
JOIN current_report r ON r.key = g.report
WHERE statement_words MATCH ?1
ORDER BY bm25(statement_words, 2.0, 1.0), r.day DESC, s.key
LIMIT ?2 OFFSET ?3
