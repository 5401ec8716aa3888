"""Ground floor: types, errors, clock, text, places, plan, settings. Imports nothing else of ours."""
