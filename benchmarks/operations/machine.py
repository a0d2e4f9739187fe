"""What the machine was doing: processor time and memory of a process, from /proc (Linux only)."""

import os
import platform
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
MB = 1024


def cpu_seconds(pid: int) -> float:
    """Processor time of a process and its threads so far, user and system (proc_pid_stat(5), fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_mb(pid: int) -> float:
    """Memory that a process has in RAM (VmRSS), in MB."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / MB
    return 0.0


def described() -> str:
    """Cores, processor and load average of now, for beside a figure."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in info if line.startswith("model name")), "")
    one, five, _ = os.getloadavg()
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores ({model or platform.machine()}), load average {one:.1f} (1 min) {five:.1f} (5 min)"


@dataclass
class Meter:
    """Processor time and memory of two processes over a while.

    Attributes:
        bot: Process id of the bot.
        own: Process id of the generator, which is also the Bot API server.
    """

    bot: int
    own: int = field(default_factory=os.getpid)
    memory: list[float] = field(default_factory=list)
    _before: tuple[float, float] = (0.0, 0.0)

    def start(self) -> None:
        """Begin to count."""
        self._before = (cpu_seconds(self.bot), cpu_seconds(self.own))
        self.memory = [resident_mb(self.bot)]

    def look(self) -> None:
        """Note the memory of the bot."""
        self.memory.append(resident_mb(self.bot))

    def used(self) -> tuple[float, float]:
        """Processor seconds of bot and generator since the start."""
        return cpu_seconds(self.bot) - self._before[0], cpu_seconds(self.own) - self._before[1]
