"""What is told: of a run that goes on or is over, of a page, of a site."""
