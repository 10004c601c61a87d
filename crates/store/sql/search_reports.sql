SELECT r.id, r.version, r.url, r.outlet, g.outlet AS outlet_id, r.headline, r.standfirst,
       r.published, r.day, r.language, r.read_at,
       (SELECT json_group_array(t.topic ORDER BY t.n) FROM report_topic t WHERE t.report = r.key) AS topics,
       (SELECT json_group_object(voice, n)
        FROM (SELECT voice, count(*) AS n FROM statement WHERE reading = g.key GROUP BY voice)) AS statements,
       (SELECT json_group_object(voice, n)
        FROM (SELECT voice, count(*) AS n FROM claim WHERE reading = g.key GROUP BY voice)) AS claims,
       snippet(report_words, 2, char(0x2068), char(0x2069), '…', 28) AS excerpt
FROM report_words
JOIN current_report r ON r.key = report_words.rowid
JOIN current_reading g ON g.report = r.key
WHERE report_words MATCH ?1
ORDER BY bm25(report_words, 6.0, 3.0, 1.0), r.day DESC, r.key DESC
LIMIT ?2 OFFSET ?3
