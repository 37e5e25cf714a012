"""Who goes where when everybody is looked at together: the assignment that no order of arrival can beat."""
