"""Utenti e incarichi: who works here, who is invited, who leaves and what they hand over."""
