"""Da non perdere: what each part knows of a person, put together so that nobody slips out."""
