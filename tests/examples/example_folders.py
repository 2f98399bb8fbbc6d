"""The folders of the examples, and the day for which the tests look at them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"
NALTREXONE = EXAMPLES / "low-dose-naltrexone"
SEED_PAGE = EXAMPLES / "seed-page-claims"
PASSWORDS = EXAMPLES / "password-rotation"
ASPIRIN = EXAMPLES / "aspirin"
FIBROMYALGIA = EXAMPLES / "fibromyalgia"
AS_OF = date(2026, 4, 14)
