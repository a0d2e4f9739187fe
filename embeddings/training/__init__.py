"""Fitting of weights on the documents' own phrasings; never needed to answer."""
