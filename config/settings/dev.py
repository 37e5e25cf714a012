"""While developing: tracebacks in the browser and templates read anew at each request."""

from config.settings.demo import *

DEBUG = True
TEMPLATES[0]["OPTIONS"]["loaders"] = TEMPLATES[0]["OPTIONS"]["loaders"][0][1]  # type: ignore[index]  # a plain dict
