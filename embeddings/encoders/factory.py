"""From settings to an encoder."""

from embeddings.encoders.bundled import BundledEncoder
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.encoders.protocol import Encoder
from embeddings.encoders.sentence_transformer import SentenceTransformerEncoder
from embeddings.errors import EncoderUnavailable
from embeddings.settings import EncoderSettings


def make_encoder(settings: EncoderSettings) -> Encoder:
    """Load the configured encoder.

    Args:
        settings: Kind, model and threads.

    Returns:
        An encoder that is ready to use.

    Raises:
        EncoderUnavailable: It cannot be used here; the message says what to do.
    """
    match settings.kind:
        case "bundled":
            return BundledEncoder(threads=settings.threads)
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
