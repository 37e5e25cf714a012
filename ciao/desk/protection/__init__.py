"""Taking a person out of sight: what is moved in every part, and the pages that named staff use."""
