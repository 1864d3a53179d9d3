import pytest

from newscrawl.core.urls import address_form


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/", "/"),
        ("/a-bridge-opens-at-last/", "/slug"),
        ("/about/", "/name"),
        ("/news/2026/11/18/a-bridge-opens.html", "/news/#/#/#/slug.html"),
        ("/news/world/a-bridge-opens", "/news/name/slug"),
        ("/sport/12345", "/sport/#"),
        ("/story-12345", "/id"),
        ("/article.php?id=5&lang=de", "/name.php?id&lang"),
        ("/ニュース/新しい橋が九年ぶりに開通しました市長が語る今後の計画", "/ニュース/slug"),
    ],
)
def test_the_form_of_an_address(path, form):
    assert address_form(f"https://www.a.test{path}") == form
