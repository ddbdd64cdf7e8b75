"""What is told by mail: addresses and words. Nothing here knows the database: the public's process reads it too."""
