from newscrawl.pipelines import DeduplicatePipeline

TEXT = (
    "The town council met on Monday and spoke about the old bridge over the river for three hours.\n\n"
    "Nobody knows what the repair will cost, mayor Ann Example said, and nobody dares to guess.\n\n"
    "Two engineers had looked at the pillars in spring, when the water was lower than for 30 years."
)


def test_near_copies_are_linked_in_any_project():
    pipeline = DeduplicatePipeline()
    first, near, other = (
        pipeline.process_item({"url": url, "headline": headline, "article_body": body})
        for url, headline, body in (
            ("http://a.test/1", "Bridge in doubt", TEXT),
            (
                "http://b.test/2",
                "Bridge in doubt after all",
                TEXT.replace("met on", "came together on"),
            ),
            (
                "http://b.test/3",
                "Ferry stops",
                "The ferry between the islands stopped for the winter.",
            ),
        )
    )
    assert first["duplicate_of"] is None
    assert near["duplicate_of"] == near["cluster_id"] == first["id"]
    assert other["duplicate_of"] is None
