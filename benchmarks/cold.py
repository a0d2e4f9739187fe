"""A cold ``houvast ask`` on a built index: wall time and peak memory of the whole process."""

import os
import statistics
import subprocess
import sys
import time

QUESTION = "wanneer bel ik veilig thuis en wanneer meteen de politie"
RUNS = 7


def run() -> None:
    """Print median and range over several processes; the first one, which may build the index, is left out."""
    walls, peaks = [], []
    for number in range(RUNS + 1):
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "bot", "ask", QUESTION], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"houvast ask ended with status {status}")
        if number:
            walls.append(time.perf_counter() - start)
            peaks.append(usage.ru_maxrss / 1024)
    print(
        f"cold ask: median {statistics.median(walls):.2f} s ({min(walls):.2f}-{max(walls):.2f}), "
        f"peak memory median {statistics.median(peaks):.0f} MB (target < 2.5 s, < 350 MB)"
    )
