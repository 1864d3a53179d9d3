"""What other readers take for pages, CPU milliseconds of each, one after the other.

    python readers.py DATASET_DIR

Prints one JSON object: for each reader the milliseconds of every page, and the readers' versions.
"""

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

import lxml.html


def read_trafilatura(html, url):
    import trafilatura

    trafilatura.extract(html, url=url, with_metadata=True, output_format="json")


def read_newspaper4k(html, url):
    import newspaper

    # It would fetch the pictures of a page to measure them.
    article = newspaper.Article(url or "https://page.invalid/", fetch_images=False, language="en")
    article.download(input_html=html)
    article.parse()


def read_readability(html, url):
    import readability

    document = readability.Document(html)
    document.summary(), document.title()


def read_resiliparse(html, url):
    from resiliparse.extract.html2text import extract_plain_text

    extract_plain_text(html, main_content=True)


def read_lxml(html, url):
    lxml.html.document_fromstring(html)


READERS = {
    "lxml": read_lxml,
    "trafilatura": read_trafilatura,
    "newspaper4k": read_newspaper4k,
    "readability-lxml": read_readability,
    "resiliparse": read_resiliparse,
}
folder = Path(sys.argv[1])
pages = []
for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
    record = json.loads(line)
    file = folder / "pages" / f"{record['id']}.html"
    if file.is_file():
        pages.append((file.read_bytes().decode("utf-8", "replace"), record.get("url") or None))
found = {}
for name, read in READERS.items():
    times = []
    for html, url in (*pages[:3], *pages):
        began = time.process_time()
        try:
            read(html, url)
        except Exception:
            pass
        times.append(1000 * (time.process_time() - began))
    found[name] = times[3:]
print(json.dumps({"ms": found, "versions": {name: version(name) for name in READERS}}))
