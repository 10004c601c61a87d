SELECT json FROM reading WHERE report = ?1
UNION ALL
SELECT s.json FROM statement s JOIN reading g ON g.key = s.reading WHERE g.report = ?1
UNION ALL
SELECT c.json FROM claim c JOIN reading g ON g.key = c.reading WHERE g.report = ?1
