"""The fitted name scorer: logistic regression over the features of a word in its context."""

import json
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import SignalDataError
from knowledge.signals.privacy.characters import BUCKETS, CharacterModel

WEIGHTS_FILE = "name_weights.json"


@dataclass(frozen=True, slots=True)
class NameScorer:
    """Weights of the name scorer.

    Attributes:
        bias: Intercept (log-odds).
        weights: Weight of each feature (log-odds); features without weight count for nothing.
    """

    bias: float
    weights: dict[str, float]

    def score(self, features: list[str]) -> float:
        """Give the log-odds that a word with these features is (part of) a name."""
        weights = self.weights
        return self.bias + sum(weights.get(feature, 0.0) for feature in features)


def load_weights(folder: Path) -> tuple[NameScorer, CharacterModel]:
    """Read the fitted weights.

    Args:
        folder: The data folder.

    Returns:
        The name scorer and the character model it was fitted with.

    Raises:
        SignalDataError: The file is missing or malformed.
    """
    path = folder / WEIGHTS_FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        scorer = NameScorer(float(content["bias"]), {str(k): float(v) for k, v in content["weights"].items()})
        model = CharacterModel(tuple(int(w) for w in content["characters"]), int(content["characters_bias"]))
    except json.JSONDecodeError as error:
        raise SignalDataError(path, error.lineno, "is no valid JSON; put the packaged file back") from error
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise SignalDataError(path, 0, f"cannot be used ({error!r}); put the packaged file back or fit anew") from error
    if len(model.weights) != BUCKETS:
        raise SignalDataError(path, 0, f"must hold {BUCKETS} character weights, holds {len(model.weights)}")
    return scorer, model
