"""The encoder for any SentenceTransformer, with a real model of a few kilobytes that is made here."""

import builtins
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embeddings.encoders.factory import make_encoder
from embeddings.encoders.protocol import Encoder
from embeddings.encoders.sentence_transformer import SentenceTransformerEncoder
from embeddings.errors import EncoderUnavailable
from embeddings.settings import EncoderSettings

WORDS = ["hallo", "wereld", "veilig", "thuis", "plan", "query", "passage", ":", "overleg", "team"]


def tiny_model(folder: Path, *, seed: int = 0, prompts: dict[str, str] | None = None) -> Path:
    """Save a one-layer BERT with random weights as a SentenceTransformer."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    source = folder / "source"
    source.mkdir(parents=True)
    vocabulary = source / "vocab.txt"
    letters = [prefix + chr(code) for code in range(ord("a"), ord("z") + 1) for prefix in ("", "##")]
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *WORDS]))
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=5 + len(letters) + len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(source)
    BertTokenizerFast(str(vocabulary)).save_pretrained(source)
    # A plain transformer gets mean pooling from the library.
    model = SentenceTransformer(str(source), device="cpu", prompts=prompts)
    model.max_seq_length = 32
    target = folder / "model"
    model.save(str(target))
    return target


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def encoder(model: Path) -> Encoder:
    return make_encoder(EncoderSettings(kind="sentence-transformer", model=model))


def test_it_keeps_the_contract(encoder: Encoder) -> None:
    assert isinstance(encoder, Encoder)
    assert encoder.dimension == 16
    for encode in (encoder.encode_queries, encoder.encode_passages):
        vectors = encode(["hallo wereld", "veilig thuis", "", "a\x00b", "\ud800", "plan " * 500])
        assert vectors.shape == (6, 16)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
        assert encode([]).shape == (0, 16)
        np.testing.assert_allclose(encode(["veilig thuis"])[0], vectors[1], atol=1e-5)


def test_without_prefixes_queries_and_passages_are_alike(encoder: Encoder) -> None:
    assert (encoder.query_prefix, encoder.passage_prefix) == ("", "")
    np.testing.assert_allclose(encoder.encode_queries(["overleg"]), encoder.encode_passages(["overleg"]), atol=1e-6)


def test_given_prefixes_change_vectors_and_fingerprint(model: Path, encoder: Encoder) -> None:
    other = SentenceTransformerEncoder(model, query_prefix="query: ", passage_prefix="passage: ")
    assert other.fingerprint != encoder.fingerprint
    np.testing.assert_allclose(other.encode_queries(["overleg"]), encoder.encode_queries(["query: overleg"]), atol=1e-6)
    np.testing.assert_allclose(
        other.encode_passages(["overleg"]), encoder.encode_passages(["passage: overleg"]), atol=1e-6
    )


def test_prompts_of_the_model_are_used(tmp_path: Path) -> None:
    encoder = SentenceTransformerEncoder(tiny_model(tmp_path, prompts={"query": "query : ", "passage": "passage : "}))
    assert (encoder.query_prefix, encoder.passage_prefix) == ("query : ", "passage : ")


def test_a_model_named_e5_gets_the_prefixes_of_its_family(model: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "my-e5-model"
    model.rename(renamed)
    try:
        encoder = SentenceTransformerEncoder(renamed)
        assert (encoder.query_prefix, encoder.passage_prefix) == ("query: ", "passage: ")
    finally:
        renamed.rename(model)


def test_the_fingerprint_follows_the_weights(model: Path, encoder: Encoder, tmp_path: Path) -> None:
    assert SentenceTransformerEncoder(model).fingerprint == encoder.fingerprint
    assert SentenceTransformerEncoder(tiny_model(tmp_path, seed=1)).fingerprint != encoder.fingerprint


def test_a_missing_model_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match="Give the folder of a saved SentenceTransformer"):
        SentenceTransformerEncoder(tmp_path / "absent")


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.split(".")[0] == "sentence_transformers":
            raise ImportError("No module named 'sentence_transformers'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(EncoderUnavailable, match=r"houvast\[models\]"):
        SentenceTransformerEncoder(tmp_path)
