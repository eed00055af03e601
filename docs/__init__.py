"""What is written for users, and the small programs that keep it true."""
