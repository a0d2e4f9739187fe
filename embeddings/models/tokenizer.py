"""The tokenizer of the bundled model for the tokenizers library."""

from typing import Any

from embeddings.models.engine_file import Pieces


def make_tokenizer(pieces: Pieces) -> Any:  # noqa: ANN401 - a tokenizers.Tokenizer
    """A ``tokenizers.Tokenizer`` that cuts texts as the engine does.

    The engine normalises characters one by one with a table made of Unicode NFKC; here that is NFKC itself. They
    differ for letters that are written with a separate accent, which :func:`knowledge.search.query.clean` has put
    together already in every text that is searched or trained on.
    """
    from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors
    from tokenizers.models import Unigram

    tokenizer = Tokenizer(Unigram(list(pieces.scores), unk_id=pieces.unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\t\n\r\f]"), " "),
            normalizers.Replace(Regex(r"\p{Cc}"), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    bos, eos = pieces.scores[pieces.bos][0], pieces.scores[pieces.eos][0]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, pieces.bos), (eos, pieces.eos)]
    )
    return tokenizer
