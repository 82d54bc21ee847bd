"""The ground: settings, areas, duties and gates, outbox, audit, workdays, privacy, base templates."""
