"""How many first names the personal-data detector sees, by origin: ``python -m benchmarks.names``.

Draws names of each list and puts them in sentences that nothing was fitted on, with and without a capital, and prints a
table in Markdown with 95% Wilson intervals. Names on no list are measured in the tests of the detector.
"""

import random
import sys

from bot.evaluation.statistics import Share, share
from knowledge.signals.privacy.detector import PersonalDataDetector
from knowledge.signals.privacy.lexicon import DATA_FOLDER

SENTENCES = (
    "gisteren belde {} mij huilend op",
    "wat zou jij doen als {} niet meer naar huis wil",
    "de buurvrouw vertelt dat {} veel alleen is",
    "volgens de leerkracht komt {} vaak te laat",
    "ik maak me zorgen om {}",
    "hoe bespreek ik dit met {} en de ouders",
    "{} zei dat het thuis niet fijn is",
    "het gesprek met {} liep anders dan ik dacht",
)
PER_ORIGIN = 100


def main() -> int:
    """Print the table; 0 when it was made, whatever the figures."""
    detector = PersonalDataDetector.load()
    print("| origin (list) | names on it | with a capital | lower case |\n|---|---|---|---|")
    for path in sorted((DATA_FOLDER / "first_names").glob("*.txt")):
        names = path.read_text(encoding="utf-8").split()
        # The sample is the same every time, so that two versions are compared on the same names.
        drawn = random.Random(5).sample(names, min(PER_ORIGIN, len(names)))
        capital, lower = _seen(detector, drawn), _seen(detector, [name.lower() for name in drawn])
        print(f"| {path.stem} | {len(names)} | {capital} | {lower} |")
    return 0


def _seen(detector: PersonalDataDetector, names: list[str]) -> Share:
    return share([_finds(detector, name, SENTENCES[place % len(SENTENCES)]) for place, name in enumerate(names)])


def _finds(detector: PersonalDataDetector, name: str, sentence: str) -> bool:
    start = sentence.index("{}")
    spans = detector.find(sentence.format(name))
    return any(span.type == "NAAM" and span.start < start + len(name) and start < span.end for span in spans)


if __name__ == "__main__":
    sys.exit(main())
