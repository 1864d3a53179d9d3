"""Copies and what only looks like copies, in a stream of stories in several scripts."""

import pytest

from newscrawl.core.dedup.signature import sign
from newscrawl.core.dedup.site_shingles import HOT, WINDOW, SiteShingles
from newscrawl.core.dedup.stream import CopyStream

BRIDGE = """The town council met on Monday and spoke about the old bridge over the river for three hours.
Nobody knows what the repair will cost, mayor Ann Example said, and nobody dares to guess before June.
Two engineers had looked at the pillars in spring, when the water was at its lowest for 30 years.
They found cracks in four of the nine pillars, as they wrote in a report of some 60 pages.
A vote is planned for the end of the month, after all of the residents have had their say.
Until then lorries of more than 12 tons must take the long way by Northfield and the motorway."""
FERRY = """The ferry between the islands stopped for the winter on Sunday, a month earlier than last year.
Captain Bob Sample blamed the price of oil, which has doubled since March, and a lack of 14 sailors.
Farmers on the smaller island fear for their milk, which goes to the dairy on the mainland each day.
A company from the capital offers to fly it out, at a price that nobody there is willing to pay."""
FURNITURE = """Sign up for our free newsletter and get the top stories of the day straight to your inbox.
Copyright by the Evening Star. This material may not be published, broadcast or redistributed."""
QUAKE = (
    "A magnitude {} earthquake struck near {} on {}, according to the geological survey."
    " The quake hit at {} local time at a depth of {} kilometres, about {} kilometres from {}."
    " There were no immediate reports of injuries or damage and no tsunami warning was issued."
    " In the past ten days there were {} quakes nearby."
)
JAPANESE = (
    "市議会は月曜日、川に架かる古い橋について三時間にわたり議論した。"
    "補修にいくらかかるかは誰にも分からないと市長は述べた。"
    "技術者二人が春に橋脚を調べ、九本のうち四本にひびを見つけたと、六十ページの報告書に書いている。"
    "採決は月末に予定されている。"
)
OTHER_JAPANESE = (
    "島々を結ぶ渡し船は日曜日、昨年より一か月早く冬の運休に入った。"
    "船長は三月から倍になった油の値段と船員の不足を理由に挙げた。"
    "小さい島の農家は、毎日本土の工場へ運ばれる牛乳のことを心配している。"
    "首都の会社が空輸を申し出たが、その値段では誰も払わない。"
)


@pytest.fixture
def stream():
    return CopyStream()


def add(stream, headline, body, *, site="a.test", cluster=None):
    signature = sign(headline, body)
    match = stream.find(signature, site=site)
    cluster = cluster or (headline if match is None else match.cluster)
    stream.add(signature, site=site, cluster=cluster)
    return cluster


def lines(text: str) -> list[str]:
    return text.split("\n")


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Bridge in doubt", BRIDGE),
        ("Cracks found in the bridge", BRIDGE),
        ("Bridge in doubt", "\n".join(lines(BRIDGE)[:4])),
        ("Bridge in doubt", f"{BRIDGE}\n{FURNITURE}"),
        ("Council puts off a vote", f"{FURNITURE}\n{BRIDGE}"),
        (
            "Bridge in doubt",
            BRIDGE.replace("met on", "came together on").replace("lorries", "trucks"),
        ),
        ("Bridge in doubt", "\n".join([*lines(BRIDGE)[3:], *lines(BRIDGE)[:3]])),
    ],
)
def test_copies(stream, headline, body):
    add(stream, "Ferry stops early", FERRY, site="c.test")
    add(stream, "Bridge in doubt", BRIDGE)
    assert add(stream, headline, body, site="b.test") == "Bridge in doubt"


def test_stories_and_briefs_after_one_template_are_no_copies(stream):
    facts = [
        ("6.1", "Porto", "Monday", "11:50", 12, 25, "Braga", 3),
        ("7.4", "Cork", "Friday", "04:44", 39, 140, "Dublin", 11),
        ("5.8", "Split", "Sunday", "23:02", 8, 61, "Zadar", 2),
    ]
    for number, fact in enumerate(facts):
        headline = f"Magnitude {fact[0]} earthquake strikes near {fact[1]}"
        assert add(stream, headline, QUAKE.format(*fact), site=f"{number % 2}.test") == headline
    assert add(stream, "Ferry stops early", FERRY) == "Ferry stops early"
    again = QUAKE.format(*facts[0])
    assert add(stream, "Quake near Porto", again, site="9.test").startswith("Magnitude 6.1")


def test_a_roundup_and_a_shared_background_are_no_copies(stream):
    add(stream, "Bridge in doubt", BRIDGE)
    add(stream, "Ferry stops early", FERRY)
    brief = "\n".join([lines(FERRY)[0], lines(BRIDGE)[0], FURNITURE])
    assert add(stream, "News in brief", brief, site="b.test") == "News in brief"
    later = "\n".join([*lines(FURNITURE), *lines(FERRY)[:2], lines(BRIDGE)[2]])
    assert add(stream, "Something else", later, site="d.test") != "Bridge in doubt"


def test_a_script_without_spaces(stream):
    add(stream, "橋の採決は月末に", JAPANESE)
    assert add(stream, "渡し船が運休", OTHER_JAPANESE) == "渡し船が運休"
    shorter = JAPANESE.rpartition("採決")[0]
    assert add(stream, "古い橋にひび", shorter, site="b.test") == "橋の採決は月末に"


def test_what_a_site_says_in_every_article_makes_no_copies():
    site = SiteShingles()
    furniture = sign("", FURNITURE)
    for number in range(HOT):
        assert site.cold(furniture.sketch) == furniture.sketch
        site.add(f"c{number}", furniture)
    hot = {hashed for hashed in furniture.sketch if hashed % 4 == 0}
    assert furniture.sketch - site.cold(furniture.sketch) == hot
    for number in range(WINDOW):
        site.add(f"d{number}", sign("", f"{number} {number + 1} {number + 2}"))
    assert site.cold(furniture.sketch) == furniture.sketch, "what it says no longer counts no more"


def test_copies_of_one_story_do_not_make_it_the_sites():
    site, bridge = SiteShingles(), sign("", BRIDGE)
    for _ in range(2 * HOT):
        site.add("bridge", bridge)
    assert site.cold(bridge.sketch) == bridge.sketch


def test_only_the_latest_are_remembered(stream, monkeypatch):
    monkeypatch.setattr("newscrawl.core.dedup.stream.LATEST", 3)
    add(stream, "Bridge in doubt", BRIDGE)
    for number in range(3):
        add(stream, f"Other {number}", " ".join(f"word{number}x{n}" for n in range(50)))
    assert add(stream, "Bridge again", BRIDGE) == "Bridge again"
    assert len(stream._known) == 3
    assert sum(map(len, stream._by_anchor.values())) == sum(
        len(a) for _, a in stream._known.values()
    )
