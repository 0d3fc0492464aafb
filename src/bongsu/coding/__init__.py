"""From an Annotation to Events: who did what, according to whom, and how surely."""
