"""The programme's own rules and values, standard library only."""
