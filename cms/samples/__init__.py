"""The invented county: what its pages and notice boards say (JSON), and how that becomes pages."""
