"""The words that say what a date on a page is the date of."""

import re
from enum import StrEnum
from functools import lru_cache


class DateKind(StrEnum):
    """What a date is the date of."""

    PUBLISHED = "published"
    MODIFIED = "modified"
    OTHER = "other"
    """Something else, such as the end of an offer."""
    UNSTATED = "unstated"


_WORDS = {
    DateKind.MODIFIED: (
        r"updated?\b|modified|last (?:updated?|changed|reviewed|edited)|revised|"
        r"(?:reviewed|edited)\b(?! by)|"
        r"aktualisier\w*|geändert|änderung|letztes update|überarbeitet|stand\b|mis à jour|mise à jour|"
        r"modifié\w*|actualizad[oa]|última actualización|modificad[oa]|atualizad[oa]|atualização|"
        r"aggiornat[oa]|aggiornamento|bijgewerkt|laatste update|gewijzigd|uppdatera[dt]|oppdatert|"
        r"endret|opdateret|päivitetty|muokattu|aktualizov\w+|aktualizacja|zaktualizowan\w+|"
        r"frissítve|módosítva|actualizat|ultima actualizare|ažurirano|обновлен\w*|изменен\w*|оновлен\w*|"
        r"актуализиран\w*|ενημερώθηκε|τελευταία ενημέρωση|güncelle\w*|diperbarui|cập nhật|"
        r"更新|修改|수정|업데이트|แก้ไข|อัปเดต|อัพเดท|तक अपडेट|अपडेट|अद्यतन|עודכן|עדכון|آخر تحديث|تحديث|به‌روز\w*|"
        r"uuendatud|atnaujinta|atjaunots|uppfært|kemas kini|posodobljeno|"
        r"ажурирано|yeniləndi|განახლ\w*|жаңартыл\w*|আপডেট|হালনাগাদ|புதுப்பி"
    ),
    DateKind.PUBLISHED: (
        r"published|publication date|publish(?:ed)? date|posted|post time|first published|"
        r"originally published|released?\b|release date|date of publication|filed|created|"
        r"(?:beitrag|artikel|text) wurde|veröffentlicht\w*|erschienen|erstellt|publiziert|"
        r"publié\w*|mis en ligne|"
        r"parution|publicad[oa]|publicación|fecha de publicación|publicação|pubblicat[oa]|"
        r"gepubliceerd|geplaatst|publicerad|publisert|publiceret|offentliggjort|julkaistu|"
        r"opublikowan\w*|data publikacji|dodano|publikov\w+|zveřejněno|zverejnen\w*|megjelent|"
        r"közzétéve|publicat\b|publikovano|objavljen\w*|опубликован\w*|публикация|размещено|"
        r"опубліковано|публикуван\w*|δημοσιεύ\w*|yayın\w*|eklenme|dipublikasikan|diterbitkan|đăng|"
        r"発表|公開|掲載|配信|发布|發布|發佈|发表|입력|등록|게시|เผยแพร่|प्रकाशित|פורסם|نشر|تاریخ انتشار|"
        r"avaldatud|paskelbta|publicēts|birt\b|disiarkan|argitaratua|"
        r"udgivet|објављено|publikuota|منتشر|شائع|გამოქვეყნ\w*|жариялан\w*|প্রকাশ|வெளியி|"
        r"^\W*(?:date|datum|fecha|data|dato|tarih|дата|日期|日付|날짜)\W*$"
    ),
    DateKind.OTHER: (
        r"\b(?:until|till|due|expires?|expiry|deadline|valid|bis|ablaufdatum|jusqu['’]au|hasta|até|"
        r"fino al?|vence|scade|tot en met|t/m|ważne do|geçerlilik)\b"
    ),
}
_LABEL = re.compile("|".join(f"(?P<{kind.value}>{words})" for kind, words in _WORDS.items()))


# The pages of a site say the same around their dates.
@lru_cache(maxsize=1024)
def label_kinds(text: str) -> tuple[DateKind, ...]:
    """Return what the labels in a text say of the dates there, in order."""
    return tuple(DateKind(match.lastgroup or "") for match in _LABEL.finditer(text.lower()))


def label_kind(text: str) -> DateKind | None:
    """Return what the last label in a text says of the date that follows, None without a label."""
    kinds = label_kinds(text)
    return kinds[-1] if kinds else None
