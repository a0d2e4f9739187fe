"""Houvast beside what people would use instead: the same texts, the same questions, the same vectors."""
