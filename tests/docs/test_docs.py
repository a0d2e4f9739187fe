"""The documentation says what the code does: settings, sub-commands, examples and links."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import typer
import yaml
from markdown_it import MarkdownIt

from bot.cli.app import app
from bot.settings import documented_keys
from knowledge.entries import phrasings
from knowledge.entries.loader import CONTENT_FOLDER
from knowledge.entries.parser import parse_entry
from knowledge.entries.references import load_references

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
CONFIGURATION = DOCS / "operators" / "configuration.md"
COMMANDS = DOCS / "operators" / "commands.md"
ENTRY_FORMAT = DOCS / "developers" / "entry-format.md"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
KEYS = documented_keys()
SUB_COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]

_ROW = re.compile(r"^\| `(?P<key>[a-z_.]+)` \| `(?P<default>[^`]*)` \| (?P<unit>[^|]+) \| [^|]+ \| .+ \|$", re.M)
_ELSEWHERE = re.compile(r"^(https?|mailto):")


def configuration_rows() -> dict[str, str]:
    """Default as documented, by key."""
    return {row["key"]: row["default"] for row in _ROW.finditer(CONFIGURATION.read_text(encoding="utf-8"))}


def leaves(node: object, prefix: str = "") -> dict[str, object]:
    """Value by dotted key of nested mappings; an empty mapping is a value."""
    if not isinstance(node, dict) or not node:
        return {prefix.rstrip("."): node}
    return {key: value for name, child in node.items() for key, value in leaves(child, f"{prefix}{name}.").items()}


def fenced(page: Path, language: str) -> str:
    """The first code block of a language."""
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    return next(token.content for token in tokens if token.type == "fence" and token.info == language)


def links(page: Path) -> list[str]:
    """Targets of the links on a page; code is no link."""
    tokens = MarkdownIt().enable("table").parse(page.read_text(encoding="utf-8"))
    inside = [child for token in tokens for child in token.children or []]
    return [str(child.attrs["href"]) for child in inside if child.type == "link_open"]


def anchors(page: Path) -> set[str]:
    """Anchors of the headings on a page, made as GitHub makes them."""
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    titles = [tokens[place + 1].content for place, token in enumerate(tokens) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("key", KEYS)
def test_setting_stands_in_the_docs_with_its_default(key: str) -> None:
    default = KEYS[key].default
    assert configuration_rows().get(key) == (str(default) if default != "" else '""')


def test_docs_name_no_setting_that_does_not_exist() -> None:
    assert set(configuration_rows()) == set(KEYS)


def test_config_file_holds_exactly_the_documented_keys_with_their_defaults() -> None:
    shipped = leaves(yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8")))
    assert shipped == {key: field.default for key, field in KEYS.items()}


@pytest.mark.parametrize("name", SUB_COMMANDS)
def test_sub_command_has_a_section_in_the_docs(name: str) -> None:
    assert f"\n## houvast {name}\n" in COMMANDS.read_text(encoding="utf-8")


def test_docs_describe_no_sub_command_that_does_not_exist() -> None:
    described = re.findall(r"^## houvast (\w+)$", COMMANDS.read_text(encoding="utf-8"), re.M)
    assert sorted(described) == SUB_COMMANDS


@pytest.mark.parametrize("name", SUB_COMMANDS)
def test_every_option_of_a_sub_command_stands_in_the_docs(name: str) -> None:
    text = COMMANDS.read_text(encoding="utf-8")
    section = text.split(f"\n## houvast {name}\n")[1].split("\n## ")[0]
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    options = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
    assert [option for option in options if option != "--help" and option not in section] == []


def test_readme_names_both_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^make chat$", text, re.M)
    assert re.search(r"^make test$", text, re.M)


def test_example_entry_keeps_the_format() -> None:
    text = fenced(ENTRY_FORMAT, "markdown")
    slug = yaml.safe_load(text.split("---")[1])["slug"]
    entry = parse_entry(text, CONTENT_FOLDER / "signs-of-safety" / f"{slug}.md")
    references = load_references(CONTENT_FOLDER)
    assert entry.theme in references.themes
    assert set(entry.sources) <= set(references.sources)
    assert set(entry.expertise) <= set(references.expertise)


def test_example_phrasings_keep_the_format() -> None:
    text = ENTRY_FORMAT.read_text(encoding="utf-8")
    block = next(part for part in re.findall(r"```text\n(.*?)```", text, re.S) if part.startswith("[kort]"))
    assert {phrasing.style for phrasing in phrasings.parse(block, ENTRY_FORMAT)} == {"kort", "chat"}


@pytest.mark.parametrize("style", phrasings.STYLES)
def test_every_style_is_documented(style: str) -> None:
    assert f"`[{style}]`" in ENTRY_FORMAT.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_resolve(page: Path) -> None:
    for target in links(page):
        if _ELSEWHERE.match(target):
            continue
        file, _, anchor = unquote(target).partition("#")
        found = (page.parent / file).resolve() if file else page
        assert found.exists(), f"{target} does not exist"
        if anchor and found.suffix == ".md":
            assert anchor in anchors(found), f"{target}: no such heading"


def test_every_page_is_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        targets = [unquote(target).partition("#")[0] for target in links(page) if not _ELSEWHERE.match(target)]
        waiting += [(page.parent / target).resolve() for target in targets if target.endswith(".md")]
    assert sorted(str(page.relative_to(ROOT)) for page in set(PAGES) - seen) == []
