"""What is to be crawled: sites made from seeds."""
