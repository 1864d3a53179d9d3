import pytest

from newscrawl.core.extraction.person_names import (
    is_person,
    more_names,
    name_in_fields,
    name_key,
    names_before_roles,
    one_word,
    split_names,
)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee and Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("Written by Ann Lee & Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("Von Jana Kühn, Emre Aydin und Lars Holm", ["Jana Kühn", "Emre Aydin", "Lars Holm"]),
        ("Ein Gastbeitrag von Jana Kühn", ["Jana Kühn"]),
        ("Par Claire Morin & Luc Petit", ["Claire Morin", "Luc Petit"]),
        ("Propos recueillis par Claire Morin", ["Claire Morin"]),
        ("Por José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Escrito por Ana Ruiz y Juan Gil", ["Ana Ruiz", "Juan Gil"]),
        ("Publicado por Maria da Silva e João Reis", ["Maria da Silva", "João Reis"]),
        ("di Mario Rossi e Anna Verdi", ["Mario Rossi", "Anna Verdi"]),
        ("Door Jan van der Berg en Piet Smit", ["Jan van der Berg", "Piet Smit"]),
        ("Av Lena Öberg och Nils Ek", ["Lena Öberg", "Nils Ek"]),
        ("Af Søren Krag og Ida Holm", ["Søren Krag", "Ida Holm"]),
        ("Teksti: Aino Virtanen", ["Aino Virtanen"]),
        ("Autor: Jan Kowalski i Ewa Nowak", ["Jan Kowalski", "Ewa Nowak"]),
        ("Napsal Jan Novák", ["Jan Novák"]),
        ("Írta: Kovács János", ["Kovács János"]),
        ("Piše: Ana Horvat", ["Ana Horvat"]),
        ("Автор: Иван Петров и Анна Орлова", ["Иван Петров", "Анна Орлова"]),
        ("Γράφει η Μαρία Παππά", ["Μαρία Παππά"]),
        ("Yazan: Ali Demir ve Ayşe Kaya", ["Ali Demir", "Ayşe Kaya"]),
        ("Oleh: Siti Nurbaya", ["Siti Nurbaya"]),
        ("Tác giả: Nguyễn Văn An", ["Nguyễn Văn An"]),
        ("โดย สมชาย ใจดี", ["สมชาย ใจดี"]),
        ("بقلم: محمد علي", ["محمد علي"]),
        ("מאת: דוד כהן", ["דוד כהן"]),
        ("लेखक: राम शर्मा", ["राम शर्मा"]),
        ("文＝山田太郎", ["山田太郎"]),
        ("記者　山田太郎", ["山田太郎"]),
        ("社会部記者　山田太郎", ["山田太郎"]),
        ("（記者・山田太郎）", ["山田太郎"]),
        ("【ロンドン＝山田太郎】", ["山田太郎"]),
        ("【写真＝山田太郎】", []),
        ("文・写真／山田太郎", ["山田太郎"]),
        ("本报记者　张三丰　李四光", ["张三丰", "李四光"]),
        ("记者 张三丰 通讯员 李四光", ["张三丰"]),
        ("記者張三豐／台北報導", ["張三豐"]),
        ("기자 홍길동", ["홍길동"]),
        ("记者 王小明", ["王小明"]),
        ("上報快訊／范姜佳鈺", ["范姜佳鈺"]),
        ("김철수 기자", ["김철수"]),
        ("", []),
    ],
)
def test_names_in_many_languages(byline: str, names: list[str]) -> None:
    assert split_names(byline) == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ann Lee, Senior Political Reporter", ["Ann Lee"]),
        ("Ann Lee Senior Autos Reporter", ["Ann Lee"]),
        ("Ann Lee MS, RDN, LD", ["Ann Lee"]),
        ("Ann Lee, Chief Technology Officer and Head of Reality Labs", ["Ann Lee"]),
        ("Ann Lee, Head of Marketing and Community Development", ["Ann Lee"]),
        ("Ann Lee | The Texas Newsroom", ["Ann Lee"]),
        ("Ann Lee, NPR News", ["Ann Lee"]),
        ("Ann Lee, Berlin", ["Ann Lee"]),
        ("Ann Lee, Stanford University", ["Ann Lee"]),
        ("Ann Lee in Washington and Bo Ek in Rome", ["Ann Lee", "Bo Ek"]),
        ("By Ann Lee ann@example.org", ["Ann Lee"]),
        ("By Ann Lee 3 May 2024", ["Ann Lee"]),
        ("Story by Ann Lee, photos by Bo Ek", ["Ann Lee"]),
        ("Text von Jana Kühn Illustration von Emre Aydin", ["Jana Kühn"]),
        ("Photos by Bo Ek", []),
        ("Politics · Ann Lee, Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("By Ann Lee, Reuters", ["Ann Lee", "Reuters"]),
        ("Ann Lee, AP Auto Writer", ["Ann Lee"]),
        ("By Ann Lee of the council", ["Ann Lee"]),
        ("By University of Tokyo", ["University of Tokyo"]),
        ("Von dpa", ["dpa"]),
        ("By R. R.", ["R. R."]),
        ("Executive Content Editor", []),
        ("By Staff Writer", []),
        ("By the newsroom", []),
        ("Full Bio", []),
        ("Learn About Our Policies", []),
        ("5 min read", []),
        ("2019年04月28日", []),
        ("稿件来源：河北日报", []),
    ],
)
def test_only_names_are_left(byline: str, names: list[str]) -> None:
    assert split_names(byline) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("uriebe", ["uriebe"]),
        ("kirstin boatto", ["kirstin boatto"]),
        ("Von Miller", ["Von Miller"]),
        ("Center for Drug Evaluation and Research", ["Center for Drug Evaluation and Research"]),
        ("ann.lee@example.org", []),
        ("https://example.org/author/ann", []),
        ("siteadmin", []),
        ("example.org", []),
        ("ABC-Redaktion", []),
        ("Example Media GmbH", []),
    ],
)
def test_a_declared_text_needs_no_form(text: str, names: list[str]) -> None:
    assert split_names(text, declared=True) == names


def test_a_word_in_small_letters_is_no_name_by_itself() -> None:
    assert split_names("By ibby") == []
    assert one_word("By ibby") == ["ibby"]


def test_behind_names_an_employer_is_none() -> None:
    assert more_names("Bo Ek, CNN") == ["Bo Ek"]
    assert more_names("CBC News") == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("3 May 2024 | Ann Lee | Reporter", "Ann Lee"),
        ("Ann Lee, Reporter", "Ann Lee"),
        ("김철수 기자", "김철수"),
        ("Ann Lee | Bo Ek", None),
        ("Ann Lee spoke with us", None),
    ],
)
def test_the_name_in_a_line_of_fields(line: str, name: str | None) -> None:
    assert name_in_fields(line) == name


def test_spellings_of_a_name() -> None:
    assert name_key("Dr. Ann  Lee") == name_key("ANN LEE")
    assert name_key("Ann Lee") != name_key("Ann Leek")


def test_persons_and_agencies() -> None:
    assert is_person("Ann Lee")
    assert is_person("dpa")
    assert not is_person("ann")
    assert not is_person("Daily Herald")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("山田太郎記者", ["山田太郎"]),
        ("山田太郎記者、佐藤花子記者", ["山田太郎", "佐藤花子"]),
        ("山田太郎、佐藤花子記者", ["山田太郎", "佐藤花子"]),
        ("홍길동·김영희 기자", ["홍길동", "김영희"]),
        ("[서울=홍길동 기자]", ["홍길동"]),
        ("홍길동 기자 hong@example.kr", ["홍길동"]),
        ("山田太郎", []),
        ("社会、政治記者", []),
    ],
)
def test_names_before_roles(line: str, names: list[str]) -> None:
    assert names_before_roles(line) == names
