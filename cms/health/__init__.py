"""Is the site kept up? The rules by which government sites are failed, computed."""
