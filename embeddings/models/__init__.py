"""Training of the bundled model, and where adapted models are kept; torch is only loaded inside functions."""
