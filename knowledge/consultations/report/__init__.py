"""Consultations on paper: A4, black on white, one page each; see `docs/decisions/summaries-on-paper.md`.

Nothing here needs the extra `reports` until a PDF is made.
"""

from knowledge.consultations.report.document import Report, agenda_pdf, case_pdf

__all__ = ["Report", "agenda_pdf", "case_pdf"]
