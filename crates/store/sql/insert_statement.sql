INSERT INTO statement (
    reading, n, id, voice, actor, source, attitude, firmness, quotation, said, json
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
