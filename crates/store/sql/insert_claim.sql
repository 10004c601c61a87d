INSERT INTO claim (
    reading, n, id, statement, voice, kind, word, detail, modality, firmness,
    place, since, until, dated, trigger, json
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
