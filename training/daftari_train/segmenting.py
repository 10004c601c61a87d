"""`python -m daftari_train.segmenting fr --data DATA --run DIR`: trains and scores the segmenter of a language."""

import argparse

from . import corpus, segment


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=["en", "fr"])
    parser.add_argument("--data", required=True)
    parser.add_argument("--run", required=True)
    options = parser.parse_args()
    segment.kept(options.language, options.run, corpus.load(options.language, options.data))


if __name__ == "__main__":
    main()
