"""The engine of an instrument: its questions, the conditions that open them, the numbers its answers make."""
