SELECT NULL, t.topic, count(*), 0, 0
FROM report_topic t
JOIN current_report r ON r.key = t.report
GROUP BY t.topic
ORDER BY 3 DESC, 2
