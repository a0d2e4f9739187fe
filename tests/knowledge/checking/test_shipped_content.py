"""The content that ships passes its own check."""

from datetime import date

import pytest

from knowledge.checking.check import Report, check_folder
from knowledge.checking.model import Rule
from knowledge.entries.loader import CONTENT_FOLDER
from knowledge.language.check import LanguageCheck

REVIEWED = date(2026, 11, 22)


@pytest.fixture(scope="module")
def report(language: LanguageCheck) -> Report:
    return check_folder(CONTENT_FOLDER, REVIEWED, language)


def test_it_has_no_errors(report: Report) -> None:
    assert [str(finding) for finding in report.errors] == []


def test_nothing_was_past_its_date_and_nothing_is_double(report: Report) -> None:
    assert not [f for f in report.findings if f.rule in (Rule.REVIEW_PAST, Rule.NEAR_DUPLICATE)]


def test_it_reads_well_and_names_its_sources(report: Report) -> None:
    figures = report.figures
    assert figures is not None
    assert figures.flesch_douma is not None
    assert figures.flesch_douma >= 60
    assert figures.sourced >= figures.sentences / 2


def test_every_finding_names_a_line_that_exists(report: Report) -> None:
    for finding in report.findings:
        lines = finding.path.read_text(encoding="utf-8").splitlines()
        assert 1 <= finding.line <= len(lines), str(finding)
