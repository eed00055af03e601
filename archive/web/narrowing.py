"""What narrows a search down: the filters at work as chips, and the values of facets that could be chosen.

A facet is never left out without a word. One that cannot tell the hits apart, because all of them share its one value,
is not drawn as a list; the page names it with that value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.model import Facet, FacetValue
from archive.provenance import say_date
from archive.store.filters import FACETS
from archive.web.asking import Pairs, without
from archive.web.links import NOT_STATED, Links
from archive.web.wording import CLEANINGS, ELSEWHERE, KINDS, STATUSES, shorten

ALWAYS_SHOWN = frozenset({"speaker", "outlet", "published", "kind"})
"""Facets that are shown even with a single value."""
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {
    "kind": KINDS,
    "cleaning": CLEANINGS,
    "status": STATUSES,
    "elsewhere": ELSEWHERE,
}
"""Facets whose values are shown in other words than they are stored."""
MOST_VALUES_OPEN = 8
"""How many values of a facet are seen before "more" is opened."""
LONGEST_LABEL = 60
"""How many code points of a value are shown."""

_CHIPS = {"q": "", "since": "since ", "until": "until ", "in": "in ", "versions": "versions: "}
_FACET_LABELS = {facet.name: facet.label for facet in FACETS}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter at work; ``address`` is the search without it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet; ``address`` is the search with it, or without it when it is chosen already."""

    label: str
    count: int
    selected: bool
    address: str

    @property
    def shown_count(self) -> str:
        """The count as people read it."""
        return f"{self.count:,}"


@dataclass(frozen=True, slots=True)
class Group:
    """One facet with its values; ``all_address`` lists those that are not in here, empty when all are."""

    name: str
    label: str
    values: tuple[Choice, ...]
    rest: tuple[Choice, ...]
    truncated: int
    all_address: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The facets of a search.

    ``shared`` tells of those with one value for all hits, ``unstated`` names those that are stated for no hit.
    """

    groups: tuple[Group, ...]
    shared: tuple[str, ...]
    unstated: tuple[str, ...]


def name_values(counted: Iterable[Facet]) -> dict[tuple[str, str], str]:
    """What people see of each value that is chosen, by its pair in an address."""
    return {
        (facet.name, value.value or NOT_STATED): _label(facet.name, value)
        for facet in counted
        for value in facet.values
        if value.selected
    }


def list_chips(pairs: Pairs, links: Links, labels: Mapping[tuple[str, str], str]) -> list[Chip]:
    """The filters at work, in the order of the address."""
    chips = []
    for pair in dict.fromkeys(pairs):
        name, value = pair
        address = links.search(without((other for other in pairs if other != pair), "after"))
        if name in _FACET_LABELS:
            label = labels.get(pair, "not stated" if value == NOT_STATED else value)
            chips.append(Chip(f"{_FACET_LABELS[name].lower()}: {shorten(label, LONGEST_LABEL)}", address))
        elif name in _CHIPS:
            shown = shorten(value.replace(",", " and ") if name == "in" else value, LONGEST_LABEL)
            chips.append(Chip(f"“{shown}”" if name == "q" else _CHIPS[name] + shown, address))
    return chips


def narrow(counted: Sequence[Facet], pairs: Pairs, links: Links) -> Narrowing:
    """The facets with the way to each of their values."""
    groups, shared, unstated = [], [], []
    for facet in counted:
        choices = list_choices(facet, pairs, links)
        if len(choices) < 2 and facet.name not in ALWAYS_SHOWN and not any(choice.selected for choice in choices):
            if any(value.value for value in facet.values):
                shared += [_say_shared(facet, choice) for choice in choices]
            elif choices:
                unstated.append(facet.label.lower())
        elif choices:
            groups.append(_group(facet, choices, pairs, links))
    return Narrowing(tuple(groups), tuple(shared), tuple(unstated))


def _say_shared(facet: Facet, choice: Choice) -> str:
    return choice.label if facet.name in VALUE_WORDS else f"{facet.label.lower()}: {choice.label}"


def list_choices(facet: Facet, pairs: Pairs, links: Links) -> list[Choice]:
    """The values of one facet, those chosen first."""
    plain = without(pairs, "after", "facet")
    address = links.search(plain)
    choices = [
        Choice(
            _label(facet.name, value),
            value.count,
            value.selected,
            links.search(_without_value(facet.name, value, plain))
            if value.selected
            else links.search_with(address, facet.name, value.value or NOT_STATED),
        )
        for value in facet.values
    ]
    return sorted(choices, key=lambda choice: not choice.selected)


def _group(facet: Facet, choices: Sequence[Choice], pairs: Pairs, links: Links) -> Group:
    return Group(
        facet.name,
        facet.label,
        tuple(choices[:MOST_VALUES_OPEN]),
        tuple(choices[MOST_VALUES_OPEN:]),
        facet.truncated,
        links.search([*without(pairs, "after", "facet"), ("facet", facet.name)]) if facet.truncated else "",
    )


def _label(name: str, value: FacetValue) -> str:
    words = VALUE_WORDS.get(name, {}).get(value.value or "")
    if name == "published" and value.value:
        return say_date(value.value)
    return words or shorten(value.label, LONGEST_LABEL)


def _without_value(name: str, value: FacetValue, plain: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    pair = (name, value.value or NOT_STATED)
    # A speaker may have been asked for by name: then the id is not in the address, and the whole filter goes.
    exact = pair in plain
    return [other for other in plain if other != pair and (exact or other[0] != name)]
