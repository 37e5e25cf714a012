"""Engine: a list an office gives us is read, compared with who is already known, and loaded row by row."""
