"""Item pipelines: clean, deduplicate, store; each usable alone in any Scrapy project."""

from newscrawl.pipelines.clean import CleanPipeline
from newscrawl.pipelines.deduplicate import DeduplicatePipeline
from newscrawl.pipelines.limit import LimitPipeline
from newscrawl.pipelines.store import StorePipeline

__all__ = ["CleanPipeline", "DeduplicatePipeline", "LimitPipeline", "StorePipeline"]
