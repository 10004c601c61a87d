"""Words per CPU-second, one thread, raw text to full analysis: Daftari against spaCy, in one run.

    python training/speed.py BINARY fr TEXTS.jsonl [spaCy model]

BINARY is the `score` example of `crates/language` (`cargo build --profile fast -p language --example
score`). TEXTS.jsonl has a `text` a line. The CPU time of a run on an empty text (loading) is taken off.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time


def child_cpu(binary, path, language):
    """(CPU seconds, output, peak MB) of the binary on a file."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([binary, "count", path, language], capture_output=True, text=True, check=True, env={**os.environ, "RAYON_NUM_THREADS": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout, after.ru_maxrss / 1024


def main():
    binary, language, path = sys.argv[1:4]
    with open(path, encoding="utf-8") as handle:
        texts = [json.loads(line)["text"] for line in handle]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as empty:
        empty.write('{"text": ""}\n')
        empty.flush()
        loading = min(child_cpu(binary, empty.name, language)[0] for _ in range(2))
    used, out, peak = child_cpu(binary, path, language)
    ours = int(out.split()[0]) / (used - loading)
    print(f"daftari {language}\t{ours:,.0f} words per CPU-second\t{peak:.0f} MB peak\t{loading:.2f} s loading")
    if len(sys.argv) > 4:
        import spacy

        nlp = spacy.load(sys.argv[4])
        texts = texts[: len(texts) // 4]
        started = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts))
        theirs = words / (time.process_time() - started)
        print(f"{sys.argv[4]}\t{theirs:,.0f} words per CPU-second\nratio\t{ours / theirs:.1f}")


if __name__ == "__main__":
    main()
