"""Puts the tables into the document, between its two marks."""

import re
from pathlib import Path
from typing import Any

from bench.tables import told

BEGIN, END = "<!-- results -->", "<!-- end of results -->"


def render(results: dict[str, Any], document: Path) -> None:
    """Raises LookupError where the marks are missing."""
    text = document.read_text(encoding="utf-8")
    whole = f"{BEGIN}\n\n{told(results)}\n{END}"
    pattern = f"{re.escape(BEGIN)}.*{re.escape(END)}"
    changed, count = re.subn(pattern, lambda _: whole, text, flags=re.DOTALL)
    if count != 1:
        raise LookupError(f"{document} has no place for the results between {BEGIN} and {END}")
    document.write_text(changed, encoding="utf-8")
