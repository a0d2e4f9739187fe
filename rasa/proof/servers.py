"""The two servers of the proof: Houvast's action server and Rasa, on ports of their own."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

PROJECT = Path(__file__).resolve().parents[1]
ROOT = PROJECT.parent
INPUTS = ("config.yml", "domain.yml", "data/nlu.yml", "data/rules.yml")
"""Files a model is trained from."""
START_S = 180
"""Seconds a server may take to start; on a busy machine Rasa alone can take a minute."""


class ServerFailed(Exception):
    """A server did not start, or a command failed."""


@dataclass
class Workplace:
    """Where the proof runs.

    Attributes:
        folder: Settings, data and logs; goes when the proof ends.
        rasa_python: The Python in which Rasa is installed.
        models: Where trained models are.
        actions_port: Port of the action server.
        rasa_port: Port of Rasa.
        api_token: Opens Rasa's API, for the dumps.
    """

    folder: Path
    rasa_python: Path
    models: Path
    actions_port: int = field(default_factory=lambda: free_port())
    rasa_port: int = field(default_factory=lambda: free_port())
    api_token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _actions_token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def prepare(self) -> None:
        """Write the settings of Houvast, and credentials with Rasa's own channel beside ours."""
        self.config.write_text(f"paths:\n  data: data\nactions:\n  port: {self.actions_port}\n", encoding="utf-8")
        ours = (PROJECT / "credentials.yml").read_text(encoding="utf-8")
        self.credentials.write_text(f"{ours}\nrest:\n", encoding="utf-8")

    @property
    def config(self) -> Path:
        """Settings of Houvast."""
        return self.folder / "config.yml"

    @property
    def credentials(self) -> Path:
        """Channels of Rasa."""
        return self.folder / "credentials.yml"

    @property
    def rasa_log(self) -> Path:
        """What Rasa wrote."""
        return self.folder / "rasa.log"

    @property
    def environment(self) -> dict[str, str]:
        """Variables for both; no proxy, and nothing cached in the project."""
        return {
            **{name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")},
            "HOUVAST_ACTIONS_URL": f"http://127.0.0.1:{self.actions_port}",
            "HOUVAST_ACTIONS_TOKEN": self._actions_token,
            "HOUVAST_RASA_TOKEN": self.api_token,
            "RASA_CACHE_DIRECTORY": str(self.folder / "cache"),
            "PYTHONWARNINGS": "ignore",
        }

    def houvast(self, *arguments: str) -> str:
        """Run a command of Houvast.

        Raises:
            ServerFailed: It failed.
        """
        return self._run([sys.executable, "-m", "bot", "--config", str(self.config), *arguments], ROOT)

    def train(self) -> bool:
        """Train a model when there is none, or a file it is trained from is newer; whether it was."""
        made = [model.stat().st_mtime for model in self.models.glob("*.tar.gz")]
        if made and max(made) > max((PROJECT / name).stat().st_mtime for name in INPUTS):
            return False
        self.models.mkdir(parents=True, exist_ok=True)
        self._run([str(self.rasa_python), "start.py", "train", "--quiet", "--out", str(self.models.resolve())], PROJECT)
        return True

    @contextmanager
    def action_server(self) -> Iterator[None]:
        """Houvast's action server."""
        command = [sys.executable, "-m", "bot", "--config", str(self.config), "actions"]
        with self._serving(command, ROOT, self.folder / "actions.log", f"{self._at(self.actions_port)}/health"):
            yield

    @contextmanager
    def rasa(self) -> Iterator[None]:
        """Rasa, with everything it can log."""
        command = [str(self.rasa_python), "start.py", "run", "--port", str(self.rasa_port), "--debug"]
        command += ["--model", str(self.models.resolve()), "--credentials", str(self.credentials)]
        with self._serving(command, PROJECT, self.rasa_log, f"{self._at(self.rasa_port)}/webhooks/houvast/"):
            yield

    def _at(self, port: int) -> str:
        return f"http://127.0.0.1:{port}"

    def _run(self, command: list[str], folder: Path) -> str:
        done = subprocess.run(  # noqa: S603 - our own commands
            command, cwd=folder, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise ServerFailed(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    @contextmanager
    def _serving(self, command: list[str], folder: Path, log: Path, health: str) -> Iterator[None]:
        with log.open("w", encoding="utf-8") as sink:
            process = subprocess.Popen(  # noqa: S603 - our own commands
                command, cwd=folder, env=self.environment, stdout=sink, stderr=sink
            )
        try:
            _wait(health, process, log)
            yield
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(url, trust_env=False).is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.3)
    raise ServerFailed(f"{url} did not answer; its log:\n{log.read_text(encoding='utf-8')[-4000:]}")
