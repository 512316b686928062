"""The ground of events and their status: which acts the tables tell, who plays in them, whether they happened."""
