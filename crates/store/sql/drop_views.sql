DROP VIEW IF EXISTS temp.current_reading;
DROP VIEW IF EXISTS temp.current_report;
