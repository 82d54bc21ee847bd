"""One page, other outputs: a slip, a script for the loudspeaker. Pure."""
