"""What the cells of a roll mean. Pure: values in, values and reasons out."""
