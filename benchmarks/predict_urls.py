"""Write the URL key of every address of a list: predict_urls.py URLS.jsonl OUT.jsonl.

Reads `{"url": ...}` a line, writes `{"url": ..., "key": ...}` a line.
"""

import json
import sys
from pathlib import Path

from newscrawl.core.urls import url_key


def main(urls_path: str, out_path: str) -> None:
    with Path(urls_path).open(encoding="utf-8") as lines, Path(out_path).open("w") as out:
        for line in lines:
            if line.strip():
                url = json.loads(line)["url"]
                out.write(json.dumps({"url": url, "key": url_key(url)}) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
