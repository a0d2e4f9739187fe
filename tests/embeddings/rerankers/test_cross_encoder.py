"""The reranker for any CrossEncoder, with a real model of a few kilobytes that is made here, without network."""

import builtins
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embeddings.errors import RerankerUnavailable
from embeddings.rerankers.cross_encoder import CrossEncoderReranker
from embeddings.settings import RerankerSettings

TEXTS = ["plan maken met het gezin", "bellen in de nacht", "", "a\x00b", "\ud800", "plan " * 900]


def tiny_cross_encoder(folder: Path, labels: int = 1) -> Path:
    """Save a one-layer BERT with random weights that gives so many numbers for a pair."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder.mkdir(parents=True)
    vocabulary = folder / "vocab.txt"
    letters = [prefix + chr(code) for code in range(ord("a"), ord("z") + 1) for prefix in ("", "##")]
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]))
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=5 + len(letters),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=512,
        num_labels=labels,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(str(vocabulary)).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def reranker(tmp_path_factory: pytest.TempPathFactory) -> CrossEncoderReranker:
    return CrossEncoderReranker(RerankerSettings(tiny_cross_encoder(tmp_path_factory.mktemp("cross") / "model")))


def test_it_gives_one_number_per_text(reranker: CrossEncoderReranker) -> None:
    scores = reranker.scores("hoe maak ik een plan", TEXTS)
    assert scores.shape == (len(TEXTS),)
    assert scores.dtype == np.float32
    assert np.isfinite(scores).all()
    assert len(set(scores.tolist())) > 1
    assert reranker.scores("vraag", []).shape == (0,)


def test_a_text_scores_the_same_alone_and_among_others(reranker: CrossEncoderReranker) -> None:
    together = reranker.scores("vraag", TEXTS)
    alone = [reranker.scores("vraag", [text])[0] for text in TEXTS]
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_a_model_with_more_numbers_per_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RerankerUnavailable, match=r"3 numbers per text.*one score"):
        CrossEncoderReranker(RerankerSettings(tiny_cross_encoder(tmp_path / "three", labels=3)))


def test_a_missing_model_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(RerankerUnavailable, match="Give the folder of a saved CrossEncoder"):
        CrossEncoderReranker(RerankerSettings(tmp_path / "absent"))


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.split(".")[0] == "sentence_transformers":
            raise ImportError("No module named 'sentence_transformers'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(RerankerUnavailable, match=r"houvast\[models\].*clear encoder\.reranker"):
        CrossEncoderReranker(RerankerSettings(tmp_path))
