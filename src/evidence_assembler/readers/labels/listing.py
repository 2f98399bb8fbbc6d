"""The listing of a structured product label: its products with their codes, ingredients, routes and approvals.

Standard: the product data elements of HL7 Structured Product Labeling; the names of the fields are openFDA's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from evidence_assembler.data import read_table

from .label import Product
from .narrative import name_element, read_line

_PRODUCTS = frozenset(("manufacturedProduct", "manufacturedMedicine", "partProduct", "partMedicine"))
_PACKAGES = frozenset(("containerPackagedProduct", "containerPackagedMedicine"))
_INGREDIENTS = {"activeIngredient": "active", "inactiveIngredient": "inactive"}
_NDC = "2.16.840.1.113883.6.69"


class Listing:
    """What the products of a label are called and made of. Each field has its words once, in order."""

    def __init__(self, subjects: Iterable[Element]) -> None:
        self.products: list[Product] = []
        self._fields: dict[str, dict[str, None]] = {}
        for subject in subjects:
            for element in subject.iter():
                self._read(element)

    @property
    def fields(self) -> dict[str, Any]:
        """The fields that have words."""
        return {name: list(words) for name, words in self._fields.items()}

    def _add(self, field: str, words: str | None) -> None:
        if words:
            self._fields.setdefault(field, {})[words] = None

    def _read(self, element: Element) -> None:
        name = name_element(element)
        if name in _PRODUCTS:
            self._read_product(element)
        elif name in _PACKAGES:
            self._add("package_ndc", _find_ndc(element))
        elif name == "ingredient" or name in _INGREDIENTS:
            self._read_ingredient(element, _INGREDIENTS.get(name) or _name_class(element.get("classCode")))
        elif name == "approval":
            self._read_approval(element)
        elif name == "routeCode":
            self._add("route", element.get("displayName"))

    def _read_product(self, element: Element) -> None:
        brand = read_words(element, "name")
        generic = read_words(element, "asEntityWithGeneric/genericMedicine/name")
        form = find_child(element, "formCode")
        said = form.get("displayName") if form is not None else None
        if brand is None and generic is None:
            return  # the shell around a product
        self.products.append(Product(brand, generic, said))
        for field, words in (("brand_name", brand), ("generic_name", generic), ("dosage_form", said)):
            self._add(field, words)
        self._add("product_ndc", _find_ndc(element))

    def _read_ingredient(self, element: Element, kind: str | None) -> None:
        substance = next((child for child in element if name_element(child).endswith("Substance")), None)
        words = read_words(substance, "name") if substance is not None else None
        if substance is None or words is None:
            return
        if kind != "active":
            self._add("inactive_ingredient_name", words)
            return
        code = find_child(substance, "code")
        unii = code.get("code") if code is not None else None
        strength = _read_strength(element)
        told = [f"UNII {unii}" if unii else None, strength]
        self._add("substance_name", words)
        self._add("unii", unii)
        self._add("active_ingredient_strength", ", ".join(filter(None, (words, *told))))

    def _read_approval(self, element: Element) -> None:
        number, category = find_child(element, "id"), find_child(element, "code")
        if number is not None:
            self._add("application_number", number.get("extension"))
        if category is not None:
            known: dict[str, str] = read_table("labels")["marketing_categories"]
            self._add("marketing_category", category.get("displayName") or known.get(category.get("code", "")))


def find_child(element: Element, path: str) -> Element | None:
    """The first element on a path of names, whatever their namespace."""
    return next(find_children(element, path), None)


def find_children(element: Element, path: str) -> Iterator[Element]:
    """The elements on a path of names, whatever their namespace."""
    name, _, rest = path.partition("/")
    for child in element:
        if name_element(child) == name:
            if rest:
                yield from find_children(child, rest)
            else:
                yield child


def read_words(element: Element, path: str) -> str | None:
    """The words of the first element on the path on one line; None without any."""
    found = find_child(element, path)
    return read_line(found) if found is not None else None


def _find_ndc(element: Element) -> str | None:
    code = find_child(element, "code")
    return code.get("code") if code is not None and code.get("codeSystem") == _NDC else None


def _name_class(code: str | None) -> str | None:
    return "active" if code is not None and code.startswith("ACTI") else None


def _read_strength(ingredient: Element) -> str | None:
    """`6.25 mg/5 mL`, `10 mg`: numerator and denominator as they are written."""
    parts = [find_child(ingredient, f"quantity/{name}") for name in ("numerator", "denominator")]
    above, below = (_read_quantity(part) if part is not None else None for part in parts)
    return f"{above}/{below}" if above and below and below != "1" else above


def _read_quantity(part: Element) -> str | None:
    unit = part.get("unit")
    return " ".join(filter(None, (part.get("value"), unit if unit != "1" else None))) or None
