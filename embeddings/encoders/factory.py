"""From settings to an encoder."""

from embeddings.encoders.bundled import BundledEncoder, is_bundled
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.encoders.gathering import GatheringEncoder
from embeddings.encoders.memo import MemoEncoder
from embeddings.encoders.protocol import Encoder
from embeddings.encoders.sentence_transformer import SentenceTransformerEncoder
from embeddings.errors import EncoderUnavailable
from embeddings.models.shelf import ModelShelf
from embeddings.settings import EncoderSettings


def signal_encoder(settings: EncoderSettings, encoder: Encoder | None) -> Encoder | None:
    """The bundled model with its own weights, for classifiers that were fitted on its vectors.

    Where another encoder searches, this costs one more encoding per message, about 25 ms.

    Args:
        settings: Of the encoder that searches.
        encoder: The encoder that searches; None when it cannot be loaded.

    Returns:
        That encoder where it is the bundled one; None where the bundled one cannot be loaded, and with the encoder
        for tests.

    Raises:
        EncoderUnavailable: It cannot be used here.
    """
    if settings.kind == "deterministic":
        return None
    if encoder is not None and is_bundled(encoder.fingerprint):
        return encoder
    adapted = settings.adapted is not None and ModelShelf(settings.adapted).in_use() is not None
    if settings.kind == "bundled" and not adapted:
        return None  # it was tried a moment ago, and is broken
    return MemoEncoder(GatheringEncoder(BundledEncoder(threads=settings.threads)))


def make_encoder(settings: EncoderSettings) -> Encoder:
    """Load the configured encoder.

    Args:
        settings: Kind, model and threads.

    Returns:
        An encoder that is ready to use.

    Raises:
        EncoderUnavailable: It cannot be used here; the message says what to do.
        ModelMissing: The adapted model that is switched on is not there.
        ModelDamaged: It cannot be used.
    """
    match settings.kind:
        case "bundled":
            weights = ModelShelf(settings.adapted).in_use_weights() if settings.adapted else None
            return GatheringEncoder(BundledEncoder(threads=settings.threads, weights=weights))
        case "deterministic":
            return DeterministicEncoder()
        case "sentence-transformer":
            if settings.model is None:
                raise EncoderUnavailable(
                    "sentence-transformer",
                    "no model is configured",
                    "Give a folder or hub name as the encoder's model.",
                )
            return SentenceTransformerEncoder(
                settings.model,
                query_prefix=settings.query_prefix,
                passage_prefix=settings.passage_prefix,
                threads=settings.threads,
            )
    raise EncoderUnavailable(
        repr(settings.kind),
        "there is no encoder of that kind",
        "Choose bundled, sentence-transformer or deterministic.",
    )
