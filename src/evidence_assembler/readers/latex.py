"""LaTeX text, as it stands in bibliographies, as plain text.

What has a character of its own gets it: accents, ligatures, symbols, simple superscripts and subscripts. A command that
is not known keeps its argument; without one it stays as it was written, so that nothing vanishes unseen.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from unicodedata import normalize

from evidence_assembler.readers.scripts import set_script

__all__ = ["decode_latex", "unescape_verbatim"]

_SPECIAL = re.compile(r"[\\{}$~`]")
_SINGLE_QUOTED = r"(?<![\w`])`[^`'\\{}$]+'(?![\w'])"
_TEXT_TOKEN = re.compile(rf"\\(?:[A-Za-z]+\*?|.)|[{{}}~]|\$\$?|---?|``|''|[!?]`|{_SINGLE_QUOTED}", re.DOTALL)
_MATHS_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)|[{}~^_]", re.DOTALL)
_CHARACTER = re.compile(r"\s*(?:`\\?(.)|'([0-7]{1,6})|\"([0-9A-F]{1,5})|(\d{1,6}))", re.DOTALL)
_DIMENSION = re.compile(r"\s*[-+]?[\d.]+\s*(?:em|ex|pt|mu|cm|mm|in|bp|pc|sp)? ?")
_SPACES = re.compile(r"[ \t\r\n]*")
_RUN_OF_SPACES = re.compile(" {2,}")
_BRACE = re.compile(r"(?<!\\)[{}]")
_PLAIN_SINGLE_QUOTED = re.compile(_SINGLE_QUOTED)

# Deeper than any real field; beyond it, braces and arguments are no longer followed.
_DEEPEST = 40

_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "!`": "¡", "?`": "¿", "~": " "}

# Commands that put a mark on the letter after them, with the combining character of the mark.
_MARKS = {
    "'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "k": "\u0328",
    "r": "\u030a", "t": "\u0361", "acute": "\u0301", "grave": "\u0300", "ddot": "\u0308", "hat": "\u0302",
    "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304", "overline": "\u0305",
    "dot": "\u0307", "breve": "\u0306", "check": "\u030c", "mathring": "\u030a", "vec": "\u20d7", "not": "\u0338",
    "textcommabelow": "\u0326", "textcedilla": "\u0327", "textogonekcentered": "\u0328",
}  # fmt: skip
# A mark without a letter: `\~{}` is a tilde.
_LONE_MARKS = {"'": "´", "`": "`", '"': "¨", "^": "^", "~": "~", "=": "¯", ".": "˙"}

# Symbols that pylatexenc's table lacks, or has otherwise than a bibliography wants them.
_SYMBOLS = {
    " ": " ", "\n": " ", "\t": " ", "\\": " ", ",": " ", ";": " ", ":": " ", ">": " ", "/": "", "-": "", "!": "",
    "@": "", "&": "&", "%": "%", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}", "|": "‖",
    "quad": " ", "qquad": " ", "enspace": " ", "thinspace": " ", "space": " ", "nobreakspace": " ", "newline": " ",
    "slash": "/", "hyphen": "-", "textless": "<", "textgreater": ">", "textbar": "|", "textasciicircum": "^",
    "textunderscore": "_", "textdollar": "$", "textpercent": "%", "lt": "<", "gt": ">", "less": "<", "greater": ">",
    "lbrack": "[", "rbrack": "]", "textbraceleft": "{", "textbraceright": "}",
    "copyright": "©", "textcopyright": "©", "pounds": "£", "euro": "€", "S": "§", "P": "¶", "degree": "°",
    "psq": " f.", "psqq": " ff.",
    "celsius": "°C", "percent": "%", "micro": "µ", "TH": "Þ", "th": "þ", "DH": "Ð", "dh": "ð", "DJ": "Đ", "dj": "đ",
    "NG": "Ŋ", "ng": "ŋ", "SS": "ẞ", "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX",
    "XeTeX": "XeTeX", "LuaTeX": "LuaTeX", "ConTeXt": "ConTeXt", "MF": "Metafont", "MP": "MetaPost", "dash": "–",
    "Dash": "—", "bs": "\\", "colon": ":", "mid": "|", "lvert": "|", "rvert": "|", "mod": "mod", "bmod": "mod",
    "og": "«", "fg": "»", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›", "glqq": "„", "grqq": "“", "glq": "‚",
    "grq": "‘", "lq": "‘", "rq": "’", "ldq": "“", "rdq": "”", "mathsemicolon": ";", "mathcolon": ":",
    "degreeCelsius": "°C", "per": "/", "nano": "n", "milli": "m", "centi": "c", "kilo": "k", "mega": "M", "gram": "g",
    "metre": "m", "meter": "m", "litre": "L", "liter": "L", "mole": "mol", "second": "s", "minute": "min", "hour": "h",
}  # fmt: skip

# Declarations and spacing without words of their own.
_SILENT = frozenset(
    "bf it sl tt rm sf sc em bfseries itshape slshape scshape upshape ttfamily rmfamily sffamily mdseries normalfont "
    "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge protect relax noindent par centering "
    "boldmath unboldmath displaystyle textstyle scriptstyle limits nolimits left right big Big bigg Bigg bigl bigr "
    "nobreak allowbreak break linebreak ignorespaces unskip xspace leavevmode null strut smallskip medskip bigskip "
    "sloppy raggedright rmdefault".split()
)
# Commands whose argument is not meant to be read.
_UNREAD = frozenset("noopsort sortnoop label hspace vspace phantom hphantom vphantom".split())
# Commands of two arguments of which the second is the text.
_SECOND = frozenset("textcolor colorbox texorpdfstring foreignlanguage".split())
# Commands followed by a length.
_LENGTHS = frozenset("kern mkern hskip vskip mskip raise lower".split())
# Commands that put their argument between two signs; quotation marks inside quotation marks are single.
_BETWEEN = {"mkbibparens": "()", "mkbibbrackets": "[]", "parentext": "()", "brackettext": "[]"}
_QUOTED = frozenset("enquote mkbibquote".split())
_CASES = {"MakeUppercase": str.upper, "uppercase": str.upper, "MakeLowercase": str.lower, "lowercase": str.lower}
# siunitx: a number and its unit, a range and its unit.
_QUANTITIES = {"SI": 1, "qty": 1, "SIrange": 2, "qtyrange": 2}
_ADDRESS = frozenset("url path nolinkurl".split())
# Entries of pylatexenc's table that stand for what they leave out, or for today.
_UNWANTED = frozenset("today ref autoref cref Cref eqref cite citet citep".split())


def decode_latex(text: str) -> str:
    r"""The text that LaTeX source stands for. Never raises; source without special characters comes back unchanged.

    Special are ``\ { } $ ~`` and the ligatures `--`, ``` `` ```, `''`. A lone `$` and a `%` are taken as
    written, as people mean them in a bibliography.
    """
    if not _SPECIAL.search(text) and "--" not in text and "''" not in text:
        return text
    return _decode_again(text) if len(text) < _LONG else _decode(text)


def _decode(text: str) -> str:
    if "\\" in text or "$" in text:
        return _Decoder(text).decode()
    # Nothing but protected case and ligatures, the most frequent kind by far.
    if "`" in text or "''" in text:
        text = _PLAIN_SINGLE_QUOTED.sub(lambda found: f"‘{found.group()[1:-1]}’", text)
        text = text.replace("``", "“").replace("''", "”").replace("!`", "¡").replace("?`", "¿")
    if "--" in text:
        text = text.replace("---", "—").replace("--", "–")
    return text.replace("{", "").replace("}", "").replace("~", " ")


# Journals, publishers, names and thanks come again and again in a bibliography; abstracts do not.
_decode_again = lru_cache(maxsize=8192)(_decode)
_LONG = 1000


class _Decoder:
    """One pass over a source, from left to right."""

    __slots__ = ("_depth", "_position", "_text")

    def __init__(self, text: str, depth: int = 0) -> None:
        self._text = text
        self._position = 0
        self._depth = depth

    def decode(self, *, maths: bool = False, in_group: bool = False) -> str:
        """The text from here to the end, or to the brace that closes the group."""
        next_token = (_MATHS_TOKEN if maths else _TEXT_TOKEN).search
        pieces: list[str] = []
        while found := next_token(self._text, self._position):
            pieces.append(self._text[self._position : found.start()])
            self._position = found.end()
            token = found.group()
            if token == "}":
                if in_group:
                    return "".join(pieces)
                continue
            pieces.append(self._read_token(token, maths))
        pieces.append(self._text[self._position :])
        self._position = len(self._text)
        return "".join(pieces)

    def _read_token(self, token: str, maths: bool) -> str:
        if token[0] == "\\":
            return self._read_command(token[1:], maths)
        if token == "{":
            return self._read_group(maths)
        if token[0] == "$":
            return self._read_formula(token)
        if token in "^_":
            return set_script(self._read_argument(maths=True), token)
        return _LIGATURES.get(token) or f"‘{token[1:-1]}’"

    def _read_group(self, maths: bool) -> str:
        if self._depth >= _DEEPEST:
            return ""
        self._depth += 1
        text = self.decode(maths=maths, in_group=True)
        self._depth -= 1
        return text

    def _read_formula(self, mark: str) -> str:
        end = self._text.find(mark, self._position)
        while end > 0 and self._text[end - 1] == "\\":
            end = self._text.find(mark, end + 1)
        formula = self._text[self._position : end] if end >= 0 else ""
        if self._depth >= _DEEPEST or not _is_formula(formula, self._text[end + len(mark) : end + len(mark) + 1]):
            return mark
        self._position = end + len(mark)
        return _RUN_OF_SPACES.sub(" ", _Decoder(formula, self._depth + 1).decode(maths=True))

    def _read_bracketed_formula(self, opening: str) -> str:
        end = self._text.find("\\)" if opening == "(" else "\\]", self._position)
        if end < 0 or self._depth >= _DEEPEST:
            return f"\\{opening}"
        formula = self._text[self._position : end]
        self._position = end + 2
        return _RUN_OF_SPACES.sub(" ", _Decoder(formula, self._depth + 1).decode(maths=True))

    def _read_command(self, name: str, maths: bool) -> str:
        if name in ("(", "["):
            return self._read_bracketed_formula(name)
        if name in _MARKS:
            return _set_mark(name, self._read_argument(maths))
        name = name.removesuffix("*") or name
        symbol = _SYMBOLS.get(name)
        if symbol is None and not name.isalpha():
            return f"\\{name}"
        if symbol is None:
            symbol = _pylatexenc_symbols().get(name) or _find_greek(name)
        if symbol is not None or name in _SILENT:
            return self._space_symbol(symbol or "", maths) if name.isalpha() else symbol or ""
        return self._read_command_with_argument(name, maths)

    def _read_command_with_argument(self, name: str, maths: bool) -> str:
        if name in _UNREAD:
            self._read_argument(maths)
            return ""
        if name in _LENGTHS and (length := _DIMENSION.match(self._text, self._position)):
            self._position = length.end()
            return ""
        if name == "char" and (character := _CHARACTER.match(self._text, self._position)):
            self._position = character.end()
            return _read_character(*character.groups())
        if name in _ADDRESS:
            return unescape_verbatim(self._read_raw_argument())
        if name == "href":
            self._read_raw_argument()
            return self._read_argument(maths)
        if name in _SECOND:
            self._read_argument(maths)
            return self._read_argument(maths)
        if name in ("textsuperscript", "textsubscript"):
            return set_script(self._read_argument(maths), "^" if name == "textsuperscript" else "_")
        if name == "ensuremath":
            return self._read_argument(maths=True)
        if name in ("frac", "tfrac", "dfrac", "nicefrac", "sfrac"):
            return f"{_enclose(self._read_argument(True))}/{_enclose(self._read_argument(True))}"
        if name in _QUOTED:
            quoted = self._read_argument(maths)
            return f"“{quoted.replace('“', '‘').replace('”', '’')}”"
        if name in _BETWEEN:
            return self._read_argument(maths).join(_BETWEEN[name])
        if name in _CASES:
            return _CASES[name](self._read_argument(maths))
        if name in _QUANTITIES:
            return (
                "–".join(self._read_argument(maths) for _ in range(_QUANTITIES[name]))
                + f" {self._read_argument(maths)}"
            )
        if name == "sqrt":
            return f"√{_enclose(self._read_argument(True))}"
        return self._read_unknown(name)

    def _read_unknown(self, name: str) -> str:
        # The argument is left for the pass to read; an empty one would let the command vanish.
        start = self._after_spaces()
        if self._text.startswith("{", start) and not self._text.startswith("{}", start):
            self._position = start
            return ""
        return f"\\{name}"

    def _read_argument(self, maths: bool) -> str:
        self._position = self._after_spaces()
        if self._position >= len(self._text) or self._depth >= _DEEPEST:
            return ""
        found = _TEXT_TOKEN.match(self._text, self._position)
        if found and found.group()[0] in "\\{":
            self._position = found.end()
            self._depth += 1
            text = self._read_token(found.group(), maths)
            self._depth -= 1
            return text
        if self._text[self._position] == "}":
            return ""
        self._position += 1
        return self._text[self._position - 1]

    def _read_raw_argument(self) -> str:
        start = self._position = self._after_spaces()
        if not self._text.startswith("{", start):
            return ""
        depth = 0
        for brace in _BRACE.finditer(self._text, start):
            depth += 1 if brace.group() == "{" else -1
            if depth == 0:
                self._position = brace.end()
                return self._text[start + 1 : brace.start()]
        self._position = len(self._text)
        return self._text[start + 1 :]

    def _space_symbol(self, symbol: str, maths: bool) -> str:
        """A symbol with the space behind it: none in text, in maths the one around relations and functions."""
        end = self._after_spaces()
        if maths and len(symbol) > 1 and symbol.isalpha():  # \log
            follows = self._text[end : end + 1]
            self._position = end
            return f"{symbol} " if follows.isalnum() or follows == "\\" else symbol
        if not maths or not symbol or (symbol.isalpha() and self._text[end : end + 1].isalnum()):
            self._position = end
        return symbol

    def _after_spaces(self) -> int:
        spaces = _SPACES.match(self._text, self._position)
        return spaces.end() if spaces else self._position


def _is_formula(text: str, after: str) -> bool:
    """True for maths, False for the words between two sums of dollars."""
    if not text.strip():
        return False
    return bool(re.search(r"[\\^_<>={}]", text)) or not (text[0].isspace() or text[-1].isspace() or after.isdigit())


def _read_character(itself: str | None, octal: str | None, hexadecimal: str | None, decimal: str | None) -> str:
    if itself is not None:
        return itself
    code = int(octal, 8) if octal else int(hexadecimal, 16) if hexadecimal else int(decimal or "0")
    return chr(code) if 32 <= code < 0xD800 else ""


def _set_mark(name: str, letter: str) -> str:
    if not letter.strip():
        return _LONE_MARKS.get(name, f"\\{name}") + letter
    base = {"ı": "i", "ȷ": "j"}.get(letter[0], letter[0])
    return normalize("NFC", base + _MARKS[name]) + letter[1:]


def _enclose(text: str) -> str:
    return text if text.isalnum() else f"({text})"


@cache
def _pylatexenc_symbols() -> dict[str, str]:
    """Symbols by the name of their command: 800, Greek letters and relations among them."""
    from pylatexenc.latex2text import get_default_latex_context_db

    table = get_default_latex_context_db()
    return {
        spec.macroname: spec.simplify_repl
        for spec in table.iter_macro_specs()
        if isinstance(spec.simplify_repl, str) and "%" not in spec.simplify_repl and spec.macroname not in _UNWANTED
    }


def _find_greek(name: str) -> str | None:
    r"""The letter of `\textalpha` and `\upmu`, None where it is no Greek one."""
    letter = _pylatexenc_symbols().get(name.removeprefix("text").removeprefix("up"))
    return letter if letter is not None and len(letter) == 1 and "α" <= letter.lower() <= "ϵ" else None


_ADDRESS_COMMAND = re.compile(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}")
_ESCAPED = re.compile(
    r"\{\\([_%&#~$])\}|\\([_%&#$])(?:\{\})?|\{([_%&#~])\}|\\~\{\}|\{?\\textasciitilde(?:\{\}|\b ?)\}?|\$\\sim\$"
    r"|\$\\backslash\$|\{\\textbackslash\}|\{?\\textunderscore(?:\{\}|\b ?)\}?"
)
_COMPARISON = re.compile(r"\{?(?:\$([<>])\$|\\text(less|greater)(?:\{\}|\b ?))\}?")


def unescape_verbatim(text: str) -> str:
    r"""An address or identifier without the escapes that people give it for LaTeX: `\_`, `{\_}`, `\%`, `\url{...}`.

    All else, such as `%20` and `~`, is no LaTeX there and stays.
    """
    if "\\" not in text and "{" not in text and "$" not in text:
        return text
    text = _ADDRESS_COMMAND.sub(lambda found: found.group(1), text)
    text = _COMPARISON.sub(lambda found: "<" if "<" in found.group() or found.group(2) == "less" else ">", text)
    return _ESCAPED.sub(_unescape, text)


def _unescape(found: re.Match[str]) -> str:
    character = found.group(1) or found.group(2) or found.group(3)
    if character:
        return character
    return "_" if "underscore" in found.group() else "\\" if "backslash" in found.group() else "~"
