"""The registry of exemplars (điển hình tiên tiến), their honours, movements, clusters and stories."""
