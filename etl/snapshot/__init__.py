"""What is published: made from the ledger, checked, compared with the one before, put in force."""
