"""Nothing twice: the record of a case in other systems, read from their exports; what they still want, as a file."""
