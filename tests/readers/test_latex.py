"""LaTeX text becomes plain text, and nothing in it vanishes unseen."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.readers.latex import decode_latex, unescape_verbatim


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"Ren{\'e} Descartes, {\'E}l{\'e}ments", "René Descartes, Éléments"),
        (r"na{\"\i}ve, na\"{\i}ve, \'{\i}, \~n, \c{c}, \v{s}, \H{o}, \k{a}", "naïve, naïve, í, ñ, ç, š, ő, ą"),
        (r"{\o}re, \O sten, \L{}\'od\'z, stra{\ss}e, \AE r{\o}, {\aa}", "øre, Østen, Łódź, straße, Ærø, å"),
        (r"\emph{in vitro}, \textit{E. coli}, \textbf{not}, {\it ibid.}", "in vitro, E. coli, not, ibid."),
        (r"The {RNA} of {SARS-CoV-2}", "The RNA of SARS-CoV-2"),
        (r"5\,mg \& 50\% of \#1, a\_b, \$3, \{x\}", "5 mg & 50% of #1, a_b, $3, {x}"),
        (r"Fig.~2, pp. 3--4 --- and on", "Fig. 2, pp. 3–4 — and on"),
        (r"``Quoted'' and `single', Parkinson's", "“Quoted” and ‘single’, Parkinson's"),
        (r"Look at \href{https://example.org/a_b}{this page}", "Look at this page"),
        (r"\url{https://example.org/a\_b%20c}", "https://example.org/a_b%20c"),
        (r"{\TeX} and \LaTeX\ users", "TeX and LaTeX users"),
        (r"\textsuperscript{131}I, the 5\textsuperscript{th}, Lyrica\textsuperscript{\textregistered}",
         "¹³¹I, the 5th, Lyrica®"),
        (r"\textcolor{red}{warning}", "warning"),
        (r"{\noopsort{1973b}}1973", "1973"),
        (r"\enquote{The \enquote{one}}, \mkbibparens{2}, \og trois\fg{}, \glqq vier\grqq{}",
         "“The ‘one’”, (2), «trois», „vier“"),
        (r"Bucure\textcommabelow{s}ti, \textalpha{}-, \upbeta{}- and $\gamma$-rays", "București, α-, β- and γ-rays"),
        (r"\SI{5}{\milli\gram}, \SIrange{1}{5}{mg}, \qty{37}{\degreeCelsius}", "5 mg, 1–5 mg, 37 °C"),
        (r"\MakeUppercase{who}", "WHO"),
        (r"Meta\kern-.1em font, \char`\\relax", "Metafont, \\relax"),
    ],
)  # fmt: skip
def test_commands_become_what_they_print(source: str, text: str) -> None:
    """Accents, letters, ligatures, escapes and formatting become the text that LaTeX prints."""
    assert decode_latex(source) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("$p < 0.001$", "p < 0.001"),
        (r"$\alpha$-synuclein at 5 $\mu$g, $\leq 3$", "α-synuclein at 5 μg, ≤ 3"),
        ("CD4$^+$, CO$_2$, 10$^{-9}$ m$^{3}$", "CD4⁺, CO₂, 10⁻⁹ m³"),
        (r"$1.5 \times 10^{5}$ at 37$^\circ$C", "1.5 × 10⁵ at 37°C"),
        ("C$_{max}$ and the 2$^{nd}$", "Cmax and the 2nd"),
        ("$10^{a;b}$ and $x_{;}$", "10^(a;b) and x_;"),
        (r"$O(n \log\log n)$, $\frac{1}{2}$, $\frac{a}{b+c}$, \(\sqrt{2}\)", "O(n log log n), 1/2, a/(b+c), √2"),
        (r"$a \not= b$, $\hat{x}$, $\mathrm{d}x$", "a ≠ b, x̂, dx"),
    ],
)
def test_simple_maths_becomes_characters(source: str, text: str) -> None:
    """Maths that plain text can hold is held by characters; scripts without a character stand as ^(...) or _(...)."""
    assert decode_latex(source) == text


def test_dollars_that_are_no_maths_stay() -> None:
    """A lone dollar, and dollars before sums of money, are money."""
    assert decode_latex("US$ 100") == "US$ 100"
    assert decode_latex("between $5 and $10 a day") == "between $5 and $10 a day"


def test_a_percent_sign_is_no_comment() -> None:
    """In a bibliography a bare % is a percent sign: nothing behind it is cut off."""
    assert decode_latex("100% of {A}") == "100% of A"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\mysterious{word} stays", "word stays"),
        (r"a \mysterious b", r"a \mysterious b"),
        (r"a \mysterious{} b", r"a \mysterious b"),
        ("a trailing \\", "a trailing \\"),
        (r"\~{} and \^{}", "~ and ^"),
    ],
)
def test_what_is_not_known_does_not_vanish(source: str, text: str) -> None:
    """An unknown command keeps its argument, and without one it stays as it was written."""
    assert decode_latex(source) == text


@given(st.text(alphabet=st.one_of(st.sampled_from("\\{}$~^_%`'-\"abc(["), st.characters(codec="utf-8"))))
def test_decoding_never_raises(source: str) -> None:
    """Any text is decoded to some text."""
    assert isinstance(decode_latex(source), str)
    assert isinstance(unescape_verbatim(source), str)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\\{}$~`'-")))
def test_text_without_special_characters_is_unchanged(source: str) -> None:
    """Source without special characters is its own text."""
    assert decode_latex(source) == source
    assert unescape_verbatim(source) == source


@pytest.mark.parametrize("source", ["{" * 5000, "{" * 5000 + "}" * 5000, r"\'" * 5000, r"\(" * 2000, "$" * 5001])
def test_deep_nesting_is_no_harm(source: str) -> None:
    """Braces and commands may be nested deeper than Python's stack."""
    assert len(decode_latex(source)) <= len(source)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"10.1000/a\_b{\_}c", "10.1000/a_b_c"),
        (r"https://example.org/a%20b\%20c\&d\#e", "https://example.org/a%20b%20c&d#e"),
        (r"https://example.org/\~{}me{\textasciitilde}you/~them", "https://example.org/~me~you/~them"),
        (r"10.1002/1:2$<$1::AID{\textgreater}3", "10.1002/1:2<1::AID>3"),
        (r"\url{https://example.org/x--y}", "https://example.org/x--y"),
    ],
)
def test_addresses_lose_only_their_escapes(source: str, text: str) -> None:
    """In addresses and identifiers only harmless escapes are undone; `%20`, `~` and `--` are what they are."""
    assert unescape_verbatim(source) == text
