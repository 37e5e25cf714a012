"""Who is in a host now: the host's page is below, so the list of internships is put together here."""
