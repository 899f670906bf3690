"""The demo's registry: invented exemplars with honours, movements, clusters and stories."""
