"""The engine on an Elasticsearch server, for production: one index shared by every process and machine."""

from search.engines.elastic.engine import ElasticEngine

__all__ = ["ElasticEngine"]
