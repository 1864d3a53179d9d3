"""Sentences of a made-up German regional daily."""

import random

PLACES = (  # noqa: SIM905
    "Grevenhall Ostermoor Tiefenrade Lünebrück Hammersbach Wiesenau Kaltenfurt Sandhagen Birkenrode "
    "Moorwerder Seehude Altenrade Fischbüttel Heidkrug Rosentorf Uferstedt"
).split()
MATTERS = (
    "das Freibad",
    "die Stadtbücherei",
    "der Radweg",
    "die Brücke",
    "der Wochenmarkt",
    "die Grundschule",
    "das Heimatmuseum",
    "der Busbahnhof",
    "die Feuerwache",
    "das Klinikum",
    "der Kleingarten",
    "die Musikschule",
    "das Rathaus",
    "der Stadtwald",
    "die Kläranlage",
    "der Spielplatz",
    "die Sporthalle",
    "das Jugendzentrum",
    "der Bahnhof",
    "die Markthalle",
)
HEADLINES = (
    "{place} streitet über {matter_acc}: Was jetzt geplant ist",
    "Mehr Geld für {matter_acc} in {place}",
    "Warum {matter} in {place} später öffnet als gedacht",
    "{place} baut um: {matter_cap} bekommt ein neues Dach",
    "So soll {matter} in {place} bald aussehen",
    "Bürger in {place} wollen {matter_acc} behalten",
)
FIRST = [
    "Karla",
    "Jonas",
    "Mareike",
    "Tobias",
    "Henrike",
    "Ole",
    "Svenja",
    "Malte",
    "Gesa",
    "Ruben",
    "Wiebke",
    "Arne",
    "Frauke",
    "Nils",
]
LAST = (  # noqa: SIM905
    "Finkenrath Dörfler Wesseling Abshoff Quandel Lohbeck Ritterbusch Hagemeister Tönnies Brüggen "
    "Kortmann Siebels Wulfhorst Ehlers"
).split()
OFFICES = (
    "das Bauamt",
    "der Kreistag",
    "die Bürgermeisterin",
    "der Förderverein",
    "die Verwaltung",
    "der Ortsrat",
    "das Gesundheitsamt",
    "die Landrätin",
    "der Stadtrat",
    "die Polizei",
)
DAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()  # noqa: SIM905
MONTHS = "Januar März Mai Juni Juli September Oktober November".split()  # noqa: SIM905

SENTENCES = (
    "{office_cap} hat am {day} beschlossen, {matter_acc} in {place} für {number} Millionen zu sanieren.",
    "Wie {person} am {day} sagte, sollen die Arbeiten schon im {month} beginnen und bis zum Winter dauern.",
    "Die Anwohner in {place2} fürchten, dass der Verkehr in den engen Straßen dann noch einmal zunimmt.",
    "„Wir haben lange darüber gesprochen und am Ende eine gute Lösung gefunden“, erklärte {person}.",
    "Nach Angaben von {person} kamen im vergangenen Jahr rund {number}00 Besucher, etwas mehr als zuvor.",
    "Ob das Geld reicht, weiß im Augenblick niemand, denn die Preise für Holz und Stahl sind gestiegen.",
    "Auch aus {place2} gab es Kritik: Dort wartet man seit {number} Jahren auf einen vergleichbaren Bau.",
    "Ein Gutachten, das {office} in Auftrag gegeben hatte, nennt {number} Mängel, die meisten davon klein.",
    "Bis dahin bleibt {matter} an {number} Tagen im Monat geschlossen, vor allem am {day}.",
    "{person} erinnerte daran, dass der Ort schon vor {number} Jahren einmal ohne so etwas war.",
    "Das Land gibt einen Zuschuss, über dessen Höhe aber erst im {month} entschieden werden soll.",
    "Wer in der Nähe wohnt, bekommt in den nächsten Wochen einen Brief mit allen Einzelheiten.",
    "In der Sitzung meldeten sich {number} Zuhörer zu Wort, und nicht alle waren mit dem Plan zufrieden.",
    "Zwei Entwürfe lagen auf dem Tisch, am Ende siegte der günstigere mit {number} zu acht Stimmen.",
    "Für den Umweg über {place2} brauchen die Busse nach einer Probefahrt {number} Minuten länger.",
    "Im Keller fanden die Handwerker alte Pläne, die jetzt im Archiv von {place2} aufbewahrt werden.",
    "Die Eltern hatten im {month} Unterschriften gesammelt und sie an {office_acc} übergeben.",
    "„Davon haben am Ende alle etwas, auch wenn es zuerst laut und staubig wird“, so {person}.",
    "Sollte es im Herbst viel regnen, könnte sich der Zeitplan um {number} Wochen nach hinten verschieben.",
    "Die Firma aus {place2}, die den Auftrag erhielt, beschäftigt nach eigenen Angaben {number} Menschen.",
    "Gegen die Entscheidung kann innerhalb von vier Wochen beim Gericht in {place2} geklagt werden.",
    "Am Rand der Veranstaltung war zu hören, dass {office} über eine weitere Halle nachdenkt.",
    "Fünf Bäume müssen gefällt werden, dafür sollen an der Straße nach {place2} {number} neue stehen.",
    "Früher gehörte das Gelände einer Ziegelei, von der heute nur noch ein Schornstein übrig ist.",
    "Mit dem ersten Spatenstich rechnet {person} frühestens an einem {day} im {month}.",
    "Die Zahl der Kinder im Ort ist seit dem Frühjahr um {number} gestiegen, was kaum jemand erwartet hatte.",
    "Geprüft wird außerdem, ob sich auf dem Dach eine Anlage für Strom aus Sonnenlicht lohnt.",
    "Anders als in {place2} soll der Eintritt auch in Zukunft nicht mehr als {number} Euro kosten.",
)
HEADINGS = (
    "Kritik aus {place2}",
    "Was das den Ort kostet",
    "So geht es weiter",
    "Die Vorgeschichte",
    "Viele offene Fragen",
    "Eröffnung im {month} geplant",
)
LEADS = (
    "In {place} wird wieder über {matter_acc} gesprochen: Nach {number} Jahren soll es schnell gehen.",
    "{matter_cap} ist für viele in {place} ein Stück Heimat. Nun hat {office} einen neuen Plan.",
    "Seit Monaten ist offen, was aus {matter_dat} in {place} wird. Am {day} kam Bewegung in die Sache.",
)
_ACCUSATIVE = {"der": "den", "die": "die", "das": "das"}
_DATIVE = {"der": "dem", "die": "der", "das": "dem"}


class Writer:
    """Writes one article; the same number gives the same text, another number another one."""

    def __init__(self, number: int) -> None:
        self._random = random.Random(f"tagblatt {number}")
        self.place = PLACES[number % len(PLACES)]
        self.matter = MATTERS[(number * 7) % len(MATTERS)]
        self.person = self._person()
        self._left = self._random.sample(SENTENCES, len(SENTENCES))
        self._headings = self._random.sample(HEADINGS, len(HEADINGS))

    def headline(self, number: int) -> str:
        return self._filled(HEADLINES[number % len(HEADLINES)])

    def lead(self) -> str:
        return self._filled(self._random.choice(LEADS))

    def heading(self) -> str:
        return self._filled(self._headings.pop())

    def paragraph(self, sentences: int = 3) -> str:
        return " ".join(self.sentence() for _ in range(sentences))

    def sentence(self) -> str:
        if not self._left:
            self._left = self._random.sample(SENTENCES, len(SENTENCES))
        return self._filled(self._left.pop())

    def _person(self) -> str:
        return f"{self._random.choice(FIRST)} {self._random.choice(LAST)}"

    def _filled(self, pattern: str) -> str:
        pick = self._random.choice
        office = pick(OFFICES)
        article, _, noun = self.matter.partition(" ")
        text = pattern.format(
            place=self.place,
            place2=pick([place for place in PLACES if place != self.place]),
            matter=self.matter,
            matter_cap=self.matter[0].upper() + self.matter[1:],
            matter_acc=f"{_ACCUSATIVE[article]} {noun}",
            matter_dat=f"{_DATIVE[article]} {noun}",
            office=office,
            office_cap=office[0].upper() + office[1:],
            office_acc=f"{_ACCUSATIVE[office.split()[0]]} {office.split()[1]}",
            person=self.person if pick((True, False)) else self._person(),
            day=pick(DAYS),
            month=pick(MONTHS),
            number=self._random.randint(3, 48),
        )
        return text[0].upper() + text[1:]
