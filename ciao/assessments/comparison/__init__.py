"""The engine that holds instruments side by side: voices, moments, a whole programme, first contacts."""
