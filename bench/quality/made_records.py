"""Records made by a seed, with known truth: works, their damaged copies, and works that only look like them.

Two makers of different spirit. `make_clinical` writes records of trials and reviews as databases export them; `make_
general` writes records of all fields, from a vocabulary whose words are as unequal in number as those of a language, and
damages them as hands and scanners do. Each gives (source, number of its work).
"""
# ruff: noqa: ARG001, E501  (every kind of damage takes the same arguments; the lists of words are long)

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from evidence_assembler.model.source import Source

Item = dict[str, Any]
Record = tuple[Source, int]

_DRUGS = "naltrexone zinc copper melatonin metformin ketamine aspirin warfarin insulin statin vitamin magnesium lithium digoxin codeine morphine prednisone ibuprofen amoxicillin rifampicin tamoxifen fluoxetine clozapine haloperidol propranolol enalapril losartan furosemide heparin interferon".split()
_ILLS = "fibromyalgia asthma depression hypertension diabetes migraine psoriasis arthritis epilepsy insomnia obesity malaria tuberculosis sepsis stroke dementia schizophrenia endometriosis osteoporosis pneumonia hepatitis colitis eczema glaucoma gout anaemia sarcoidosis pancreatitis cirrhosis influenza".split()
_PEOPLE = "adults;children;older people;pregnant women;adolescents;nursing home residents;veterans;primary care patients;hospital inpatients;athletes;men;women;preterm infants;health workers".split(
    ";"
)
_FORMS = "{d} for {i} in {p}: a randomized controlled trial;Efficacy and safety of {d} versus {e} in {p} with {i};Effect of {d} on {o} in {p} with {i};Association between {i} and {o} among {p}: a cohort study;{d} and {e} in the treatment of {i}: systematic review and meta-analysis;{o} and {i}: a case report and review of the literature;Prevalence of {i} in {p} treated with {d};Pharmacokinetics of {d} in {p} with {i} and {j};Long-term {o} after {d} therapy for {i}: results from a registry;Cost-effectiveness of {d} compared with {e} for {i} in {p}".split(
    ";"
)
_OUTCOMES = "quality of life;mortality;sleep quality;pain intensity;bone density;glycaemic control;cognitive function;renal function;body weight;inflammatory markers;hospital readmission;walking speed;blood pressure;fatigue;oxidative stress;relapse".split(
    ";"
)
_PLACES = "Norway Ghana Brazil Japan Kerala Toronto Lombardy Egypt Chile Scotland Bavaria Vietnam Kenya Ohio Queensland Thailand".split()
_FAMILIES = "Smith Müller García Kowalski Nguyen Tanaka Okafor O'Neill Andersen Rossi Dubois Novák Silva Haddad Khan Singh Chen Wang Kim Ivanov Jansen Bergström Yılmaz Papadopoulos Murphy Cohen Fernández Moreau Schmidt Larsen Horváth Popescu Mensah Abebe Suzuki Lopes Costa Weber Fischer Keller".split()
_GIVEN = "Anna John Maria Peter Wei Li Ahmed Sofia Carlos Yuki Olga Lars Emma David Fatima Ravi Elena Tomás Ingrid Kwame Chiara Pierre Hana Miguel Sara Jun Amina Erik Laura Ivan".split()
_JOURNALS = [
    ("Journal of Hospital Infection", "J Hosp Infect"), ("British Medical Journal", "BMJ"), ("Annals of Internal Medicine", "Ann Intern Med"),
    ("American Journal of Clinical Nutrition", "Am J Clin Nutr"), ("Clinical Pharmacology and Therapeutics", "Clin Pharmacol Ther"),
    ("PLoS ONE", "PLoS One"), ("European Respiratory Journal", "Eur Respir J"), ("Pain Medicine", "Pain Med"), ("Scientific Reports", "Sci Rep"),
    ("Journal of the American Geriatrics Society", "J Am Geriatr Soc"), ("Diabetes Care", "Diabetes Care"), ("Archives of Disease in Childhood", "Arch Dis Child"),
]  # fmt: skip


def make_clinical(count: int, seed: int) -> list[Record]:
    """Works of medicine; a third of them has one to three copies, a tenth has a work that looks like it."""
    draw = random.Random(seed)
    records: list[tuple[Item, int]] = []
    work = 0
    while len(records) < count:
        item = _write_trial(draw, work)
        records.append((item, work))
        if draw.random() < 0.33:
            for _ in range(draw.choice((1, 1, 1, 2, 3))):
                copied = _copy(item)
                for damage in draw.sample(_EXPORTS, draw.randint(1, 3)):
                    damage(copied, draw)
                records.append((copied, work))
        if draw.random() < 0.1:
            work += 1
            records.append((draw.choice(_DECOYS)(item, draw, work), work))
        work += 1
    return _finish(records[:count], draw)


def _write_trial(draw: random.Random, work: int) -> Item:
    title = draw.choice(_FORMS).format(
        d=draw.choice(_DRUGS), e=draw.choice(_DRUGS), i=draw.choice(_ILLS), j=draw.choice(_ILLS), p=draw.choice(_PEOPLE), o=draw.choice(_OUTCOMES)
    )  # fmt: skip
    if draw.random() < 0.5:
        title += f" in {draw.choice(_PLACES)}"
    first = draw.randint(2, 2000)
    journal = draw.choice(_JOURNALS)
    item: Item = {
        "type": "article-journal",
        "title": title[0].upper() + title[1:],
        "author": [{"family": draw.choice(_FAMILIES), "given": f"{draw.choice(_GIVEN)} {draw.choice('ABCDEFGHJKLM')}."} for _ in range(draw.randint(1, 8))],
        "issued": {"date-parts": [[draw.randint(1975, 2025)]]},
        "container-title": journal[0],
        "short": journal[1],
        "volume": str(draw.randint(1, 120)),
        "issue": str(draw.randint(1, 12)),
        "page": f"{first}-{first + draw.randint(2, 15)}",
    }  # fmt: skip
    if draw.random() < 0.6:
        item["DOI"] = f"10.1{draw.randint(100, 999)}/{draw.choice('abcdefgh')}.{work}"
    if draw.random() < 0.4:
        item["PMID"] = str(10_000_000 + work)
    return item


def _copy(item: Item) -> Item:
    copied = {**item, "author": [dict(name) for name in item["author"]]}
    for key in ("DOI", "PMID"):  # half of the copies lose what would decide
        copied.pop(key, None)
    return copied


def _shorten_names(item: Item, draw: random.Random) -> None:
    for name in item["author"]:
        name["given"] = " ".join(part[0] for part in name.get("given", "").split() if part)


def _cut_names(item: Item, draw: random.Random) -> None:
    item["author"] = item["author"][:3] if len(item["author"]) > 4 else item["author"]


def _abbreviate(item: Item, draw: random.Random) -> None:
    if "container-title" in item:
        item["container-title"] = item["short"]


def _shorten_pages(item: Item, draw: random.Random) -> None:
    first, _, last = item.get("page", "").partition("-")
    if last and len(first) == len(last) and first[0] == last[0]:
        same = next(place for place in range(len(first) + 1) if place == len(first) or first[place] != last[place])
        item["page"] = f"{first}-{last[min(same, len(last) - 1) :]}"


def _mark_up(item: Item, draw: random.Random) -> None:
    words = item["title"].split()
    place = draw.randrange(len(words))
    words[place] = draw.choice(("<i>{}</i>", "&lt;i&gt;{}&lt;/i&gt;", "{{{}}}")).format(words[place])
    item["title"] = " ".join(words)


def _lower(item: Item, draw: random.Random) -> None:
    item["title"] = draw.choice((str.upper, str.lower, str.title))(item["title"]) + draw.choice((".", "", " "))


def _note(item: Item, draw: random.Random) -> None:
    item["title"] = draw.choice(("[{}]", "{} [In German]", "{} (review)", "{}.")).format(item["title"])


def _slip(item: Item, draw: random.Random) -> None:
    title = item["title"]
    long = [word for word in title.split() if len(word) > 5 and word.isalpha()]
    if long:
        word = draw.choice(long)
        place = draw.randrange(1, len(word) - 1)
        wrong = draw.choice(
            (word[:place] + word[place + 1 :], word[:place] + word[place + 1] + word[place] + word[place + 2 :])
        )
        item["title"] = title.replace(word, wrong, 1)


def _move_year(item: Item, draw: random.Random) -> None:
    item["issued"] = {"date-parts": [[item["issued"]["date-parts"][0][0] + draw.choice((-1, 1))]]}


def _lose(item: Item, draw: random.Random) -> None:
    for key in draw.sample(("volume", "issue", "page", "container-title"), draw.randint(1, 2)):
        item.pop(key, None)


def _lose_subtitle(item: Item, draw: random.Random) -> None:
    item["title"] = item["title"].partition(": ")[0]


_EXPORTS: tuple[Callable[[Item, random.Random], None], ...] = (
    _shorten_names, _cut_names, _abbreviate, _shorten_pages, _mark_up, _lower, _note, _slip, _move_year, _lose, _lose_subtitle,
)  # fmt: skip


def _other_year(item: Item, draw: random.Random, work: int) -> Item:
    year = item["issued"]["date-parts"][0][0]
    return {**_new_place(item, draw, work), "issued": {"date-parts": [[year + draw.choice((-6, -4, -3, 2, 3, 5))]]}}


def _second_part(item: Item, draw: random.Random, work: int) -> Item:
    return {**_new_place(item, draw, work), "title": f"{item['title']}. Part 2"}


def _erratum(item: Item, draw: random.Random, work: int) -> Item:
    return {
        **_new_place(item, draw, work),
        "title": draw.choice(("Erratum: {}", "Correction to: {}", "Erratum to {}")).format(item["title"]),
    }


def _like_title(item: Item, draw: random.Random, work: int) -> Item:
    title = item["title"]
    words = [(one, draw.choice(many)) for many in (_DRUGS, _ILLS) for one in many if one in title.lower()]
    one, other = draw.choice(words) if words else (title.split()[0], "Prevention")
    place = title.lower().find(one.lower())
    changed = title[:place] + (other if other != one else "placebo") + title[place + len(one) :]
    return {**_new_place(item, draw, work), "title": changed}


def _other_people(item: Item, draw: random.Random, work: int) -> Item:
    authors = [{"family": draw.choice(_FAMILIES) + "son", "given": draw.choice(_GIVEN)} for _ in range(3)]
    return {**_new_place(item, draw, work), "author": authors}


def _new_place(item: Item, draw: random.Random, work: int) -> Item:
    first = draw.randint(2, 2000)
    moved = {**item, "volume": str(draw.randint(121, 200)), "page": f"{first}-{first + 7}"}
    if "DOI" in item:
        moved["DOI"] = f"10.1999/d.{work}"
    if "PMID" in item:
        moved["PMID"] = str(50_000_000 + work)
    return moved


_DECOYS = (_other_year, _second_part, _erratum, _like_title, _other_people)


def make_general(count: int, seed: int) -> list[Record]:
    """Works of all fields and kinds; two in five have a copy, one in eight is followed by a work of the same people."""
    draw = random.Random(seed)
    words = _make_words(draw, 12_000)
    families = [word.title() for word in _make_words(draw, 5_000)]
    weights = [1 / (rank + 8) for rank in range(len(words))]
    titles = iter(draw.choices(words, weights, k=count * 12 + 1000))
    venues = [
        " ".join(("Journal of", words[draw.randrange(900)].title(), "and", words[draw.randrange(900)].title()))
        for _ in range(300)
    ]
    records: list[tuple[Item, int]] = []
    work = 0
    while len(records) < count:
        people = [
            {"family": draw.choice(families), "given": draw.choice(_GIVEN)}
            for _ in range(draw.choice((1, 2, 2, 3, 5, 12)))
        ]
        title = " ".join(next(titles) for _ in range(draw.randint(4, 11)))
        item: Item = {
            "type": draw.choice(("article-journal", "article-journal", "paper-conference", "chapter")),
            "title": title.capitalize() + (f": {next(titles)} of the {next(titles)}" if draw.random() < 0.3 else ""),
            "author": people,
            "issued": {"date-parts": [[draw.randint(1990, 2024)]]},
            "container-title": draw.choice(venues),
            "volume": str(draw.randint(1, 60)),
            "page": f"{draw.randint(2, 900)}",
        }  # fmt: skip
        if draw.random() < 0.5:
            item["DOI"] = f"10.5555/{work:07}"
        records.append((item, work))
        if draw.random() < 0.4:
            copied = _copy(item)
            if draw.random() < 0.4 and "DOI" in item:
                copied["DOI"] = f"https://doi.org/{item['DOI'].upper()}"
            for damage in draw.sample(_HANDS, draw.randint(1, 3)):
                damage(copied, draw)
            records.append((copied, work))
        if draw.random() < 0.125:
            work += 1
            later = {key: value for key, value in item.items() if key != "DOI"}
            later["title"] = draw.choice((_replace_word, _number_it))(item["title"], draw, next(titles))
            later |= {"page": f"{draw.randint(901, 1500)}", "volume": str(draw.randint(61, 90))}
            records.append((later, work))
        work += 1
    return _finish(records[:count], draw)


def _make_words(draw: random.Random, count: int) -> list[str]:
    parts = "ba ke li mo nu ra se ti vo zan der mik pol tar gen sub lor fin cas tem ir on al est".split()
    return list(dict.fromkeys("".join(draw.choices(parts, k=draw.choice((2, 2, 3, 3, 4)))) for _ in range(count * 2)))[
        :count
    ]


def _mistype(item: Item, draw: random.Random) -> None:
    for _ in range(draw.choice((1, 1, 2))):
        title = item["title"]
        place = draw.randrange(len(title))
        item["title"] = title[:place] + draw.choice("aeiourstn") + title[place + draw.choice((0, 1)) :]


def _invert_names(item: Item, draw: random.Random) -> None:
    item["author"] = [
        {"literal": f"{name.get('family', '')} {name.get('given', '')}".strip()} for name in item["author"]
    ]


def _join_names(item: Item, draw: random.Random) -> None:
    if len(item["author"]) > 1:
        item["author"] = [
            {
                "literal": "; ".join(
                    f"{name.get('given', '')[:1]}. {name.get('family', name.get('literal', ''))}"
                    for name in item["author"]
                )
            }
        ]


def _forget_names(item: Item, draw: random.Random) -> None:
    item["author"] = []


def _shuffle_names(item: Item, draw: random.Random) -> None:
    draw.shuffle(item["author"])


def _forget_year(item: Item, draw: random.Random) -> None:
    item.pop("issued", None)


def _cut_title(item: Item, draw: random.Random) -> None:
    item["title"] = item["title"][: max(30, len(item["title"]) * 3 // 4)]


def _swap_words(item: Item, draw: random.Random) -> None:
    words = item["title"].split()
    place = draw.randrange(len(words) - 1)
    words[place], words[place + 1] = words[place + 1], words[place]
    item["title"] = " ".join(words)


def _lose_word(item: Item, draw: random.Random) -> None:
    words = item["title"].split()
    if len(words) > 6:
        del words[draw.randrange(len(words))]
    item["title"] = " ".join(words)


_HANDS: tuple[Callable[[Item, random.Random], None], ...] = (
    _mistype, _invert_names, _join_names, _forget_names, _shuffle_names, _forget_year, _cut_title, _swap_words, _lose_word, _lower,
)  # fmt: skip


def _replace_word(title: str, draw: random.Random, word: str) -> str:
    words = title.split()
    words[draw.randrange(len(words))] = word
    return " ".join(words)


def _number_it(title: str, draw: random.Random, word: str) -> str:
    return title + draw.choice((" II", ", part 2", " revisited", ": a reply", f": the {word}"))


def _finish(records: list[tuple[Item, int]], draw: random.Random) -> list[Record]:
    draw.shuffle(records)
    return list(_number(records))


def _number(records: list[tuple[Item, int]]) -> Iterator[Record]:
    for place, (item, work) in enumerate(records):
        kept = {key: value for key, value in item.items() if key != "short" and value}
        yield Source.from_csl({**kept, "id": f"r{place}"}), work
