"""Warm answers by length of the question: the whole turn, and the encoder alone in the same run."""

import asyncio
import resource
import statistics
import time
from collections.abc import Callable

from actions.conversation import receive
from actions.vocabulary import InboundMessage
from bot.assembly import Assembly, assemble, default_config
from bot.settings import load_settings

TURNS = 120
TEXT = (
    "ik zit met een gezin waar de afspraken steeds niet worden nagekomen en waar ouders elkaar de schuld geven "
    "terwijl de kinderen stil worden en de school zich zorgen maakt over wat er in het weekend thuis gebeurt en "
    "niemand in het netwerk goed weet wie er nu precies op let dat het veilig blijft voor de jongste"
)


def run() -> None:
    """Print p50 and p95 in ms for 12, 25 and 50 words."""
    assembly = assemble(load_settings(default_config()), keep=False)
    try:
        for words in (12, 25, 50):
            asyncio.run(_measure(assembly, words))
    finally:
        asyncio.run(assembly.close())
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


async def _measure(assembly: Assembly, words: int) -> None:
    questions = [question(words, turn) for turn in range(TURNS + 10)]
    turns = []
    for number, text in enumerate(questions):
        message = InboundMessage(f"bench:{words}:{number}", f"bench:{words}:{number}", "bench", text)
        start = time.perf_counter()
        await receive(message, assembly.front)
        turns.append((time.perf_counter() - start) * 1000)
    encoder = _timed(lambda text: assembly.front.vectorise(text), [text + "?" for text in questions])
    print(
        f"{words:>3} words: whole turn {_summary(turns[10:])}; encoder alone {_summary(encoder[10:])}; "
        f"ratio of medians {statistics.median(turns[10:]) / statistics.median(encoder[10:]):.2f}"
    )


def question(words: int, turn: int) -> str:
    """A question of so many words, another one for every turn so that nothing is remembered."""
    source = TEXT.split()
    start = turn % len(source)
    rolled = (source[start:] + source[:start]) * (1 + words // len(source))
    return " ".join([*rolled[: words - 1], f"vraag{turn}"])


def _timed(work: Callable[[str], object], texts: list[str]) -> list[float]:
    times = []
    for text in texts:
        start = time.perf_counter()
        work(text)
        times.append((time.perf_counter() - start) * 1000)
    return times


def _summary(times: list[float]) -> str:
    ordered = sorted(times)
    return f"p50 {statistics.median(ordered):.1f} ms, p95 {ordered[int(len(ordered) * 0.95)]:.1f} ms"
