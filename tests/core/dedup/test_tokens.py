import pytest

from newscrawl.core.dedup.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The U.S. paid $1,200.50, didn’t it?", ["The", "U.S", "paid", "1,200.50", "didn’t", "it"]),
        ("Ｔｈｅ ﬁrst", ["The", "first"]),
        ("橋が開く", ["橋が開", "が開く"]),
        ("橋は5億円", ["橋は", "5", "億円"]),
        ("สะพานเปิด", ["สะพ", "ะพา", "พาน", "านเ", "นเป", "เปิ", "ปิด"]),
        ("הגשר נפתח היום", ["הגשר", "נפתח", "היום"]),
        ("افتتح الجسر اليوم", ["افتتح", "الجسر", "اليوم"]),
        ("다리가 열렸다", ["다리가", "열렸다"]),
        ("snake_case_word", ["snake", "case", "word"]),
        ("", []),
    ],
)  # fmt: skip
def test_words_and_runs_of_characters(text, tokens):
    assert tokens_of(text) == tokens
