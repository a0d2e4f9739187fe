"""Haystack's in-memory store: its BM25 and vectors, joined by reciprocal rank (https://haystack.deepset.ai)."""

from collections.abc import Sequence

from haystack import Document as HaystackDocument
from haystack import Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from benchmarks.peers.contender import FOUND, Vectors, owners, single_texts
from embeddings.documents import Document


class HaystackHybrid:
    """The pipeline of Haystack's own guide on hybrid retrieval, without its ranker."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        self._pipeline: Pipeline | None = None

    def build(self, documents: Sequence[Document]) -> None:
        """One Haystack document per text, with its vector."""
        units = single_texts(documents)
        store = InMemoryDocumentStore(embedding_similarity_function="cosine", return_embedding=False, shared=False)
        store.write_documents(
            [
                HaystackDocument(id=str(row), content=unit.text, meta={"owner": unit.owner}, embedding=vector.tolist())
                for row, (unit, vector) in enumerate(zip(units, self._vectors.units(units), strict=True))
            ]
        )
        pipeline = Pipeline()
        pipeline.add_component("words", InMemoryBM25Retriever(store, top_k=FOUND))
        pipeline.add_component("meaning", InMemoryEmbeddingRetriever(store, top_k=FOUND))
        pipeline.add_component("join", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
        pipeline.connect("words", "join")
        pipeline.connect("meaning", "join")
        self._pipeline = pipeline

    def search(self, text: str) -> list[str]:
        """Ids by fused rank."""
        if self._pipeline is None:
            raise RuntimeError("search before build")
        embedding = self._vectors.question(text).tolist()
        result = self._pipeline.run({"words": {"query": text}, "meaning": {"query_embedding": embedding}})
        return owners(document.meta["owner"] for document in result["join"]["documents"])
