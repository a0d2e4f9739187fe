"""A small content folder that passes, to break one thing at a time."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.checking.check import Report, check_folder
from knowledge.language.check import LanguageCheck

TODAY = date(2026, 11, 22)
LISTS = {
    "themas.yml": "top-3: De Top-3\n",
    "expertise.yml": "gedragswetenschapper: een gedragswetenschapper\n",
    "bronnen.yml": "B17: {titel: Een bron}\nB18: {titel: Nog een bron}\n",
    "gezinsgesprek.yml": "# Kaarten\n- praat-thuis\n",
}
ENTRY = """---
slug: {slug}
titel: "Een kaart"
thema: top-3
status: gepubliceerd
urgentie: normaal
niet_eerst_met_gezin: false
expertise: [gedragswetenschapper]
beoordeeld_op: 2026-11-21
vervalt_op: 2027-11-21
verwant: []
bronnen: [B17]
---
## Kort

{short}
"""
SHORT = {
    "eerste": "Schrijf op wat je ziet en hoort. [B17] Lees het later terug. [B17]",
    "praat-thuis": "Ga met de ouders aan tafel zitten. [B17] Maak daar samen een plan. [B17]",
}


class Folder:
    """A content folder under test."""

    def __init__(self, path: Path, language: LanguageCheck) -> None:
        self.path = path
        self.language = language

    def change(self, name: str, old: str, new: str) -> Path:
        file = self.path / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return file

    def check(self, today: date = TODAY, local: dict[str, str] | None = None) -> Report:
        return check_folder(self.path, today, self.language, local)

    def found(self) -> list[tuple[str, int, str, str]]:
        return [
            (finding.path.name, finding.line, finding.severity.value, finding.rule.value)
            for finding in self.check().findings
        ]


@pytest.fixture(scope="session")
def language() -> LanguageCheck:
    return LanguageCheck.load()


@pytest.fixture
def good(tmp_path: Path, language: LanguageCheck) -> Folder:
    for name, text in LISTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "top-3").mkdir()
    for slug, short in SHORT.items():
        (tmp_path / "top-3" / f"{slug}.md").write_text(ENTRY.format(slug=slug, short=short), encoding="utf-8")
    (tmp_path / "top-3" / "eerste.vragen.txt").write_text("[kort]\nwat schrijf ik op\n", encoding="utf-8")
    (tmp_path / "top-3" / "praat-thuis.vragen.txt").write_text("[kort]\nhoe begin ik\n", encoding="utf-8")
    return Folder(tmp_path, language)
