"""The words that a finding is about, as its message has them."""

from __future__ import annotations

from evidence_assembler.known.known import show_words


def words_named(*names: str | None) -> tuple[str, ...]:
    r"""Names as a message has them between the marks of `repr`, each once; None is left out.

    >>> words_named("smith2020", None, "a\tb", "smith2020")
    ('smith2020', 'a\\tb')
    """
    return tuple(dict.fromkeys(repr(name)[1:-1] for name in names if name))


def words_quoted(*texts: str | None) -> tuple[str, ...]:
    """Texts as `show_words` has them between its marks, each once; None and what is empty are left out."""
    return tuple(dict.fromkeys(shown for text in texts if text and (shown := show_words(text)[1:-1])))
