"""Why a link was taken for what it is, or left out: the same rules and weights, asked once more."""

from newscrawl.core.discovery.addresses import read_address
from newscrawl.core.discovery.likelihood import link_reasons
from newscrawl.core.discovery.rules import refusal
from newscrawl.core.discovery.shapes import url_shape
from newscrawl.core.discovery.verdicts import REGION_EVIDENCE
from newscrawl.items.page import Region
from newscrawl.items.site import Site

_SHOWN = 4


def explain_score(url: str, anchor: str | None, region: Region) -> dict[str, float]:
    """Return what speaks for an article (above 0) or against it, in log-odds, the strongest few first."""
    reasons = link_reasons(url_shape(url), anchor)
    if REGION_EVIDENCE.get(region):
        reasons[f"in {region}"] = REGION_EVIDENCE[region]
    strongest = sorted(reasons.items(), key=lambda item: -abs(item[1]))
    return {name: round(weight, 2) for name, weight in strongest[:_SHOWN] if round(weight, 2)}


def explain_refusal(url: str, *, hosts: tuple[str, ...]) -> str | None:
    """Return the rule by which an address is left out wherever a page of the site names it, or None."""
    site = Site(name="", seeds=(), hosts=hosts)
    address, rule = read_address(url, base=url, site=site)
    return rule or "malformed" if address is None else refusal(address.shape)
