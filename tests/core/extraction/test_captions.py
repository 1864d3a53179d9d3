import lxml.html
import pytest

from newscrawl.core.extraction.captions import find_caption

IMAGE = '<img src="/a.jpg">'


def caption_of(html: str) -> tuple[str | None, str | None]:
    root = lxml.html.document_fromstring(f"<html><body><main>{html}</main></body></html>")
    return find_caption(next(root.iter("img")))


@pytest.mark.parametrize(
    ("html", "caption", "credit"),
    [
        (f"<figure>{IMAGE}<figcaption>The pier.</figcaption></figure>", "The pier.", None),
        (
            f"<figure>{IMAGE}<figcaption>The pier. Photo: Ann Lee</figcaption></figure>",
            "The pier.",
            "Ann Lee",
        ),
        (
            (
                f"<figure>{IMAGE}<figcaption>The pier. <span class=credit>(Ann Lee/Wire)</span>"
                "</figcaption></figure>"
            ),
            "The pier.",
            "Ann Lee/Wire",
        ),
        (
            (
                f"<figure><div><a href=/a.jpg>{IMAGE}</a></div><figcaption><button>Hide caption</button>"
                "The pier.</figcaption></figure>"
            ),
            "The pier.",
            None,
        ),
        (f"<div>{IMAGE}<p class=wp-caption-text>The pier.</p></div>", "The pier.", None),
        (
            f"<figure>{IMAGE}<noscript>{IMAGE}</noscript><figcaption>The pier.</figcaption></figure>",
            "The pier.",
            None,
        ),
        (f"<figure>{IMAGE}<figcaption>© Wire</figcaption></figure>", None, "Wire"),
        (f"<figure>{IMAGE}</figure><p>The pier.</p>", None, None),
    ],
)
def test_what_is_said_below_a_picture(html: str, caption: str | None, credit: str | None) -> None:
    assert caption_of(html) == (caption, credit)


def test_the_caption_of_another_picture_is_not_taken() -> None:
    html = f"<div>{IMAGE}<figure>{IMAGE}<figcaption>The pier.</figcaption></figure></div>"
    assert caption_of(html) == (None, None)
