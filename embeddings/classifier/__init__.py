"""Small linear text classifiers at run time: hashed n-grams, flags and an optional dense vector; numpy only."""
