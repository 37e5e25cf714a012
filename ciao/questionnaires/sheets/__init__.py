"""The engine that turns a spreadsheet into an instrument and back: a subset of XLSForm, with errors by row."""
