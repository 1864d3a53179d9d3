"""Sentences of a made-up Japanese news site."""

import random

PLACES = "汐見町 北波市 白浜台 松ヶ原 青砂町 三ツ谷市 川上村 鳥越町 小峰市 若葉町 月野市".split()  # noqa: SIM905
MATTERS = "市民プール 図書館 朝市 旧駅舎 港の倉庫 花火大会 水族館 商店街 防潮堤 植物園 観光船 温泉街".split()  # noqa: SIM905
HEADLINES = (
    "{place}の{matter}、来年春に再開へ　市が計画を公表",
    "{matter}をどう守るか　{place}で住民が話し合い",
    "{place}、{matter}に{number}億円　議会が予算案を可決",
    "{matter}の利用者が過去最多に　{place}で何が起きたのか",
    "雨の{place}に長い列　{matter}の最終日に{number}00人",
)
FAMILY = "佐伯 三宅 長谷部 大久保 森永 白石 片桐 野々村 宮原 東條 水野 榎本".split()  # noqa: SIM905
GIVEN = "直樹 美咲 健太 由美子 拓也 さくら 亮介 真理 和彦 千夏 修平 明日香".split()  # noqa: SIM905
OFFICES = "市役所 教育委員会 商工会議所 県の担当課 観光協会 保存会 漁業協同組合".split()  # noqa: SIM905
DAYS = "月 火 水 木 金 土 日".split()  # noqa: SIM905

SENTENCES = (
    "{office}は{day}曜日、{place}にある{matter}を{number}億円かけて改修する方針を明らかにした。",
    "工事は早ければ{month}月に始まり、完成までにはおよそ{number}か月かかる見通しだという。",
    "「最初は反対の声が多かったが、何度も話し合ううちに考えが変わってきた」と{person}さんは話す。",
    "近くで店を営む{person}さんは、人の流れが変わるのではないかと心配している。",
    "昨年度の利用者は{number}万人で、前の年より{small}割ほど増えたことが調査で分かった。",
    "一方で、隣の{place2}からは費用の負担について不満の声も上がっている。",
    "資料によると、建物は{number}年前に建てられ、雨漏りなどの傷みが目立つようになっていた。",
    "会場には{number}人が集まり、用意された席が足りなくなるほどだった。",
    "担当者は「安全を第一に考え、予定を急ぐことはしない」と説明している。",
    "{place2}でも同じような取り組みが進んでおり、{month}月には視察団が訪れる予定だ。",
    "この日は朝から強い風が吹いたため、屋外での催しは午後からに変更された。",
    "住民の間では、昔の写真を持ち寄って展示しようという動きも広がっている。",
    "専門家の{person}さんは、数字だけを見て判断するべきではないと指摘する。",
    "議会では賛成{number}、反対{small}で可決され、拍手が起こる場面もあった。",
    "県は費用の{small}割を補助することを決めており、残りは寄付などでまかなう。",
    "子どもたちは学校の授業で調べたことを、大きな紙にまとめて発表した。",
    "{office}の調べでは、{month}月だけで{number}件の問い合わせがあったという。",
    "夜になると明かりがともり、遠くの{place2}からもその様子が見えた。",
    "材料の値段が上がっているため、当初の計画より{small}割ほど高くなる可能性がある。",
    "ただ、反対する人たちは署名を集めており、{month}月にも{office}に提出する。",
    "かつては船で荷物を運ぶ人たちでにぎわい、一日に{number}隻が行き来していた。",
    "新しい入り口は駅の側に設けられ、車いすでも通りやすくなる。",
    "{person}さんは{number}年にわたって記録を続け、ノートは{small}冊を超えた。",
    "入場料は大人{number}0円で、{place}に住む人は無料になる。",
    "雨が続いた影響で川の水が増え、一時は避難の準備が呼びかけられた。",
    "今後は{place2}とも協力し、共通の切符を作ることを検討している。",
    "開会式では地元の高校生が演奏し、見物に来た人たちから歓声が上がった。",
    "取材に対し、{office}は「詳しいことはまだ決まっていない」と答えた。",
)
HEADINGS = (
    "{place2}からは不満も",
    "{number}年前の記録",
    "これからの見通し",
    "住民の思い",
    "費用はだれが払うのか",
)


class Writer:
    """Writes one article; the same number gives the same text, another number another one."""

    def __init__(self, number: int) -> None:
        self._random = random.Random(f"shimpo {number}")
        self.place = PLACES[number % len(PLACES)]
        self.matter = MATTERS[(number * 5) % len(MATTERS)]
        self._left = self._random.sample(SENTENCES, len(SENTENCES))
        self._headings = self._random.sample(HEADINGS, len(HEADINGS))

    def headline(self, number: int) -> str:
        return self.filled(HEADLINES[number % len(HEADLINES)])

    def heading(self) -> str:
        return self.filled(self._headings.pop())

    def paragraph(self, sentences: int = 3) -> str:
        return "".join(self.sentence() for _ in range(sentences))

    def sentence(self) -> str:
        if not self._left:
            self._left = self._random.sample(SENTENCES, len(SENTENCES))
        return self.filled(self._left.pop())

    def facts(self) -> list[tuple[str, str]]:
        """Return the rows of a table of facts."""
        return [
            ("場所", f"{self.place}の{self.matter}"),
            ("開館時間", self.filled("午前9時から午後{small}時")),
            ("休みの日", self.filled("毎週{day}曜日")),
            ("料金", self.filled("大人{number}0円")),
        ]

    def filled(self, pattern: str) -> str:
        pick = self._random.choice
        return pattern.format(
            place=self.place,
            place2=pick([place for place in PLACES if place != self.place]),
            matter=self.matter,
            office=pick(OFFICES),
            person=pick(FAMILY),
            day=pick(DAYS),
            month=self._random.randint(1, 12),
            number=self._random.randint(12, 48),
            small=self._random.randint(2, 9),
        )
