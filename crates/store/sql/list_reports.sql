SELECT r.id, r.version, r.url, r.outlet, g.outlet AS outlet_id, r.headline, r.standfirst,
       r.published, r.day, r.language, r.read_at,
       (SELECT json_group_array(t.topic ORDER BY t.n) FROM report_topic t WHERE t.report = r.key) AS topics,
       (SELECT json_group_object(voice, n)
        FROM (SELECT voice, count(*) AS n FROM statement WHERE reading = g.key GROUP BY voice)) AS statements,
       (SELECT json_group_object(voice, n)
        FROM (SELECT voice, count(*) AS n FROM claim WHERE reading = g.key GROUP BY voice)) AS claims
FROM current_report r
JOIN current_reading g ON g.report = r.key
WHERE :narrowed
ORDER BY r.day DESC, r.key DESC
:limit
