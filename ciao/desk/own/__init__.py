"""What concerns whoever is signed in: the mandate they act under, their name, their keys."""
