"""Who wrote an article: names only."""

from collections.abc import Iterable, Iterator

from newscrawl.core.extraction.bylines import Bylines
from newscrawl.core.extraction.declared_authors import author_groups, card_authors, declared_authors
from newscrawl.core.extraction.finding import Finding
from newscrawl.core.extraction.headline import find_heading
from newscrawl.core.extraction.person_names import is_person, name_key, split_names, without_by
from newscrawl.core.extraction.site_names import site_names
from newscrawl.core.extraction.sources import Sources
from newscrawl.core.html.json_ld import types_of

_MOST = 12

_Names = dict[str, str]
"""Names in the page's order, by what their spellings share."""


def find_authors(sources: Sources) -> Finding[tuple[str, ...]] | None:
    """Return the authors' names in the page's order and the source that gave them, or None.

    What is declared counts, first what the byline says, too; unless the page shows all of its
    names and more, or a person where none is declared. The site and its publisher are no authors.
    """
    bylines = Bylines(sources, find_heading(sources))
    not_names = _not_names(sources)
    said = dict(_without(not_names, declared_authors(sources)))
    shown = dict(_without(not_names, bylines.beside_headline().items()))
    said.update(shown)
    said.update(_without(not_names, card_authors(sources)))
    if not _has_person(said.values()):
        said.update(_without(not_names, bylines.line_beside_headline().items()))
    said = said or dict(_without(not_names, author_groups(sources)))
    said = said or dict(_without(not_names, bylines.behind_text().items()))
    if not said:
        return None
    source, best = _confirmed(said, shown) or next(iter(said.items()))
    for other, names in said.items():
        if _is_better(names, best):
            source, best = other, names
    others = {
        other: ", ".join(names.values())
        for other, names in said.items()
        if names.keys() != best.keys()
    }
    return Finding(tuple(best.values())[:_MOST], source, others)


def is_byline(text: str) -> bool:
    """Return whether a line begins like a byline: `By Ann Lee`."""
    return without_by(text)[1] and any(split_names(text))


def _not_names(sources: Sources) -> set[str]:
    """Return the keys of the site's and publisher's names, but not of a person who publishes."""
    publisher = sources.resolve(sources.declared.get("publisher"))
    names = {name_key(name) for name in site_names(sources)}
    if isinstance(publisher, dict) and "Person" in types_of(publisher):
        names.difference_update(map(name_key, sources.names(publisher)))
    return names


def _without(
    not_names: set[str], candidates: Iterable[tuple[str, list[str]]]
) -> Iterator[tuple[str, _Names]]:
    """Yield the sources that give other names than the site's, each with these."""
    for source, names in candidates:
        keys = [name_key(name) for name in names]
        kept = {key: name for key, name in zip(keys, names, strict=True) if key not in not_names}
        if kept:
            yield source, kept


def _confirmed(said: dict[str, _Names], shown: dict[str, _Names]) -> tuple[str, _Names] | None:
    """Return the source that says what the byline says, too."""
    for names in shown.values():
        for source, declared in said.items():
            if source not in shown and declared.keys() == names.keys():
                return source, declared
    return None


def _is_better(names: _Names, best: _Names) -> bool:
    return best.keys() < names.keys() or (_has_person([names]) and not _has_person([best]))


def _has_person(said: Iterable[_Names]) -> bool:
    return any(is_person(name) for names in said for name in names.values())
