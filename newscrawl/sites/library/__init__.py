"""What is known of single sites: one file each, named for the site."""
