"""The demo site's HTML templates, filled in."""

from html import escape
from importlib.resources import files
from string import Template


class Templates:
    """The files of `content/templates`, each read when it is first asked for."""

    def __init__(self) -> None:
        self._folder = files("newscrawl.cli.demo_site") / "content" / "templates"
        self._read: dict[str, Template] = {}

    def fill(self, name: str, **values: object) -> str:
        """Return template `name` with its values.

        Values are escaped, except those whose name ends in `_html`.
        """
        if name not in self._read:
            text = (self._folder / f"{name}.html").read_text(encoding="utf-8")
            self._read[name] = Template(text)
        shown = {
            key: str(value) if key.endswith("_html") else escape(str(value))
            for key, value in values.items()
        }
        return self._read[name].substitute(shown)
