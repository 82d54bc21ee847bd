"""My data: what a person sees, corrects, stops, takes along and has erased."""
