"""Open village affairs: what a village must publish, when it is due, how it is read and objected to."""
