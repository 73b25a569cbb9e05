"""What every adapter of a port does alike."""
