"""Pictures of the results; marks, hatches and labels tell them apart without colour."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.peers.report import NAMES
from benchmarks.peers.results import Result, percentiles

DPI = 100


def draw_quality(results: Sequence[Result], target: Path) -> None:
    """R@1 with and without phrasings, a panel per set."""
    names = list(dict.fromkeys(result.contender for result in results if result.phrasings))
    materials = [name for name in NAMES if any(result.material == name for result in results)]
    figure = Figure(figsize=(9, 3.4), layout="constrained")
    panels = figure.subplots(1, len(materials), sharex=True, sharey=True, squeeze=False)[0]
    for panel, material in zip(panels, materials, strict=True):
        chosen = [result for result in results if result.material == material]
        for phrasings, shift, mark, label in ((True, -0.15, "o", "with phrasings"), (False, 0.15, "s", "without")):
            _points(panel, [r for r in chosen if r.phrasings == phrasings], names, shift, mark, label)
        panel.set_title(f"{NAMES[material]}: {len(chosen[0].places)} questions", fontsize=10)
        panel.set_yticks(range(len(names)), names)
        panel.set_xlim(0, 1)
        panel.set_xlabel("right entry first (R@1), 95% interval")
        panel.grid(axis="x", color="0.85")
    panels[0].invert_yaxis()
    panels[-1].legend(loc="lower right", fontsize=8)
    figure.savefig(target, dpi=DPI)


def _points(panel: Axes, results: Sequence[Result], names: Sequence[str], shift: float, mark: str, label: str) -> None:
    shares = [result.share(1) for result in results]
    values = [share.value for share in shares]
    below = [share.value - share.interval[0] for share in shares]
    above = [share.interval[1] - share.value for share in shares]
    panel.errorbar(
        values,
        [names.index(result.contender) + shift for result in results],
        xerr=[below, above],
        fmt=mark,
        color="black",
        markerfacecolor="black" if mark == "o" else "white",
        label=label,
        capsize=2,
        linewidth=1,
    )


def draw_costs(results: Sequence[Result], target: Path) -> None:
    """Median time per question and memory on our base with phrasings, on logarithmic axes."""
    chosen = [result for result in results if result.material == "own" and result.phrasings]
    names = [result.contender for result in chosen]
    figure = Figure(figsize=(9, 2.8), layout="constrained")
    left, right = figure.subplots(1, 2, sharey=True)
    whole = [percentiles(result.encoded_ms)[0] for result in chosen]
    bare = [percentiles(result.search_ms)[0] for result in chosen]
    left.plot(whole, names, "o", color="black", label="with encoding")
    left.plot(bare, names, "s", color="black", markerfacecolor="white", label="vector known")
    left.set_xscale("log")
    left.xaxis.set_major_formatter("{x:g}")
    left.set_xlabel("ms per question (median)")
    left.invert_yaxis()
    left.legend(loc="lower left", fontsize=8)
    right.plot([r.resident_mb for r in chosen], names, "o", color="black", label="answering")
    right.plot([r.peak_mb for r in chosen], names, "^", color="black", markerfacecolor="white", label="peak")
    right.set_xlim(0, max(r.peak_mb for r in chosen) * 1.1)
    right.set_xlabel("memory of the process (MB)")
    right.legend(loc="center right", fontsize=8)
    for panel in (left, right):
        panel.grid(axis="x", color="0.85")
    figure.savefig(target, dpi=DPI)
