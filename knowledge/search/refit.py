"""Fit the confidence anew when what is published changed: in seconds, for only what is new is searched again.

A calibration is fitted on questions that were searched in indexes without them, which takes minutes
(``houvast train``). What those searches said is kept; here the questions of phrasings that went are left out, those of
new phrasings are added, and the two regressions are fitted on what there is then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from logging import getLogger

from embeddings.calibration.confidence import ConfidenceModel
from embeddings.documents import Document
from embeddings.errors import TrainingDataError, WeightsDamaged
from embeddings.index.search_index import SearchIndex
from embeddings.index.vector_cache import VectorCache
from embeddings.training.confidence import fit_rows
from embeddings.training.folds import HeldOut
from embeddings.training.rows import ConfidenceRows, row_key
from knowledge.search.negatives import strangers
from knowledge.search.opening import SearchFiles
from knowledge.search.published import Published, documents, signposts

LOG = getLogger(__name__)
FOLDS = 4
"""Indexes in which the new phrasings are searched, each without a fourth of them."""
WORST_ERROR = 0.05
"""Expected calibration error above which a fit is not used: the target of this project, by cross-validation."""


def refitted(
    published: Mapping[str, Published], index: SearchIndex, fingerprint: str, files: SearchFiles
) -> ConfidenceModel | None:
    """A calibration for what is published now.

    Args:
        published: Published entries by slug.
        index: The index over exactly these.
        fingerprint: Of the encoder.
        files: Where held-out questions and vectors are kept.

    Returns:
        The model, or None where the one in use stays: nothing changed, there are no held-out questions of this
        encoder, there is too little material, or the new one would be worse calibrated than is allowed.
    """
    rows = _kept_rows(files, fingerprint)
    if rows is None:
        return None
    current, refusing = documents(published), signposts(published)
    wanted = {row_key(document.id, text): text for document in current for text in document.phrasings}
    known = rows.known(list(wanted))
    here = rows.only(wanted)
    if known.all() and len(here) == len(rows):
        return None
    fresh = {key for key, is_known in zip(wanted, known, strict=True) if not is_known}
    if fresh:
        found = _searched_without(current, fresh, index, files.vectors())
        here = here.joined(ConfidenceRows.of(fingerprint, found, refusing))
    try:
        model, report = fit_rows(here)
    except TrainingDataError as error:
        LOG.warning("the confidence was not fitted anew: %s", error)
        return None
    if report.ece > WORST_ERROR:
        LOG.warning("the confidence was not fitted anew: its calibration error is %.3f", report.ece)
        return None
    LOG.info("confidence fitted anew with %d new phrasings: calibration error %.3f", len(fresh), report.ece)
    return model


def _kept_rows(files: SearchFiles, fingerprint: str) -> ConfidenceRows | None:
    for file in files.confidence_rows:
        if not file.exists():
            continue
        try:
            rows = ConfidenceRows.load(file)
        except WeightsDamaged as error:
            LOG.warning("%s", error)
            continue
        if rows.fingerprint == fingerprint:
            return rows
    return None


def _searched_without(
    current: Sequence[Document], fresh: set[bytes], index: SearchIndex, vectors: VectorCache
) -> list[HeldOut]:
    """Search new phrasings in quick indexes that do not have them; a document keeps at least one phrasing."""
    results: list[HeldOut] = []
    for fold in range(FOLDS):
        out = {document.id: _left_out(document, fresh, fold) for document in current}
        without = [
            replace(document, phrasings=tuple(text for text in document.phrasings if text not in out[document.id]))
            for document in current
        ]
        if not any(out.values()) or (quick := index.updated(current, without, vectors, strangers())) is None:
            continue
        for slug, texts in out.items():
            results += [HeldOut(slug, text, quick.search(text, limit=len(current)), text) for text in texts]
    return results


def _left_out(document: Document, fresh: set[bytes], fold: int) -> tuple[str, ...]:
    new = [text for text in document.phrasings if row_key(document.id, text) in fresh]
    chosen = tuple(new[fold::FOLDS])
    return chosen if len(chosen) < len(document.phrasings) else ()
