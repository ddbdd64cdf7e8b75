"""Backups: the database and its files as one consistent set, and the way back.

In a place (a folder, or s3://bucket/prefix):

    sets/20261129T011500Z/database.dump   what pg_dump wrote of one snapshot
    sets/20261129T011500Z/files.txt       digest, size and path of every file of that snapshot
    sets/20261129T011500Z/manifest.json   written last: a set without it is not one
    objects/<lock>/ab/ab12…               the files by their digest, shared by all sets

Where recipients are named, the dump and the objects are encrypted in the age format, for them alone: the server cannot
read its own backups.
"""
