"""Training of the bundled model on (phrasing, entry) pairs: what belongs together comes nearer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.documents import body_text
from embeddings.encoders.cleaning import encodable
from embeddings.errors import EncoderUnavailable, TrainingDataError
from embeddings.models.dequantise import PASSAGE, QUERY, REMEDY
from embeddings.models.engine_file import EngineFile
from embeddings.models.pairs import Asked, Pair, Split, batches
from embeddings.models.scales import Trainable, trainable_scales

ENCODE_BATCH = 32
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class AdaptSettings:
    """How the model is trained.

    Attributes:
        epochs: At most this many times through the phrasings.
        batch: Pairs in a batch; each is a wrong answer for all others.
        factor_rate: Learning rate of the factors of block scales (1 would double a scale).
        other_rate: Learning rate of biases and layer norms.
        warmup: Share of the steps in which the rates rise; after it they fall to 0.
        sharpness: What cosines are multiplied with (one divided by the temperature). E5 was trained with 100;
            a lower one pushes less on pairs that are right already.
        length: Tokens of a text that are read in training.
        layers: How many layers are trained, counted from the last.
        watched: At most this many held-out phrasings are ranked after each epoch.
        seed: The same seed, data and machine give the same model.
        threads: CPU threads.
    """

    epochs: int = 4
    batch: int = 32
    factor_rate: float = 2e-3
    other_rate: float = 5e-4
    warmup: float = 0.1
    sharpness: float = 50.0
    length: int = 96
    layers: int = 12
    watched: int = 300
    seed: int = 20261122
    threads: int = 1


@dataclass(frozen=True, slots=True)
class Epoch:
    """What one time through the phrasings did.

    Attributes:
        number: From 1; 0 is before training.
        loss: Mean loss of its batches; 0 before training.
        reciprocal_rank: Mean of 1 / rank of the right document for held-out phrasings, by the cosine with the
            document's text alone.
    """

    number: int
    loss: float
    reciprocal_rank: float


def adapt(
    model: Any,  # noqa: ANN401 - a SentenceTransformer
    file: EngineFile,
    data: Split,
    settings: AdaptSettings,
    progress: Progress | None = None,
    told: Callable[[Epoch], None] | None = None,
) -> list[Epoch]:
    """Train a model in place; it ends with the epoch that ranked held-out phrasings best.

    Multiple negatives ranking loss (Henderson et al. 2017, https://arxiv.org/abs/1705.00652) of
    sentence-transformers. Training stops after an epoch that ranks held-out phrasings worse than the one before.

    Args:
        model: From :func:`embeddings.models.dequantise.dequantised`, for the same file.
        file: Where it came from.
        data: What to train on and what to measure on.
        settings: How.
        progress: Called with steps done and steps in all.
        told: Called after every epoch, and once before training.

    Returns:
        All epochs, the one before training first.

    Raises:
        TrainingDataError: Fewer than two documents have phrasings, or nothing is held out.
        EncoderUnavailable: torch or sentence-transformers is missing or too old.
    """
    try:
        import torch
        from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    except ImportError as error:
        raise EncoderUnavailable("bundled (as torch model)", str(error), REMEDY) from error
    plan = [list(batches(data.documents, settings.batch, settings.seed + epoch)) for epoch in range(settings.epochs)]
    steps = sum(map(len, plan))
    if not steps or not data.held_out:
        raise TrainingDataError("Adapting needs two documents with phrasings, and phrasings to hold out; add some.")
    torch.manual_seed(settings.seed)
    watched = _watched(data.held_out, settings)
    with trainable_scales(model, file, settings.layers) as trainable:
        loss = MultipleNegativesRankingLoss(model, scale=settings.sharpness)
        optimiser = torch.optim.AdamW(
            [
                {"params": trainable.factors, "lr": settings.factor_rate},
                {"params": trainable.others, "lr": settings.other_rate},
            ],
            weight_decay=0.0,
        )
        schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, _rise_and_fall(steps, settings.warmup))
        epochs = [Epoch(0, 0.0, _reciprocal_rank(model, data, watched, settings))]
        _tell(told, epochs)
        best = trainable.snapshot()
        done = 0
        for number, epoch in enumerate(plan, start=1):
            total = 0.0
            for batch in epoch:
                total += _step(model, loss, optimiser, trainable, batch, settings)
                schedule.step()
                done += 1
                if progress is not None:
                    progress(done, steps)
            epochs.append(Epoch(number, total / len(epoch), _reciprocal_rank(model, data, watched, settings)))
            _tell(told, epochs)
            ranks = [epoch.reciprocal_rank for epoch in epochs[1:]]
            if ranks[-1] == max(ranks):
                best = trainable.snapshot()
            elif ranks[-1] < ranks[-2]:
                break
        trainable.restore(best)
    return epochs


def encoded(model: Any, texts: Sequence[str], length: int) -> FloatArray:  # noqa: ANN401
    """Vectors of texts that have their prompt already, ``(len(texts), d) float32``, without training on them."""
    import torch

    with torch.inference_mode():
        parts = [
            model(_features(model, texts[start : start + ENCODE_BATCH], length))["sentence_embedding"].numpy()
            for start in range(0, len(texts), ENCODE_BATCH)
        ]
    return np.concatenate(parts).astype(np.float32)


def _step(
    model: Any,  # noqa: ANN401
    loss: Any,  # noqa: ANN401
    optimiser: Any,  # noqa: ANN401
    trainable: Trainable,
    batch: list[Pair],
    settings: AdaptSettings,
) -> float:
    import torch

    queries = [QUERY + pair.query for pair in batch]
    others = [(PASSAGE if pair.is_passage else QUERY) + pair.other for pair in batch]
    optimiser.zero_grad()
    columns = [_features(model, texts, settings.length) for texts in (queries, others)]
    value = loss(columns, torch.arange(len(batch)))
    value.backward()
    torch.nn.utils.clip_grad_norm_([*trainable.factors, *trainable.others], 1.0)
    optimiser.step()
    return float(value.detach())


def _features(model: Any, texts: Sequence[str], length: int) -> dict[str, Any]:  # noqa: ANN401
    cleaned = [encodable(text) for text in texts]
    tokens = model.tokenizer(cleaned, padding=True, truncation=True, max_length=length, return_tensors="pt")
    return {"input_ids": tokens["input_ids"], "attention_mask": tokens["attention_mask"]}


def _watched(held_out: Sequence[Asked], settings: AdaptSettings) -> list[Asked]:
    random = np.random.default_rng(settings.seed)
    chosen = random.permutation(len(held_out))[: settings.watched]
    return [held_out[place] for place in chosen.tolist()]


def _reciprocal_rank(model: Any, data: Split, watched: Sequence[Asked], settings: AdaptSettings) -> float:  # noqa: ANN401
    bodies = encoded(model, [PASSAGE + body_text(document) for document in data.documents], settings.length)
    queries = encoded(model, [QUERY + asked.text for asked in watched], settings.length)
    places = {document.id: place for place, document in enumerate(data.documents)}
    scores = queries @ bodies.T
    own = scores[np.arange(len(watched)), [places[asked.id] for asked in watched]]
    ranks = (scores > own[:, None]).sum(axis=1)
    return float(np.mean(1.0 / (1 + ranks)))


def _rise_and_fall(steps: int, warmup: float) -> Callable[[int], float]:
    rising = max(1, round(steps * warmup))
    return lambda step: min((step + 1) / rising, max(0.0, (steps - step) / max(1, steps - rising)))


def _tell(told: Callable[[Epoch], None] | None, epochs: list[Epoch]) -> None:
    if told is not None:
        told(epochs[-1])
