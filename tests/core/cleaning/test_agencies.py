import pytest

from newscrawl.core.cleaning.agencies import agency_of

STORY = "The council agreed on Monday to close the bridge for repairs."


@pytest.mark.parametrize(
    ("authors", "body", "expected"),
    [
        (["Reuters"], STORY, ("Reuters", "byline")),
        (["Ann Example", "The Associated Press"], STORY, ("AP", "byline")),
        (["dpa/AFP"], STORY, ("dpa", "byline")),
        (["Reuters Staff"], STORY, ("Reuters", "byline")),
        (["Ann Example"], f"WASHINGTON (AP) — {STORY}", ("AP", "dateline")),
        ([], f"Berlin (dpa) - {STORY}", ("dpa", "dateline")),
        ([], f"BERLIN (dpa/AFP). {STORY}", ("dpa", "dateline")),
        ([], f"PARIS, May 3 (Reuters) - {STORY}", ("Reuters", "dateline")),
        ([], f"Madrid, 3 may (EFE).- {STORY}", ("EFE", "dateline")),
        ([], f"(ANSA) - ROMA, 03 MAG - {STORY}", ("ANSA", "dateline")),
        ([], "【北京5月3日新華社】市議会は月曜日に橋の閉鎖を決めた。", None),
        ([], "ロンドン（共同）市議会は月曜日に橋の閉鎖を決めた。", ("Kyodo", "dateline")),
        ([], f"{STORY}\n\nSource: Xinhua", ("Xinhua", "credit")),
        ([], f"{STORY}\n\n© AFP", ("AFP", "credit")),
        ([], f"{STORY}\n\n(Yonhap)", ("Yonhap", "credit")),
        ([], f"{STORY} (PTI)", ("PTI", "credit")),
        (["Ann Example"], STORY, None),
        (["AA Gill"], STORY, None),
        ([], f"The bank (AP) is not named here, {STORY}", None),
        ([], f"{STORY}\n\nReuters and others will report on the next meeting in May.", None),
        ([], "", None),
    ],
)
def test_the_agency_that_an_article_names(authors, body, expected):
    assert agency_of(authors, body) == expected
