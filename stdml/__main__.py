"""`python -m stdml`."""

from stdml.cli.main import main

main()
