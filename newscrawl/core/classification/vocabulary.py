"""Words in addresses and titles that tell what a page is."""

import re

LISTING_SEGMENTS = frozenset(
    {
        "category",
        "categories",
        "tag",
        "tags",
        "author",
        "authors",
        "search",
        "topic",
        "topics",
        "archive",
    }
    | {
        "archives",
        "section",
        "page",
        "label",
        "rubrik",
        "thema",
        "themen",
        "autor",
        "autoren",
        "suche",
    }
    | {"categorie", "auteur", "auteurs", "etiqueta", "categoria", "autores", "buscar", "kategorie"}
    | {
        "kategoria",
        "stichwort",
        "schlagwort",
        "events",
        "event",
        "calendar",
        "kalender",
        "agenda",
        "staff",
    }
)
"""First parts of a path below which lists stand."""

STATIC_SEGMENTS = frozenset(
    {
        "about",
        "about-us",
        "contact",
        "contact-us",
        "privacy",
        "privacy-policy",
        "terms",
        "imprint",
        "impressum",
    }
    | {
        "terms-of-use",
        "terms-of-service",
        "cookie-policy",
        "faq",
        "help",
        "careers",
        "jobs",
        "advertise",
    }
    | {
        "newsletter",
        "newsletters",
        "subscribe",
        "login",
        "register",
        "sitemap",
        "datenschutz",
        "kontakt",
    }
    | {
        "mentions-legales",
        "contacto",
        "contato",
        "contatti",
        "ueber-uns",
        "a-propos",
        "quienes-somos",
    }
)
"""Last parts of a path that name a page of the house."""

STATIC_TITLES = re.compile(
    r"^\W*(?:about(?: us)?|contact(?: us)?|privacy(?: policy| notice)?|terms (?:of (?:use|"
    r"service)|and conditions)|cookie policy|imprint|impressum|datenschutz\w*|kontakt|"
    r"advertise(?: with us\b.*)?|careers|newsletters?|subscribe|log ?in|sign ?in|register|"
    r"sitemap|faq|help|archives?|events\b.{0,40}|calendar|mentions légales|à propos|contacto|"
    r"quiénes somos|search results\b.*)\W*$",
    re.IGNORECASE,
)
"""The whole headline of a page of the house."""

NOT_FOUND = re.compile(
    r"\b404\b|(?:page|article|story|content|file) (?:was |could |can )?(?:not|n['’]t) (?:be "
    r")?(?:found|available)|page (?:does ?n['’]t|does not) exist|(?:nothing|not) found|page "
    r"(?:is )?(?:missing|unavailable)|that page can['’]?t be found|no longer (?:available|"
    r"exists)|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no "
    r"encontrada|página não encontrada|pagina non trovata|pagina niet gevonden|sidan "
    r"(?:hittades inte|kunde inte hittas)|siden (?:ble|blev) ikke funnet|страница не найдена|"
    r"strona nie (?:istnieje|została znaleziona)|stránka nenalezena|sayfa bulunamadı|"
    r"ページが見つかりません|页面(?:不存在|未找到)|페이지를 찾을 수 없",
    re.IGNORECASE,
)
"""A title that says there is nothing at this address."""
