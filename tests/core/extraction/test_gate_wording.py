import pytest

from newscrawl.core.extraction.gate_phrases import OFFERS, WITHHELD
from newscrawl.core.extraction.gate_wording import find_offer, find_withheld


@pytest.mark.parametrize(
    "text",
    [
        "To continue reading, create a free account.",
        "You’ve read your three free articles this month.",
        "This story is exclusively for readers with a plan. Subscribe to read it.",
        "Um den ganzen Artikel zu lesen, brauchen Sie ein Abo.",
        "Il vous reste 71,5 % de cet article à lire.",
        "Para seguir leyendo, hazte suscriptor.",
        "Conteúdo exclusivo para assinantes do jornal",
        "Per continuare a leggere accedi al sito",
        "Dit artikel is exclusief voor abonnees",
        "Logga in för att läsa hela texten",
        "Bare for abonnenter",
        "Vil du læse videre?",
        "Kirjaudu sisään lukeaksesi koko jutun",
        "Zostało jeszcze trochę: wykup dostęp, aby czytać",
        "Článek je určen předplatitelům",
        "Článok je len pre predplatiteľov",
        "A folytatáshoz jelentkezzen be",
        "Conținut exclusiv pentru abonați",
        "Само за абонати",
        "Sadržaj dostupan samo za pretplatnike",
        "Artikli lugemiseks logi sisse",
        "Raksts tikai abonentiem",
        "Straipsnis skirtas prenumeratoriams",
        "Продовження: лише для передплатників",
        "Материал доступен по подписке",
        "Μόνο για συνδρομητές",
        "Okumaya devam etmek için giriş yapın",
        "للمشتركين فقط",
        "ویژه مشترکان",
        "להמשך קריאה הירשמו",
        "आगे पढ़ने के लिए लॉगिन करें",
        "Untuk melanjutkan membaca, silakan masuk",
        "Đăng nhập để đọc tiếp bài viết",
        "เนื้อหานี้เฉพาะสมาชิก",
        "この記事は有料です。残り 1,024 文字",
        "登录后继续阅读",
        "計 300 字，訂閱後繼續閱讀",
        "계속 읽으려면 로그인하세요",
    ],
)
def test_wording_of_gates_is_known(text: str) -> None:
    assert find_withheld(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sign in to continue the discussion",
        "Please log in to continue and comment",
        "Subscribe to our weekly newsletter",
        "Melden Sie sich an, um diesen Artikel zu kommentieren",
        "Sign up for the day in your inbox.",
        "Accept all cookies to continue.",
        "He went to the library to read, and the door was open.",
        "",
    ],
)
def test_other_purposes_are_no_gate(text: str) -> None:
    assert find_withheld(text) is None


def test_an_offer_is_told_from_a_gate() -> None:
    text = "Unlimited access for 2 a month. Cancel anytime."
    assert find_offer(text)
    assert find_withheld(text) is None


@pytest.mark.parametrize("table", [WITHHELD, OFFERS], ids=["withheld", "offers"])
def test_phrases_are_written_as_texts_are_compared(table: dict[str, tuple[str, ...]]) -> None:
    for phrases in table.values():
        for phrase in phrases:
            assert phrase == " ".join(phrase.casefold().replace("’", "'").split())
            assert len(phrase) > 3


def test_more_than_twenty_languages_are_known() -> None:
    assert len(WITHHELD) >= 20
