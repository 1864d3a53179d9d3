import pytest

from newscrawl.core.extraction.date_labels import DateKind, label_kind, label_kinds

PUBLISHED, MODIFIED, OTHER = DateKind.PUBLISHED, DateKind.MODIFIED, DateKind.OTHER


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Published on", PUBLISHED),
        ("Veröffentlicht am", PUBLISHED),
        ("Publié le", PUBLISHED),
        ("Pubblicato il", PUBLISHED),
        ("Udgivet", PUBLISHED),
        ("Опубликовано", PUBLISHED),
        ("Објављено:", PUBLISHED),
        ("منتشر شده در", PUBLISHED),
        ("প্রকাশ :", PUBLISHED),
        ("入力", None),
        ("입력", PUBLISHED),
        ("Date:", PUBLISHED),
        ("Datum", PUBLISHED),
        ("The date of the feast:", None),
        ("Last updated", MODIFIED),
        ("Published by Jo Doe, updated", MODIFIED),
        ("Stand:", MODIFIED),
        ("Standing:", None),
        ("Mis à jour le", MODIFIED),
        ("Ажурирано:", MODIFIED),
        ("হালনাগাদ:", MODIFIED),
        ("Medically reviewed", MODIFIED),
        ("Medically reviewed by Jo Doe", None),
        ("Verfügbar bis", OTHER),
        ("Offer valid until", OTHER),
        ("Jusqu’au", OTHER),
        ("By Jo Doe", None),
        ("", None),
    ],
)
def test_the_words_before_a_date(text: str, kind: DateKind | None) -> None:
    assert label_kind(text) is kind


def test_labels_are_told_in_order() -> None:
    assert label_kinds("Posted May 3 | UPDATED May 5") == (PUBLISHED, MODIFIED)
