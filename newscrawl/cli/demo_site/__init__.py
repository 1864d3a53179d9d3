"""A small news site that ships with the package, so that `newscrawl demo` needs no network."""

from newscrawl.cli.demo_site.articles import DemoArticle, load_articles
from newscrawl.cli.demo_site.server import DemoServer
from newscrawl.cli.demo_site.site import DemoSite, Response

__all__ = ["DemoArticle", "DemoServer", "DemoSite", "Response", "load_articles"]
