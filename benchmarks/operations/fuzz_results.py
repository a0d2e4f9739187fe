"""What a fuzz found, as lines of the results."""

from collections import Counter

from benchmarks.operations.figures import Line
from benchmarks.operations.found import Found
from benchmarks.operations.planting import CHECKED


def lines(found: Found, kept: list[tuple[int, str]], count: int, seed: int, took: float) -> list[Line]:
    """The results."""
    missed = Counter(one.kind for _, one in found.missed)
    checked = sum(missed[kind] for kind in CHECKED)
    misses = ", ".join(f"{kind} {missed[kind]} of {number}" for kind, number in sorted(found.planted.items()))
    errors = found.decisions["error"]
    if kept:
        print("kept:", kept[:20])
    for what, number in [*found.broken.most_common(10), *found.said.most_common(10)]:
        print(f"{number} x {what}")
    told = ", ".join(f"{number} {kind}" for kind, number in found.decisions.most_common())
    return [
        Line("updates", f"{count} (seed {seed}) in {took:.0f} s; {told}; {found.unread} left or unreadable"),
        Line("exceptions that came out", str(found.broken.total()), "0", not found.broken),
        Line("'I cannot answer now'", str(errors), "0", not errors),
        Line("forged buttons taken", str(found.forged), "0", not found.forged),
        Line("planted and not recognised", misses),
        Line("of these with a check digit", str(checked), "0", not checked),
        Line(
            "values looked for",
            f"{len(found.needles)} in database, outbox, write-ahead log and {len(found.log)} lines of log",
        ),
        Line("kept anyway", str(len(kept)), "0", not kept),
    ]
