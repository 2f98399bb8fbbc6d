"""Other scripts, and signs that look alike."""

import unicodedata

import pytest

from evidence_assembler.text.locate import locate_quote


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("该药物有效", "研究表明该药\n物有效，且安全。"),  # a line's end is no space where a script has none
        ("5毫克每日", "剂量为 5 毫克每日一次"),
        ("効果が認められない", "この薬は効果が認められない。"),
        ("コンピュータを使う", "毎日コンピュータを使う人"),
        ("他说……我走了", "他说，天气好，我走了。"),
        ("ยานี้ได้ผล", "ยานี้ได้ผลดี"),
        ("약물은 안전하다", "이 약물은 안전하다."),
        ("الدواء آمن", "قالوا إن الدواء آمن للبالغين."),
        ("הטיפול יעיל", "נמצא כי \u200fהטיפול יעיל\u200f במבוגרים"),
        ("דו״ח רשמי", 'זה דו"ח רשמי של הוועדה'),
        ("कमी आई", "दर्द में कमी आई है।"),
        (unicodedata.normalize("NFD", "naïve Bayésien"), "un naïve Bayésien fort"),
        ("naïve Bayésien", unicodedata.normalize("NFD", "un naïve Bayésien fort")),
        ("0·34 points", "a fall of 0·34 points"),
        ("4,5 mg täglich", "Sie nahmen 4,5 mg täglich."),
        ("5′ end of 10² cells", "the 5′ end of 10² cells"),
        ("−0.34 (μg)", "it was -0.34 (µg) a day"),
        ("zero width words", "zero\u200b width\u2060 words"),
        ("so\u00adcalled drugs", "the socalled drugs"),
    ],
)
def test_the_same_words_pass(quote: str, text: str) -> None:
    """In every script, and however its marks are written."""
    assert locate_quote(quote, text).passed


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("可能有效", "这是不可能有效的。"),  # not possible
        ("剂量为5", "剂量为5万单位"),  # 50,000
        ("十毫克每日", "三十毫克每日"),  # of thirty
        ("効果が認められ", "効果が認められない"),  # the denial stands last
        ("コンピュー", "コンピュータを使う"),
        ("ได้ผลดี", "ยานี้ไม่ได้ผลดี"),
        ("약물은 안전", "이 약물은 안전하다"),
        ("الدواء", "إن بالدواء شفاء"),
        ("कम", "दर्द में कमी आई"),
        ("كتب", "كَتَبَ الطبيب"),
        ("0.34 points", "a fall of 0·34 points"),
        ("4.5 mg täglich", "Sie nahmen 4,5 mg täglich."),
        ("5' end", "the 5′ end of it"),
        ("102 cells", "the 10² cells of it"),
        ("0.34 (μg)", "it was −0.34 (µg) a day"),
        ("naive Bayes", "un naïve Bayes fort"),
    ],
)
def test_what_turns_the_sense_does_not(quote: str, text: str) -> None:
    """Half a word or number, a lost denial, another decimal mark, another accent."""
    assert not locate_quote(quote, text).passed


def test_signs_without_spaces_are_compared_one_by_one() -> None:
    """A difference is the sign that differs, not the whole sentence."""
    match = locate_quote("研究表明该药物无效且十分安全", "最新研究表明该药物有效且十分安全。")
    assert match.status == "altered"
    assert [(d.quoted, d.source) for d in match.differences] == [("无", "有")]
