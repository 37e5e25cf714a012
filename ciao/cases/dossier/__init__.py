"""What is known of a case, gathered for the pages that show it."""
