INSERT INTO report (
    key, id, series, version, digest, capture, made_by, read_at, published, day,
    url, outlet, language, headline, standfirst, text, json
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
