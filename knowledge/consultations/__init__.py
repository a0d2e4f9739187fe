"""Consultations: what they are, who may do what, and how one looks on a page; the rows are in `knowledge.store`."""

from knowledge.consultations.model import (
    Consultation,
    Contribution,
    ContributionKind,
    Draft,
    Insight,
    Status,
    consultation_of,
    subject_of,
)
from knowledge.consultations.number import parse_number
from knowledge.consultations.rules import Act, Refusal, refusal
from knowledge.consultations.summary import SummaryWords, summary

__all__ = [
    "Act",
    "Consultation",
    "Contribution",
    "ContributionKind",
    "Draft",
    "Insight",
    "Refusal",
    "Status",
    "SummaryWords",
    "consultation_of",
    "parse_number",
    "refusal",
    "subject_of",
    "summary",
]
