"""Opening a file in an emergency, and who looks at it afterwards."""
