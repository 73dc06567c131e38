"""What one types: the commands of `govbot`."""
