"""The folders of the examples that the tests name."""

from __future__ import annotations

from example_pages import EXAMPLES

NALTREXONE = EXAMPLES / "low-dose-naltrexone"
SEED_PAGE = EXAMPLES / "seed-page-claims"
PASSWORDS = EXAMPLES / "password-rotation"
ASPIRIN = EXAMPLES / "aspirin"
FIBROMYALGIA = EXAMPLES / "fibromyalgia"
