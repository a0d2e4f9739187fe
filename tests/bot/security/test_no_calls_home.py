"""With the bundled model nothing calls anywhere: every connection that a whole turn makes is looked at."""

import subprocess
import sys
from pathlib import Path

WATCHED = """
import sys

def watch(event, arguments):
    if event == "socket.connect" and not isinstance(arguments[1], (str, bytes)):
        print("CONNECT", arguments[1], flush=True)
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        print("LOOKUP", arguments[0], flush=True)

sys.addaudithook(watch)
sys.argv = ["houvast", "--config", sys.argv[1], "ask", "wat betekent een 0 en een 10 op de schaalvraag?"]
from bot.cli.app import main
main()
"""


def test_a_question_is_answered_without_a_connection(folder: Path) -> None:
    (folder / "config.yml").write_text("paths: {data: data}\n", encoding="utf-8")
    command = [sys.executable, "-W", "ignore", "-c", WATCHED, str(folder / "config.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert "schaal" in done.stdout.lower(), done.stderr
    assert [line for line in done.stdout.splitlines() if line.startswith(("CONNECT", "LOOKUP"))] == []
