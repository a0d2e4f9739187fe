"""Encoders, lexical and vector index, ranking and calibration: texts and ids, nothing of the domain."""
