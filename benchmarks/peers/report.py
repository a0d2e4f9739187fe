"""Results as Markdown tables."""

import math
from collections.abc import Sequence

from benchmarks.peers.results import Result, percentiles
from bot.evaluation.statistics import Share

NAMES = {"own": "Our base", "bench": "Another base"}
OURS = "houvast"


def page(results: Sequence[Result]) -> str:
    """All tables, a section per set."""
    parts = []
    for material, title in NAMES.items():
        for phrasings in (True, False):
            chosen = [r for r in results if r.material == material and r.phrasings == phrasings]
            if not chosen:
                continue
            first = chosen[0]
            kind = "with phrasings" if phrasings else "title and text only"
            counts = f"{first.documents} entries, {first.texts:,} texts, {len(first.places)} questions"
            parts += [f"## {title}, {kind}", "", f"{counts}.", "", *quality(chosen), "", *styles(chosen), ""]
            parts += [*costs(chosen), ""]
    return "\n".join(parts)


def quality(results: Sequence[Result]) -> list[str]:
    """R@1 and R@3 with intervals, and question by question against ours."""
    ours = next((result for result in results if result.contender == OURS), None)
    unlike = results[0].near.count(False)
    lines = [
        f"| | R@1 | R@3 | R@1, the {unlike} unlike any phrasing | first with Houvast only / with this only | p |",
        "|---|---|---|---|---|---|",
    ]
    for result in results:
        pair = "- | -" if ours is None or result is ours else compared(ours, result)
        shares = (result.share(1), result.share(3), result.share_unlike(1))
        lines.append(f"| {result.contender} | {' | '.join(map(cell, shares))} | {pair} |")
    return lines


def compared(ours: Result, other: Result) -> str:
    """Questions that only one of two has right, with the exact sign test (McNemar 1947, two-sided)."""
    pairs = list(zip(ours.places, other.places, strict=True))
    won = sum(mine == 0 < theirs for mine, theirs in pairs)
    lost = sum(theirs == 0 < mine for mine, theirs in pairs)
    return f"{won} / {lost} | {chance(sign_test(won, lost))}"


def sign_test(won: int, lost: int) -> float:
    """Probability of a difference at least this large when both are as likely to be right."""
    total = won + lost
    tail = sum(math.comb(total, k) for k in range(min(won, lost) + 1)) / math.pow(2, total)
    return min(1.0, 2 * tail)


def chance(p: float) -> str:
    """A probability for a table."""
    return "< .001" if p < 0.001 else f"{p:.3f}".removeprefix("0")


def styles(results: Sequence[Result]) -> list[str]:
    """R@1 / R@3 by style, with the interval of R@1."""
    names = sorted(set(results[0].styles))
    counts = [f"{name} ({results[0].styles.count(name)})" for name in names]
    lines = [f"| R@1 [95%] / R@3 | {' | '.join(counts)} |", f"|---|{'---|' * len(names)}"]
    for result in results:
        cells = [f"{cell(result.share(1, name))} / {short(result.share(3, name).value)}" for name in names]
        lines.append(f"| {result.contender} | {' | '.join(cells)} |")
    return lines


def costs(results: Sequence[Result]) -> list[str]:
    """Time and memory."""
    lines = [
        "| | question, p50 / p95 ms | vector known, p50 / p95 ms | index s | memory MB | peak MB |",
        "|---|---|---|---|---|---|",
    ]
    for result in results:
        whole, bare = (spread(times) for times in (result.encoded_ms, result.search_ms))
        memory = f"{result.resident_mb:.0f} | {result.peak_mb:.0f}"
        lines.append(f"| {result.contender} | {whole} | {bare} | {result.index_s:.2f} | {memory} |")
    return lines


def spread(times: Sequence[float]) -> str:
    """p50 / p95."""
    return " / ".join(f"{value:.1f}" for value in percentiles(times))


def cell(share: Share) -> str:
    """A share with its interval (Wilson)."""
    low, high = share.interval
    return f"{short(share.value)} [{short(low)}, {short(high)}]"


def short(value: float) -> str:
    """Two decimals without the leading zero."""
    return f"{value:.2f}".removeprefix("0")
