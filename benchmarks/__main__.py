"""Run every benchmark and print its figures."""

import sys

from benchmarks import cold, warm


def main() -> int:
    """Run the benchmarks; 0 when they ran, whatever the figures."""
    cold.run()
    warm.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
