CREATE TEMP VIEW current_report AS
SELECT r.*
FROM main.report r
WHERE :report_published AND :report_read
  AND NOT EXISTS (
      SELECT 1 FROM main.report later
      WHERE later.series = r.series AND later.version > r.version
        AND :later_published AND :later_read
  );

CREATE TEMP VIEW current_reading AS
SELECT g.*
FROM main.reading g
WHERE :reading_read
  AND NOT EXISTS (
      SELECT 1 FROM main.reading newer
      WHERE newer.report = g.report AND newer.key > g.key AND :newer_read
  );
