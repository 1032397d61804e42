"""What holds for all tests."""

import signal

# A shell's background jobs ignore Ctrl-C, and so would the programs that the tests start and end by it.
signal.signal(signal.SIGINT, signal.default_int_handler)
