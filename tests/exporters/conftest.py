from datetime import UTC, datetime

import pytest

from newscrawl.items.article import Article, Completeness, Image


@pytest.fixture
def articles() -> list[Article]:
    """Return articles that differ in length and in what they have."""
    return [
        Article(
            id=f"{number:016x}",
            run_id="a run",
            url=f"https://example.org/{number}",
            headline=f"Überschrift {number}\u2028" if number % 3 else None,
            authors=tuple(f"Ann {n}" for n in range(number % 3)),
            keywords=("one", "two") if number % 2 else (),
            main_image=Image(url="https://example.org/a.jpg", alt="é") if number % 2 else None,
            images=(Image(url="https://example.org/a.jpg"), Image(url="b", credit="c")),
            article_body="words " * (number % 4),
            is_accessible_for_free=(None, True, False)[number % 3],
            completeness=Completeness.FULL,
            fetched_at=datetime(2026, 1, 2, 3, 4, number, tzinfo=UTC),
            evidence={"headline": ["json-ld", 1.5]},
        )
        for number in range(8)
    ]
