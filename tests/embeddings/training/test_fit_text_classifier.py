import numpy as np
import pytest

from embeddings.classifier.hashing import NgramHasher

pytest.importorskip("sklearn", reason="needs the training extra")

from embeddings.training.text_classifier import FitSettings, fit_text_classifier
from embeddings.training.text_examples import TextExamples, near_groups

TEXTS = [f"{word} {number}" for number in range(10) for word in ("hij slaat haar", "wie maakt thee")]
SETTINGS = FitSettings(hasher=NgramHasher(buckets=1 << 10))


def examples() -> TextExamples:
    truth = np.array([text.startswith("hij") for text in TEXTS])
    vectors = np.where(truth[:, None], [1.0, 0.0], [0.0, 1.0]).astype(np.float32)
    count = len(TEXTS)
    return TextExamples(
        TEXTS,
        np.zeros((count, 1), np.float32),
        vectors,
        {"a": truth},
        np.ones(count, np.float32),
        np.arange(count, dtype=np.int64),
    )


def test_both_sets_of_weights_tell_the_classes_apart() -> None:
    made = fit_text_classifier(examples(), SETTINGS).classifier({"x": 1})
    flags = np.zeros(1, np.float32)
    for text, vector in (("hij slaat haar", [1, 0]), ("wie maakt thee", [0, 1])):
        for given in (np.array(vector, np.float32), None):
            assert (made.probabilities(text, flags, given)["a"] > 0.5) == text.startswith("hij")


def test_out_of_fold_gives_every_text_a_probability_by_another_model() -> None:
    for chances in fit_text_classifier(examples(), SETTINGS).held_out:
        assert ((chances["a"] > 0.5) == examples().targets["a"]).all()


def test_texts_that_share_wording_share_a_group() -> None:
    groups = near_groups(["hij slaat haar nu", "hij slaat haar niet nu", "wie maakt thee"], NgramHasher())
    assert groups[0] == groups[1] != groups[2]
