"""What is asked of citizens, in their language, and of the team."""
