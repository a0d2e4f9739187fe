"""Channels, settings and entry points: the outside of Houvast."""

import os

# Before numpy is imported: OpenBLAS keeps a thread per core that turns round waiting for its next matrix. Ours are
# small; under load those threads took a third of the processor and gave nothing back (docs/quality/operations.md).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
