"""What the product ships about places and agencies, and how it gets into the database."""
