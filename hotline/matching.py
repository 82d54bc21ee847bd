"""What is meant by a text in Chinese or English. Pure."""
