"""Words per CPU-second, one thread, from raw text: Daftari's stages, and spaCy beside them in the same run.

    python training/speed.py BINARY fr TEXTS.jsonl [--spacy MODEL] [--level LEVEL]

BINARY is the `speed` example of `crates/reading` (`cargo build --profile fast -p reading --example speed`).
TEXTS.jsonl has a `text` a line. A word is what stands between spaces, for both. Each stage is run ROUNDS times,
turn by turn with spaCy, and the middle is taken; the CPU time of a run on an empty text (loading) is taken off.
LEVEL (`plain`, `avx2`, `avx-vnni`, `avx512-vnni`) is the most that Daftari may use of the machine.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import tempfile
import time

STAGES = ["analysis", "statements", "claims"]
ROUNDS = 3


def child_cpu(arguments):
    """(CPU seconds, output) of a program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(arguments, capture_output=True, text=True, check=True, env={**os.environ, "RAYON_NUM_THREADS": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def spacy_seconds(nlp, texts):
    started = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return time.process_time() - started


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("language", choices=["en", "fr"])
    parser.add_argument("texts")
    parser.add_argument("--spacy", metavar="MODEL")
    parser.add_argument("--level")
    given = parser.parse_args()
    with open(given.texts, encoding="utf-8") as handle:
        texts = [json.loads(line)["text"] for line in handle]
    words = sum(len(text.split()) for text in texts)
    more = [given.level] if given.level else []
    seconds = {stage: [] for stage in [*STAGES, "spacy"]}
    found = {}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as empty:
        empty.write('{"text": ""}\n')
        empty.flush()
        loading = {s: min(child_cpu([given.binary, s, empty.name, given.language, *more])[0] for _ in range(3)) for s in STAGES}
    # Before spaCy is loaded: a child begins with the memory of its parent.
    child_cpu([given.binary, "claims", given.texts, given.language, *more])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    nlp = None
    if given.spacy:
        import spacy

        nlp = spacy.load(given.spacy)
        spacy_seconds(nlp, texts[:3])
    for _ in range(ROUNDS):
        for stage in STAGES:
            used, found[stage] = child_cpu([given.binary, stage, given.texts, given.language, *more])
            seconds[stage].append(used - loading[stage])
        if nlp:
            seconds["spacy"].append(spacy_seconds(nlp, texts))
    print(f"{words:,} words; {found['claims'].strip()}")
    print("to\twords/CPU-s\ttokens/CPU-s\tsentences/CPU-s\tloading s")
    for stage in STAGES:
        middle = statistics.median(seconds[stage])
        tokens, sentences = (int(cell.split()[0]) for cell in found[stage].split(", ")[:2])
        print(f"{stage}\t{words / middle:,.0f}\t{tokens / middle:,.0f}\t{sentences / middle:,.0f}\t{loading[stage]:.2f}")
    if nlp:
        theirs = statistics.median(seconds["spacy"])
        ratio = theirs / statistics.median(seconds["analysis"])
        print(f"{given.spacy}\t{words / theirs:,.0f}\nratio of analysis to it\t{ratio:.1f}")
    print(f"memory to claims, both languages loaded\t{peak:.0f} MB")


if __name__ == "__main__":
    main()
