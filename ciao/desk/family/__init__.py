"""Who answers for a minor, and what the person said yes to: pages of the fascicolo."""
