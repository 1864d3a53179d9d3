"""Cleaning, as an item pipeline."""

from dataclasses import replace
from typing import Any

from newscrawl.core.cleaning import clean_text, settle
from newscrawl.items import PageOutcome
from newscrawl.pipelines.items import with_fields

_TEXT_FIELDS = ("headline", "description", "article_body", "article_section", "publisher")


class CleanPipeline:
    """Settles the article of a page; of any other item with an article's fields it cleans the texts.

    A text loses control characters and needless white space; authors and keywords lose empty and repeated
    entries.
    """

    def process_item(self, item: Any) -> Any:
        if isinstance(item, PageOutcome):
            return self._settled(item)
        return with_fields(item, _cleaned)

    def _settled(self, outcome: PageOutcome) -> PageOutcome:
        if outcome.result is None or outcome.result.article is None:
            return outcome
        return replace(outcome, article=settle(outcome.result))


def _cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name in _TEXT_FIELDS:
        if isinstance(fields.get(name), str):
            changes[name] = clean_text(fields[name])
    for name in ("authors", "keywords"):
        values = fields.get(name)
        if isinstance(values, list | tuple):
            kept = dict.fromkeys(clean_text(value) for value in values if isinstance(value, str))
            changes[name] = type(values)(value for value in kept if value)
    return changes
