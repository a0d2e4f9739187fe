"""Matrices are multiplied in the thread that asks: waiting threads of OpenBLAS take the processor from answers."""

import os
import subprocess
import sys

SCRIPT = """
import bot.assembly, os
import numpy
square = numpy.ones((600, 600), dtype=numpy.float32)
square @ square
print(len(os.listdir("/proc/self/task")), os.environ["OPENBLAS_NUM_THREADS"])
"""


def _run(**extra: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"} | extra
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_no_thread_waits_for_matrices() -> None:
    assert _run() == "1 1"


def test_an_operator_decides_otherwise() -> None:
    assert _run(OPENBLAS_NUM_THREADS="2").endswith(" 2")
