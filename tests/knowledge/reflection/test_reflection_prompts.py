"""The curated questions: what ships, and what the loader refuses, with file and line."""

import re
import shutil
from pathlib import Path

import pytest

from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.entries.references import load_references
from knowledge.reflection.errors import ReflectionDataError
from knowledge.reflection.model import Kind, Prompt
from knowledge.reflection.near import near
from knowledge.reflection.prompts import FOLDER, Prompts, load_prompts

REFERENCES = load_references(CONTENT_FOLDER)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT_FOLDER / FOLDER, tmp_path / FOLDER)
    return tmp_path


def changed(own: Path, old: str, new: str, name: str = "werkprincipes.yml") -> None:
    path = own / FOLDER / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_seven_principles_with_their_source(prompts: Prompts) -> None:
    assert len({topic.id for topic in prompts.principles}) == 7
    for topic in prompts.principles:
        assert [sentence.mark.sources for sentence in topic.principle.sentences] == [("A02",)]
        assert all(s.mark.sources == ("A02",) and s.mark.derived for q in topic.questions for s in q.sentences)
    assert prompts.goal.says_to_report


def test_questions_speak_to_a_team_and_name_no_norm(prompts: Prompts) -> None:
    texts = [q.text for topic in (*prompts.principles, prompts.goal) for q in topic.questions]
    assert len(texts) == len(set(texts))
    for text in texts:
        assert not re.search(r"\b(melding|melden|niet melden|uitstellen)\b", text), text
        assert len(text.split()) <= 20, text


def test_a_prompt_leads_to_its_topic(prompts: Prompts) -> None:
    assert prompts.topic_of(Prompt(Kind.GOAL, "doel")) is prompts.goal
    assert prompts.topic_of(Prompt(Kind.PRINCIPLE, "volgen")).name == "Volgen en bijstellen"
    assert prompts.topic_of(Prompt(Kind.PRINCIPLE, "weg")) is None
    assert prompts.topic_of(Prompt(Kind.ENTRY, "drie-huizen")) is None


def test_own_content_without_questions_takes_those_that_ship(tmp_path: Path, prompts: Prompts) -> None:
    assert load_prompts(tmp_path, REFERENCES) == prompts


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("ook begreep? [A02 afgeleid]", "ook begreep? [Z99 afgeleid]", r":5: source 'Z99' is not in bronnen\.yml"),
        ("ook begreep? [A02 afgeleid]", "ook begreep. [A02 afgeleid]", ":5: is no question"),
        ("ook begreep? [A02 afgeleid]", "ook begreep?", ":5: .*mark"),
        ("  melden: ja", "  melden: soms", ":5: melden must be"),
        ("id: duidelijkheid", "id: Duidelijk!", ":5: id: lower-case"),
        ("id: gezin-als-geheel", "id: duidelijkheid", "stands here twice"),
        ("  melden: ja", "  meldt: ja", ":5: missing or unknown"),
        ("Welke zorg hebben", f"Welke {'grote ' * 30}zorg hebben", "characters; at most 140"),
        ("- id: duidelijkheid", "- id: [", r"yml:7: is not valid YAML"),
    ],
)
def test_what_breaks_the_format_is_named_with_its_line(own: Path, old: str, new: str, says: str) -> None:
    changed(own, old, new)
    with pytest.raises(ReflectionDataError, match=says):
        load_prompts(own, REFERENCES)


def test_too_few_questions_and_too_few_principles(own: Path) -> None:
    path = own / FOLDER / "werkprincipes.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if line.startswith("- id: volgen"))
    path.write_text("".join(lines[:-2]), encoding="utf-8")
    with pytest.raises(ReflectionDataError, match=rf":{first + 1}: has 1 questions; give at least 3"):
        load_prompts(own, REFERENCES)
    path.write_text("".join(lines[:first]), encoding="utf-8")
    with pytest.raises(ReflectionDataError, match="has 6 principles; give 7"):
        load_prompts(own, REFERENCES)


def test_a_goal_without_the_line_about_reporting_is_refused(own: Path) -> None:
    changed(own, "melden: ja", "melden: nee", "doel.yml")
    with pytest.raises(ReflectionDataError, match="never stops reporting"):
        load_prompts(own, REFERENCES)


def test_a_file_that_is_gone_is_named(own: Path) -> None:
    (own / FOLDER / "doel.yml").unlink()
    with pytest.raises(ReflectionDataError, match=r"doel\.yml"):
        load_prompts(own, REFERENCES)


def test_entries_near_what_a_team_read_are_safe_to_discuss() -> None:
    entries = load_content().entries
    found = near(["mdo-voorbereiden", "eergerelateerd-geweld-niet-eerst-ouders", "weg"], entries)
    assert "mdo-voorbereiden" in found
    assert set(found) & set(entries["mdo-voorbereiden"].related)
    for slug, count in near(list(entries), entries).items():
        assert count == len(entries[slug].reflection) > 0
        assert entries[slug].urgency.value == "normaal"
        assert not entries[slug].not_family_first
        assert not slug.startswith("ww-")
    assert near([], entries) == {}
