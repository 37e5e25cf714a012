"""`python -m ciao.core.command`, where the script is not installed."""

from ciao.core.command import main

main()
