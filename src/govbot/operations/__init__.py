"""What the person who runs govbot needs: reading the rosters in, and reporting and repeating the outreach."""
