SELECT (SELECT count(*) FROM current_report),
       (SELECT count(*) FROM report) - (SELECT count(DISTINCT series) FROM report),
       (SELECT count(*) FROM current_report r JOIN current_reading g ON g.report = r.key
        JOIN statement s ON s.reading = g.key),
       (SELECT count(*) FROM current_report r JOIN current_reading g ON g.report = r.key
        JOIN claim c ON c.reading = g.key),
       (SELECT count(*) FROM problem),
       (SELECT count(*) FROM capture),
       (SELECT count(*) FROM judgement)
