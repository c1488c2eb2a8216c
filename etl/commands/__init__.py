"""What the command line says and starts."""
