"""What the person who runs govbot needs: checks, lists taken in, backups, health."""
