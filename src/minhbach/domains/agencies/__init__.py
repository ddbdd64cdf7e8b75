"""Places, agencies, officers and posts, each with a period of validity and a successor."""
