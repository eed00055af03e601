"""How the laws are tried: the same way on every machine, so that a red run can be repeated."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Derandomised: a law fails for the change that broke it, not by luck in somebody else's. Deadlines off: CI shares
# its cores. `HYPOTHESIS_PROFILE=search` looks for new counterexamples for as long as one likes.
settings.register_profile(
    "suite",
    derandomize=True,
    deadline=None,
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("search", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))
